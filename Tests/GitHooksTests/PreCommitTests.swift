import TestSupport
import Testing

struct PreCommitTests {
    @Test func `on a branch of the user's own nothing is asked`() async throws {
        let hooked = try HookedRepository()
        try await hooked.install()
        let clock = ContinuousClock()
        let commit = try hooked.tryCommit()
        let time = try clock.measure {
            try _ = TestProcess.run(
                [".git/hooks/pre-commit"], in: hooked.path, environment: hooked.repository.environment)
        }
        print("pre-commit on a user's branch: \(time)")
        #expect(commit.status == 0)
        #expect(commit.errors.isEmpty)
        try hooked.repository.git("switch", "-q", "--detach")
        #expect(try hooked.tryCommit().errors.isEmpty)
    }

    @Test(arguments: [[], ["--only", "sort.c"]])
    func `on a hone branch the tree to be committed is asked about`(options: [String]) async throws {
        let hooked = try HookedRepository()
        let repository = hooked.repository
        try await hooked.install()
        try repository.git("switch", "-q", "-c", "hone/sort-1/a")
        try repository.write("two\n", to: "sort.c")
        try repository.write("staged\n", to: "other.c")
        try repository.git("add", "-A")
        let commit = try repository.runGit(["commit", "-q", "-m", "change"] + options)
        let tree = try repository.git("rev-parse", "HEAD^{tree}")
        #expect(commit.errors == "hone hooks check-commit --branch hone/sort-1/a --tree \(tree)\n")
    }

    @Test func `what hone refuses is not committed, unless the user says so`() async throws {
        let hooked = try HookedRepository()
        try await hooked.install()
        try hooked.repository.git("switch", "-q", "-c", "hone/sort-1/a")
        try hooked.answer("exit 1")
        let head = try hooked.repository.git("rev-parse", "HEAD")
        #expect(try hooked.tryCommit().status == 1)
        #expect(try hooked.repository.git("rev-parse", "HEAD") == head)
        #expect(try hooked.tryCommit("--no-verify").status == 0)
    }

    @Test func `where hone is gone, the commit is made and that is said`() async throws {
        let hooked = try HookedRepository()
        try await hooked.install()
        try hooked.repository.git("switch", "-q", "-c", "hone/sort-1/a")
        try hooked.repository.write("/no/such/hone\n", to: ".git/hone/program")
        let commit = try TestProcess.run(
            ["git", "commit", "-q", "--allow-empty", "-m", "x"], in: hooked.path,
            environment: hooked.repository.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 })
        #expect(commit.status == 0)
        #expect(
            commit.errors
                == "hone: the commit on 'hone/sort-1/a' was not checked: there is no 'hone' on the PATH\n")
    }
}
