/// Where a repository is, as `git rev-parse` says.
struct GitPlace {
    let gitDirectory: String
    let commonDirectory: String
    let objectDirectory: String
    private let isBare: Bool
    /// The top of the working tree; nil where git says that it is in none.
    private let top: String?

    /// Asks in a folder; what git refuses is refused.
    init(askedIn directory: String, _ environment: [String: String]) throws(GitError) {
        guard SmallFile.exists(directory) else { throw Self.absence(at: directory) }
        // The last one fails where there is no working tree, with all before it said.
        let asked = try GitQuestion(
            [
                "rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir", "--git-path",
                "objects",
                "--is-bare-repository", "--show-toplevel",
            ], in: directory, environment)
        let lines = asked.lines
        guard lines.count == 5 || (lines.count == 4 && asked.status == 128) else {
            throw Self.refusal(asked, at: directory)
        }
        gitDirectory = Self.folder(lines[0])
        commonDirectory = Self.folder(lines[1])
        objectDirectory = Self.folder(lines[2])
        isBare = lines[3] == "true"
        top = lines.count == 5 ? Self.folder(lines[4]) : nil
    }

    /// The folder of the checkout, with a slash at the end.
    ///
    /// Where `GIT_DIR` stands alone, as in a hook, git takes the folder that it is called in for the top of the working tree, whatever that is, and
    /// in a git directory it knows of none. The git directory knows better whose it is, unless a setting has it otherwise.
    func workingDirectory(
        _ environment: [String: String], configured: () throws(GitError) -> String?
    ) throws(GitError) -> String? {
        guard environment["GIT_WORK_TREE"] == nil, environment["GIT_DIR"] != nil || top == nil,
            let own = try registered, try configured() == nil
        else { return top }
        return own
    }

    /// The folder that the git directory belongs to, by its place or, for a linked worktree, by its record.
    private var registered: String? {
        get throws(GitError) {
            if let link = try SmallFile.text(gitDirectory + "gitdir")?.split(separator: "\n").first {
                let path = link.hasPrefix("/") ? String(link) : gitDirectory + link
                return Self.folder(SmallFile.resolved(SmallFile.folder(of: path)))
            }
            guard !isBare, gitDirectory.hasSuffix("/.git/") else { return nil }
            return String(gitDirectory.dropLast(".git/".count))
        }
    }

    private static func folder(_ path: String) -> String { path.hasSuffix("/") ? path : path + "/" }

    /// What git refused, by the words that it has for it.
    private static func refusal(_ asked: GitQuestion, at directory: String) -> GitError {
        let (opening, reason) = ("open the repository at '\(directory)'", asked.reason)
        if reason.hasPrefix("not a git repository (or any") {
            return absence(at: directory)
        }
        if reason.hasPrefix("not a git repository") { return GitError(opening, .notARepository, reason) }
        if reason.hasPrefix("detected dubious ownership") {
            return GitError(opening, .ownedByOther(path: quoted(in: reason) ?? directory), reason)
        }
        if reason.hasPrefix("unknown repository extension"), let name = reason.split(separator: " ").last {
            return GitError(opening, .unsupportedFormat(String(name)), reason)
        }
        return GitError(opening, .other(asked.status), reason)
    }

    private static func absence(at directory: String) -> GitError {
        GitError("find a repository", .notARepository, "there is none at '\(directory)' or above it")
    }

    private static func quoted(in text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[1]) : nil
    }
}
