import TestSupport
import Testing

@testable import Git

struct PublishingTests {
    @Test func `a published commit is what git reads`() async throws {
        let disk = try TemporaryRepository()
        let base = try #require(
            ObjectID(hex: try disk.commit("base", files: ["a/b.txt": "one\n", "c.txt": "c\n"])))
        let repository = try Repository(discovering: disk.path)
        let me = Signature(name: "Me", email: "me@example.com", time: 1_700_000_100, offsetMinutes: -90)
        let tree = try await repository.readCommit(base).tree
        let blob = try await repository.stageBlob(Array("two\n".utf8))
        let next = try await repository.stageTree(
            base: tree,
            changes: [PathChange("a/b.txt", .file(blob, .executable)), PathChange("c.txt", .delete)])
        let commit = try await repository.stageCommit(
            tree: next, parents: [base], author: me, committer: me, message: "second\n")
        let pack = try #require(try await repository.publish())
        try await repository.moveReference("refs/heads/x", from: nil, to: commit, reflog: "step")
        try await repository.release(pack)

        #expect(try disk.git("rev-parse", "x") == commit.hex)
        #expect(try disk.git("show", "x:a/b.txt") == "two")
        #expect(try disk.git("ls-tree", "-r", "x") == "100755 blob \(blob.hex)\ta/b.txt")
        #expect(
            try disk.git("log", "-1", "--format=%an <%ae> %ai|%s", "x")
                == "Me <me@example.com> 2023-11-14 20:45:00 -0130|second")
        #expect(try await repository.readBlob(blob) == Array("two\n".utf8))
        try disk.requireSound()
    }
}
