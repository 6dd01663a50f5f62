import Foundation
import ObjectIDs
import TestSupport
import Testing

@testable import Git

struct PublishingTests {
    @Test func `a published commit is what git reads`() async throws {
        let disk = try TemporaryRepository()
        let base = try #require(
            ObjectID(hex: try disk.commit("base", files: ["a/b.txt": "one\n", "c.txt": "c\n"])))
        let repository = try Repository(GitContext(at: disk.path, environment: [:]))
        let me = Signature(name: "Me", email: "me@example.com", time: 1_700_000_100, offsetMinutes: -90)
        let tree = try await repository.readCommit(base).tree
        let blob = try await repository.stageBlob(Array("two\n".utf8))
        let next = try await repository.stageTree(
            base: tree,
            changes: [PathChange("a/b.txt", .file(blob, .executable)), PathChange("c.txt", .delete)])
        let commit = try await repository.stageCommit(
            tree: next, parents: [base], by: Authorship(author: me), message: "second\n")
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

    @Test func `staged objects go to another repository that borrows the rest`() async throws {
        let disk = try TemporaryRepository()
        let base = try disk.committed(["a/b.txt": "one\n", "c.txt": "c\n"])
        let other = try TemporaryRepository(.bare)
        try other.write(disk.path + "/.git/objects\n", to: "objects/info/alternates")
        let repository = try Repository(GitContext(at: disk.path, environment: [:]))
        let commit = try await repository.stageChild(
            of: base, [try await repository.stageText("two\n", at: "a/b.txt")])
        let tag = try await repository.stageTag("v1", of: commit, tagger: someone, message: "first\n")
        try await repository.publish(into: other.path + "/objects")
        #expect(await repository.stagedCount == 0)
        try await repository.publish(into: other.path + "/objects")

        try other.git("update-ref", "refs/tags/v1", tag.hex)
        #expect(try other.git("show", "v1^{}:a/b.txt") == "two")
        #expect(try other.git("tag", "-n", "--format=%(subject) %(taggername)") == "first Some One")
        try other.requireSound()
        #expect(try disk.runGit(["cat-file", "-e", commit.hex]).status != 0)
        let packs = try FileManager.default.contentsOfDirectory(atPath: other.path + "/objects/pack")
        #expect(Set(packs.map { $0.suffix(4) }) == ["pack", ".idx"])
    }

    @Test func `what cannot be written to another repository stays staged`() async throws {
        let disk = try TemporaryRepository()
        _ = try disk.committed(["c.txt": "c\n"])
        let repository = try Repository(GitContext(at: disk.path, environment: [:]))
        _ = try await repository.stageBlob(Array("two\n".utf8))
        await #expect(throws: GitError.self) {
            try await repository.publish(into: disk.path + "/nowhere/objects")
        }
        #expect(await repository.stagedCount == 1)
    }
}
