import Foundation
import TestSupport
import Testing

@testable import Git

struct OpeningTests {
    private let disk: TemporaryRepository

    init() throws {
        disk = try TemporaryRepository()
    }

    private func code(opening path: String) -> GitError.Code? {
        do {
            _ = try Repository(GitContext(at: path, environment: [:]))
            return nil
        } catch { return error.code }
    }

    @Test func `a repository is found from a folder inside it`() async throws {
        try disk.commit(files: ["a/b/c": "1\n"])
        let repository = try Repository(GitContext(at: disk.path + "/a/b", environment: [:]))
        #expect(repository.workingDirectory == disk.path + "/")
        #expect(repository.gitDirectory == disk.path + "/.git/")
        #expect(repository.commonDirectory == repository.gitDirectory)
        #expect(await !repository.isShallow)
    }

    @Test func `no repository is told from a broken one`() throws {
        #expect(try code(opening: TemporaryDirectory().path) == .notARepository)
        try disk.write("[core\n", to: ".git/config")
        #expect(code(opening: disk.path) != .notARepository)
        #expect(code(opening: disk.path) != nil)
    }

    @Test func `other object names are refused by name`() throws {
        let directory = try TemporaryDirectory()
        _ = try TestProcess.run(
            ["git", "init", "-q", "--object-format=sha256", "."], in: directory.path,
            environment: disk.environment)
        #expect(code(opening: directory.path) == .unsupportedFormat("sha256"))
    }

    @Test func `other storage of refs is refused by name`() throws {
        try disk.git("config", "core.repositoryformatversion", "1")
        try disk.git("config", "extensions.refStorage", "reftable")
        #expect(code(opening: disk.path) == .unsupportedFormat("refstorage"))
    }

    @Test func `an extension that nobody knows is refused by name`() throws {
        try disk.git("config", "core.repositoryformatversion", "1")
        try disk.git("config", "extensions.fromTheFuture", "true")
        #expect(code(opening: disk.path) == .unsupportedFormat("fromthefuture"))
    }

    @Test func `a checkout with a configuration of its own opens`() async throws {
        let commit = try disk.committed(["a/b": "1\n", "c/d": "2\n"])
        try disk.git("sparse-checkout", "set", "a")
        #expect(try disk.git("config", "extensions.worktreeConfig") == "true")
        #expect(try await Repository(GitContext(at: disk.path, environment: [:])).resolve("HEAD") == commit)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `another user's repository is told from a broken one`() throws {
        try disk.commit(files: ["a": "1\n"])
        for path in [disk.path, disk.path + "/.git"] { #expect(chown(path, 12_345, 12_345) == 0) }
        #expect(code(opening: disk.path) == .ownedByOther(path: disk.path))
    }

    @Test func `a linked worktree and a submodule's checkout open`() async throws {
        let commit = try disk.committed(["a": "1\n"])
        try disk.git("worktree", "add", "-q", "-b", "linked", "../linked")
        let linked = try Repository(GitContext(at: disk.directory.path + "/linked", environment: [:]))
        #expect(linked.commonDirectory == disk.path + "/.git/")
        #expect(linked.gitDirectory == disk.path + "/.git/worktrees/linked/")
        #expect(try await linked.head() == .branch(name: "linked", commit))

        let outer = try TemporaryRepository()
        try outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", disk.path, "inner")
        let inner = try Repository(GitContext(at: outer.path + "/inner", environment: [:]))
        #expect(inner.gitDirectory == outer.path + "/.git/modules/inner/")
        #expect(try await inner.resolve("HEAD") == commit)
        #expect(try await inner.checkedOutBranches() == ["refs/heads/main": outer.path + "/inner"])
    }

    @Test func `a bare repository and a shallow one say so`() async throws {
        let commit = try disk.committed(["a": "1\n"])
        try disk.commit(files: ["a": "2\n"])
        try disk.git("clone", "-q", "--bare", ".", "../bare")
        try disk.git("clone", "-q", "--depth=1", "file://" + disk.path, "../shallow")
        let bare = try Repository(GitContext(at: disk.directory.path + "/bare", environment: [:]))
        #expect(bare.workingDirectory == nil)
        #expect(try await bare.checkedOutBranches().isEmpty)
        #expect(try await bare.resolve("main~1") == commit)
        let shallow = try Repository(GitContext(at: disk.directory.path + "/shallow", environment: [:]))
        #expect(await shallow.isShallow)
        let tip = try #require(try await shallow.resolve("HEAD"))
        #expect(try await shallow.firstParentChain(from: tip) == [tip])
    }

    @Test func `history that a shallow clone does not have is named as such`() async throws {
        let commit = try disk.committed(["a": "1\n"])
        try disk.commit(files: ["a": "2\n"])
        try disk.git("clone", "-q", "--depth=1", "file://" + disk.path, "../shallow")
        let shallow = try Repository(GitContext(at: disk.directory.path + "/shallow", environment: [:]))
        let tip = try #require(try await shallow.resolve("HEAD"))
        let error = await #expect(throws: GitError.self) { try await shallow.isAncestor(commit, of: tip) }
        #expect(error?.code == .shallow)
    }

    @Test func `a durable repository moves refs like any other`() async throws {
        let commit = try disk.committed(["a": "1\n"])
        let durable = try Repository(GitContext(at: disk.path, environment: [:]), durability: .durable)
        try await durable.moveReference("refs/hone/x", from: nil, to: commit, reflog: "x")
        #expect(try disk.git("rev-parse", "refs/hone/x") == commit.hex)
    }
}
