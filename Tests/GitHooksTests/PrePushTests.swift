import TestSupport
import Testing

struct PrePushTests {
    @Test func `a hone branch that goes out alone is pushed, and that is said`() async throws {
        let pushing = try await Pushing()
        let result = try pushing.push("hone/sort-1/a", "hone/sort-1/best")
        #expect(result.status == 0)
        #expect(
            result.errors == """
                hone: 'hone/sort-1/a' goes out without its notes and its journal in this push. They go with:
                hone:   git push origin 'refs/notes/hone/*' 'refs/hone/journal/sort-1/*'
                hone: A journal holds prompts, replies and what programs printed.

                """)
        #expect(
            try pushing.push("refs/notes/hone/*", "refs/hone/journal/sort-1/*").errors.isEmpty)
        let refs = try pushing.repository.git("ls-remote", "--refs", "origin")
        #expect(refs.split(separator: "\n").count == 4)
    }

    @Test(arguments: ["HEAD", "hone/sort-1/a:review"])
    func `it is said whatever name it goes by`(refspec: String) async throws {
        let pushing = try await Pushing()
        try pushing.repository.git("switch", "-q", "hone/sort-1/a")
        #expect(try pushing.push(refspec).errors.contains("goes out without its notes and its journal"))
    }

    @Test func `what goes out with it is not missed`() async throws {
        let pushing = try await Pushing()
        let result = try pushing.push("hone/sort-1/a", "refs/notes/hone/*")
        #expect(result.errors.hasPrefix("hone: 'hone/sort-1/a' goes out without its journal in this push."))
        let whole = try await Pushing()
        #expect(
            try whole.push("hone/sort-1/a", "refs/notes/hone/*", "refs/hone/journal/*").errors.isEmpty)
    }

    @Test func `other branches, and branches that are deleted, say nothing`() async throws {
        let pushing = try await Pushing()
        #expect(try pushing.push("main").errors.isEmpty)
        _ = try pushing.push("hone/sort-1/a")
        let deleted = try pushing.push("--delete", "hone/sort-1/a")
        #expect(deleted.errors.isEmpty)
        #expect(deleted.status == 0)
    }

    @Test func `a clone that has no notes and no journal is not told of them`() async throws {
        let pushing = try await Pushing()
        try pushing.repository.git("update-ref", "-d", "refs/notes/hone/score")
        try pushing.repository.git("update-ref", "-d", "refs/hone/journal/sort-1/w")
        #expect(try pushing.push("hone/sort-1/a").errors.isEmpty)
    }
}

/// A repository with a run's refs, and a remote.
private struct Pushing {
    let hooked: HookedRepository
    var repository: TemporaryRepository { hooked.repository }

    init() async throws {
        hooked = try HookedRepository()
        let remote = repository.directory.path + "/remote"
        try repository.git("init", "-q", "--bare", remote)
        try repository.git("remote", "add", "origin", remote)
        for branch in ["a", "best"] { try repository.git("branch", "hone/sort-1/\(branch)") }
        try repository.git("notes", "--ref=hone/score", "add", "-m", "{}")
        try repository.git("update-ref", "refs/hone/journal/sort-1/w", "main")
        try await hooked.install()
    }

    func push(_ arguments: String...) throws -> TestProcess {
        try repository.runGit(["push", "-q", "origin"] + arguments)
    }
}
