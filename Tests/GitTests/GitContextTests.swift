import Foundation
import TestSupport
import Testing

@testable import Git

/// git's own rules of which repository, which settings and who, as they reach hone: each case by its outcome.
struct GitContextTests {
    private let disk: TemporaryRepository
    private let home: String

    init() throws {
        disk = try TemporaryRepository()
        home = disk.directory.path + "/home"
    }

    /// Nothing of the machine's settings, and no name for anybody.
    private var environment: [String: String] {
        disk.environment.filter { !$0.key.hasPrefix("GIT_AUTHOR") && !$0.key.hasPrefix("GIT_COMMITTER") }
    }

    private func context(_ path: String? = nil, adding variables: [String: String?] = [:]) throws
        -> GitContext
    {
        var environment = environment
        for (name, value) in variables { environment[name] = value }
        return try GitContext(at: path ?? disk.path, environment: environment)
    }

    private func code(_ work: () throws -> Void) -> GitError.Code? {
        do {
            try work()
            return nil
        } catch { return (error as? GitError)?.code }
    }

    // MARK: - Which repository

    @Test func `a repository that the environment names is the one, wherever the command stands`() throws {
        let dotfiles = disk.directory.path + "/dotfiles.git"
        try disk.git("init", "-q", "--bare", dotfiles)
        let named = try context(home, adding: ["GIT_DIR": dotfiles, "GIT_WORK_TREE": home])
        #expect(named.gitDirectory == dotfiles + "/")
        #expect(named.workingDirectory == home + "/")
        let command = named.command(["status"])
        #expect(command.directory == home)
        #expect(command.environment["GIT_DIR"] == dotfiles)
        #expect(command.environment["GIT_WORK_TREE"] == home)
        let other = try TemporaryRepository()
        let standing = try context(other.path, adding: ["GIT_DIR": disk.path + "/.git"])
        #expect(standing.gitDirectory == disk.path + "/.git/")
        #expect(standing.workingDirectory == disk.path + "/")
    }

    @Test func `a hook of a linked worktree speaks of that worktree, wherever it goes`() throws {
        try disk.commit(files: ["a": "1\n"])
        try disk.git("worktree", "add", "-q", "-b", "side", "../linked")
        let directory = disk.path + "/.git/worktrees/linked"
        let hook = try context(adding: ["GIT_DIR": directory, "GIT_INDEX_FILE": directory + "/index.lock"])
        #expect(hook.gitDirectory == directory + "/")
        #expect(hook.workingDirectory == disk.directory.path + "/linked/")
        #expect(hook.command([]).environment["GIT_INDEX_FILE"] == nil)
        // In another folder of the repository's git finds by itself where it is.
        #expect(hook.command([], in: disk.path).environment["GIT_DIR"] == nil)
    }

    @Test func `in a git directory the checkout is the folder around it`() throws {
        #expect(try context(disk.path + "/.git/objects").workingDirectory == disk.path + "/")
        try disk.git("init", "-q", "--bare", "../bare")
        #expect(try context(disk.directory.path + "/bare/objects").workingDirectory == nil)
    }

    @Test func `a working tree that a setting names is the one`() throws {
        try disk.git("config", "core.worktree", home)
        #expect(try context(adding: ["GIT_DIR": disk.path + "/.git"]).workingDirectory == home + "/")
    }

    @Test func `above a ceiling nothing is looked for`() throws {
        try disk.write("", to: "a/b")
        #expect(try context(disk.path + "/a").gitDirectory == disk.path + "/.git/")
        let ceiling = ["GIT_CEILING_DIRECTORIES": disk.path]
        #expect(code { _ = try context(disk.path + "/a", adding: ceiling) } == .notARepository)
    }

