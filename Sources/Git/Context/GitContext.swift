import Platform
import Synchronization

/// Which repository somebody works in, under which settings and in whose name: what git itself answers in their environment.
///
/// The one way to open a ``Repository`` and to start git. There is no second reader of git's rules: how a repository is found and whom it may
/// belong to, which files of settings there are and what includes what, and who an author is, is git's to say. It is asked once, with one
/// process for the place, one for the settings where somebody wants to know one, and one each for author and committer once a commit is due.
package final class GitContext: Sendable {
    /// The git directory of the checkout, with a slash at the end.
    package let gitDirectory: String
    /// The git directory that all worktrees share, with a slash at the end.
    package let commonDirectory: String
    /// The folder of the checkout, with a slash at the end; nil where there is none.
    package let workingDirectory: String?
    /// Where objects are written, with a slash at the end.
    let objectDirectory: String
    /// Where objects are read beside that, by the caller's word alone.
    let alternates: [String]
    /// Whether the caller named the repository, which can't be found from its checkout then.
    private let isNamed: Bool
    private let environment: [String: String]
    /// What git has been asked; nil for a repository of our own, of which nobody but us says anything.
    private let answers: Answers?

    /// What git has said so far.
    private final class Answers: Sendable {
        let settings = Mutex<[GitSetting]?>(nil)
        let people = Mutex<[GitRole: Signature]>([:])
    }

    /// Asks git for the repository that a process in this folder and environment works in.
    ///
    /// Throws `.notARepository` where there is none, `.ownedByOther` where git does not trust whom it belongs to, `.unsupportedFormat`
    /// for an extension that git does not know, and git's own words for anything else that keeps git from it.
    package init(at directory: String, environment: [String: String]) throws(GitError) {
        let place = try GitPlace(askedIn: directory, environment)
        gitDirectory = place.gitDirectory
        commonDirectory = place.commonDirectory
        objectDirectory = place.objectDirectory
        alternates = AlternatePaths.read(environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? "")
        isNamed = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR"].contains { environment[$0] != nil }
        self.environment = environment
        answers = Answers()
        workingDirectory = try place.workingDirectory(environment) { () throws(GitError) in
            try GitSetting.all(in: directory, environment).value(of: "core.worktree")
        }
    }

    /// Takes a repository of hone's own, whose git directory this is; git need not be asked.
    package init(ofOurs gitDirectory: String) {
        let folder = gitDirectory.hasSuffix("/") ? gitDirectory : gitDirectory + "/"
        self.gitDirectory = folder
        commonDirectory = folder
        objectDirectory = folder + "objects/"
        (workingDirectory, alternates, environment, isNamed, answers) = (nil, [], [:], false, nil)
    }

    /// The folders of the linked worktrees that are there, sorted.
    package var worktrees: [String] {
        let folder = commonDirectory + "worktrees"
        guard let names = try? HostFile.names(in: folder) else { return [] }
        // Each names the `.git` file of a worktree on its one line.
        return names.compactMap { try? HostFile.text("\(folder)/\($0)/gitdir") }
            .map { HostFile.folder(of: String($0.prefix { !$0.isNewline })) }
            .filter(HostFile.exists).sorted()
    }

    /// Whether objects are where a repository without the caller's word would have them.
    var hasOwnObjects: Bool { objectDirectory == commonDirectory + "objects/" && alternates.isEmpty }

    // MARK: - Settings

    /// Returns all settings, in git's order: of several with one name the last one counts.
    package func settings() throws(GitError) -> [GitSetting] {
        guard let answers else { return [] }
        return try answers.settings.withLock { (known) throws(GitError) in
            if let known { return known }
            let read = try GitSetting.all(in: startingPoint, environmentOfOurs)
            known = read
            return read
        }
    }

    /// Returns a setting as `git config --get` does, or nil.
    package func setting(_ key: String) throws(GitError) -> String? { try settings().value(of: key) }

    /// Returns a yes-or-no setting in any of git's spellings, or nil; `.invalidSpec` if it is neither.
    package func flag(_ key: String) throws(GitError) -> Bool? {
        try settings().last { $0.key == GitSetting.normal(key) }.map { (setting) throws(GitError) in
            try setting.flag()
        }
    }

    /// Writes a setting into the repository's own file, as `git config` does.
    package func set(_ key: String, to value: String) throws(GitError) {
        let asked = try GitQuestion(["config", key, value], in: startingPoint, environmentOfOurs)
        guard asked.status == 0 else {
            throw GitError("set '\(key)'", .other(asked.status), asked.reason)
        }
        answers?.settings.withLock { $0 = nil }
    }

    // MARK: - People

    /// Returns who git would name in this role, as of the given time; `.noIdentity`, with git's words, where it refuses to guess.
    package func person(_ role: GitRole, time: Int64, offsetMinutes: Int = 0) throws(GitError) -> Signature {
        guard let answers else {
            throw GitError("name the \(role)", .noIdentity, "the repository is nobody's")
        }
        let person = try answers.people.withLock { (known) throws(GitError) in
            if let person = known[role] { return person }
            let person = try role.ask(in: startingPoint, environmentOfOurs)
            known[role] = person
            return person
        }
        return person.at(time, offsetMinutes: offsetMinutes)
    }

    // MARK: - Starting git

    /// The user's own git, with their hooks, signing and settings: in this checkout, or in another folder of the repository's.
    ///
    /// It works in the repository that this context is about, and in none that the caller's environment names beside it; in another
    /// folder, such as a linked worktree, it works in that.
    package func command(_ arguments: [String], in folder: String? = nil) -> GitInvocation {
        let isHere = folder.map { $0 == checkout } ?? true
        let environment = isHere ? environmentOfOurs : withoutPlace(keepingObjects)
        return GitInvocation(
            arguments, in: folder ?? startingPoint, GitSetting.adding(Self.lasting, to: environment))
    }

    /// What hone says is done stays done, so that what git commits, and the refs that it moves, are on the disk before it ends; and no tidying, which may
    /// wait for the user's next command, is there to be killed with it.
    private static let lasting: KeyValuePairs = [
        "core.fsync": "committed,reference", "maintenance.auto": "false",
    ]

    /// The folder of the checkout without the slash, or the git directory.
    private var startingPoint: String { checkout ?? String(gitDirectory.dropLast()) }

    private var checkout: String? { workingDirectory.map { $0 == "/" ? $0 : String($0.dropLast()) } }

    /// The caller's environment, with this repository in it by name where the checkout would not lead to it.
    private var environmentOfOurs: [String: String] {
        var place = keepingObjects
        if isNamed {
            place["GIT_DIR"] = String(gitDirectory.dropLast())
            place["GIT_COMMON_DIR"] = environment["GIT_COMMON_DIR"].map { _ in
                String(commonDirectory.dropLast())
            }
            place["GIT_WORK_TREE"] = checkout
        }
        return withoutPlace(place)
    }

    private var keepingObjects: [String: String] {
        var place: [String: String] = [:]
        if !hasOwnObjects {
            place["GIT_OBJECT_DIRECTORY"] = String(objectDirectory.dropLast())
            place["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"]
        }
        return place
    }

    private func withoutPlace(_ place: [String: String]) -> [String: String] {
        environment.filter { !GitInvocation.places.contains($0.key) }.merging(place) { $1 }
    }
}

/// Whose name a commit has in two places.
package enum GitRole: String, Hashable, Sendable {
    /// Who wrote the change.
    case author
    /// Who made the commit.
    case committer

    fileprivate func ask(in folder: String, _ environment: [String: String]) throws(GitError) -> Signature {
        let asked = try GitQuestion(["var", "GIT_\(rawValue.uppercased())_IDENT"], in: folder, environment)
        guard let line = asked.lines.first, asked.status == 0 else {
            throw GitError("name the \(self)", .noIdentity, asked.reason)
        }
        return Signature(headerText: Substring(line))
    }
}