    @Test func `objects are where the environment says`() async throws {
        let commit = try disk.committed(["a": "1\n"])
        let other = try TemporaryRepository()
        let objects = [
            "GIT_OBJECT_DIRECTORY": other.path + "/.git/objects",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": disk.path + "/.git/objects",
        ]
        let repository = try Repository(context(adding: objects))
        #expect(await repository.exists(commit))
        let blob = try await repository.stageBlob(Array("kept apart".utf8))
        _ = try await repository.publish()
        #expect(try other.git("cat-file", "-p", blob.hex) == "kept apart")
        #expect(try disk.runGit(["cat-file", "-e", blob.hex]).status != 0)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `whose a repository may be is git's to say`() async throws {
        let commit = try disk.committed(["a": "1\n"])
        for path in [disk.path, disk.path + "/.git"] { #expect(chown(path, 12_345, 12_345) == 0) }
        #expect(code { _ = try context() } == .ownedByOther(path: disk.path))
        let trust = [
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*",
        ]
        #expect(try await Repository(context(adding: trust)).resolve("HEAD") == commit)
    }

    @Test func `what git refuses is refused in its words`() throws {
        try disk.git("config", "core.repositoryformatversion", "1")
        try disk.git("config", "extensions.fromTheFuture", "true")
        let error = #expect(throws: GitError.self) { _ = try context() }
        #expect(error?.code == .unsupportedFormat("fromthefuture"))
        #expect(error?.message == "unknown repository extension found: fromthefuture")
        let missing = #expect(throws: GitError.self) { _ = try context(adding: ["GIT_DIR": "/nowhere"]) }
        #expect(missing?.message == "not a git repository: '/nowhere'")
        let absent = #expect(throws: GitError.self) { _ = try context(adding: ["PATH": "/nowhere"]) }
        #expect(absent?.operation == "start git")
    }

    @Test func `where objects must not go none does, and git removes none`() async throws {
        try disk.git("config", "core.repositoryformatversion", "1")
        try disk.git("config", "extensions.preciousObjects", "true")
        #expect(try disk.runGit(["repack", "-a", "-d"]).status != 0)
        var tip = try disk.committed(["a": "0\n"])
        var all = try objects()
        let repository = try Repository(context())
        for number in 1...20 {
            let next = try await repository.recordChild(
                of: tip, "\(number)\n", at: "a", branch: "refs/heads/x\(number)")
            try await repository.moveReference(
                "refs/heads/x\(number)", from: next, to: nil, reflog: "gone")
            all.formUnion(try objects())
            _ = try await repository.consolidate(fanIn: 4, syncing: .none)
            tip = next
        }
        #expect(try objects() == all)
        #expect(all.count == 3 * 21)
    }

    private func objects() throws -> Set<Substring> {
        Set(try disk.git("cat-file", "--batch-all-objects", "--batch-check").split(separator: "\n"))
    }

    // MARK: - Which settings

    @Test(arguments: [
        ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "hone.Word.test", "GIT_CONFIG_VALUE_0": "right"],
        ["GIT_CONFIG_PARAMETERS": "'hone.Word.test'='right'"],
        ["GIT_CONFIG_GLOBAL": "global"], ["GIT_CONFIG_SYSTEM": "global", "GIT_CONFIG_NOSYSTEM": "0"],
        ["GIT_CONFIG_GLOBAL": nil, "XDG_CONFIG_HOME": "xdg"],
    ])
    func `a setting is found wherever git finds it`(variables: [String: String?]) throws {
        try disk.directory.write("[hone \"Word\"]\n\ttest = right\n", to: "home/global")
        try disk.directory.write("[include]\n\tpath = \(home)/global\n", to: "home/xdg/git/config")
        let inHome = variables.mapValues { value in
            value.map { ["global", "xdg"].contains($0) ? "\(home)/\($0)" : $0 }
        }
        #expect(try context(adding: inHome).setting("Hone.Word.TEST") == "right")
        #expect(try context(adding: inHome).setting("hone.word.test") == nil)
    }

    @Test func `a setting is found by place, by remote and by worktree`() throws {
        try disk.commit(files: ["a": "1\n"])
        try disk.git("remote", "add", "origin", "https://work.example/x.git")
        try disk.git("worktree", "add", "-q", "../linked")
        try disk.git("config", "extensions.worktreeConfig", "true")
        try disk.git("-C", "../linked", "config", "--worktree", "hone.tree", "own")
        try disk.directory.write("[hone]\n\tremote = work\n", to: "home/work")
        try disk.directory.write("[hone]\n\tplace = here\n", to: "home/here")
        try disk.directory.write(
            """
            [includeIf "hasconfig:remote.*.url:https://work.example/**"]
            \tpath = work
            [includeIf "gitdir:\(disk.path)/.git"]
            \tpath = here

            """, to: "home/global")
        let global = ["GIT_CONFIG_GLOBAL": home + "/global"]
        let main = try context(adding: global)
        #expect(try main.setting("hone.remote") == "work")
        #expect(try main.setting("hone.place") == "here")
        #expect(try main.setting("hone.tree") == nil)
        let linked = try context(disk.directory.path + "/linked", adding: global)
        #expect(try linked.setting("hone.tree") == "own")
        #expect(try linked.setting("hone.place") == nil)
        // A linked worktree with settings of its own is read like any other.
        _ = try Repository(linked)
    }

    @Test func `a yes is a yes in all of git's spellings`() throws {
        try disk.write("\n[hone]\n\tbare\n\tword = on\n\tno = 0\n\tbad = maybe\n", to: ".git/more")
        try disk.git("config", "include.path", "more")
        let context = try context()
        #expect(try context.flag("hone.bare") == true)
        #expect(try context.flag("hone.word") == true)
        #expect(try context.flag("hone.no") == false)
        #expect(try context.flag("hone.none") == nil)
        #expect(code { _ = try context.flag("hone.bad") } == .invalidSpec)
        try context.set("hone.bad", to: "false")
        #expect(try context.flag("hone.bad") == false)
    }

    // MARK: - Who

    struct Identity: CustomTestStringConvertible, Sendable {
        let settings: [[String]]
        let variables: [String: String]
        /// Author and committer; nil where git refuses.
        let people: [String]?

        var testDescription: String { "\(settings) \(variables)" }

        static let user = [["user.name", "U"], ["user.email", "u@x"]]
        static let cases = [
            Identity(settings: user, variables: [:], people: ["U <u@x>", "U <u@x>"]),
            Identity(
                settings: user + [["author.name", "Au"], ["author.email", "au@x"]], variables: [:],
                people: ["Au <au@x>", "U <u@x>"]),
            Identity(
                settings: [
                    ["author.name", "Au"], ["author.email", "au@x"], ["committer.name", "Co"],
                    ["committer.email", "co@x"],
                ], variables: [:], people: ["Au <au@x>", "Co <co@x>"]),
            Identity(
                settings: user,
                variables: ["GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x", "GIT_COMMITTER_NAME": "C"],
                people: ["A <a@x>", "C <u@x>"]),
            Identity(
                settings: [user[0]], variables: ["EMAIL": "mail@x"], people: ["U <mail@x>", "U <mail@x>"]),
            Identity(
                settings: [user[0], ["user.useConfigOnly", "true"]], variables: ["EMAIL": "mail@x"],
                people: nil),
            Identity(
                settings: [],
                variables: [
                    "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "K",
                    "GIT_CONFIG_KEY_1": "user.email", "GIT_CONFIG_VALUE_1": "k@x",
                ], people: ["K <k@x>", "K <k@x>"]),
        ]
    }

    @Test(arguments: Identity.cases)
    func `author and committer are who git says`(identity: Identity) throws {
        try disk.git("config", "--unset", "user.name")
        try disk.git("config", "--unset", "user.email")
        for setting in identity.settings { try disk.git("config", setting[0], setting[1]) }
        let context = try context(adding: identity.variables)
        guard let people = identity.people else {
            let error = #expect(throws: GitError.self) { try context.authorship(time: 7) }
            #expect(error?.code == .noIdentity)
            #expect(error?.message.contains("auto-detection is disabled") == true)
            return
        }
        let named = try context.authorship(time: 7, offsetMinutes: 60)
        #expect([named.author, named.committer].map(\.headerText) == people.map { "\($0) 7 +0100" })
    }

    @Test func `a commit names its author and its committer`() async throws {
        let parent = try disk.committed(["a": "1\n"])
        let repository = try Repository(
            context(adding: ["GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x"]))
        let commit = try await repository.stageCommit(
            tree: repository.tree(of: parent), parents: [parent],
            by: repository.context.authorship(time: 1_700_000_000), message: "x\n")
        _ = try await repository.publish()
        #expect(
            try disk.git("show", "-s", "--format=%an %ae %cn %ce", commit.hex)
                == "A a@x Test Author author@example.com")
        try disk.requireSound()
    }
}
