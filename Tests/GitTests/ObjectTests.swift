import ObjectIDs
import TestSupport
import Testing

@testable import Git

struct ObjectTests {
    @Test func `a signature loses what would break a commit's header`() {
        let signature = Signature(name: " .A <b>\nC, ", email: "<a@b>", time: 5, offsetMinutes: -570)
        #expect(signature.headerText == "A bC <a@b> 5 -0930")
        #expect(Signature(headerText: signature.headerText[...]) == signature)
    }

    @Test func `a commit with headers that we do not know is read`() async throws {
        let disk = try TemporaryRepository()
        let parent = try disk.committed(["a": "1\n"])
        let tree = try disk.git("rev-parse", "HEAD^{tree}")
        let text = """
            tree \(tree)
            parent \(parent.hex)
            author A U Thor <a@b> 1700000000 +0530
            committer C <c@d> 1700000001 -0100
            gpgsig -----BEGIN
             tree of lies
             -----END
            encoding UTF-8


            Two lines
            of subject

            Body: é
            """
        let hex = try disk.git("hash-object", "-t", "commit", "-w", "--stdin", input: text)
        let commit = try await Repository(GitContext(at: disk.path, environment: [:])).readCommit(
            try #require(ObjectID(hex: hex)))

        #expect(commit.tree.hex == tree)
        #expect(commit.parents == [parent])
        #expect(
            commit.author
                == Signature(name: "A U Thor", email: "a@b", time: 1_700_000_000, offsetMinutes: 330))
        #expect(commit.committer.offsetMinutes == -60)
        #expect(commit.subject == "Two lines of subject")
        #expect(commit.message == "\nTwo lines\nof subject\n\nBody: é")
    }

    @Test func `a malformed tree is corrupt, not empty`() async throws {
        let disk = try TemporaryRepository()
        let hex = try disk.git(
            "hash-object", "-t", "tree", "--literally", "-w", "--stdin", input: "100644 a\0short")
        let repository = try Repository(GitContext(at: disk.path, environment: [:]))
        let id = try #require(ObjectID(hex: hex))
        await #expect { _ = try await repository.readTree(id) } throws: {
            ($0 as? GitError)?.code == .corrupt
        }
    }

    @Test func `objects of another repository's store are found, again after many packs`() async throws {
        let disk = try TemporaryRepository()
        let base = try disk.committed(["a": "1\n"])
        try disk.git("clone", "-q", "--shared", ".", "../shared")
        let shared = try Repository(GitContext(at: disk.directory.path + "/shared", environment: [:]))
        var tip = base
        for step in 1...70 {
            tip = try await shared.recordChild(of: tip, "\(step)\n", at: "a", branch: "refs/heads/x")
        }
        #expect(try await shared.readCommit(base).id == base)
        #expect(try await shared.firstParentChain(from: tip).last == base)
        #expect(try disk.runGit(["cat-file", "-e", tip.hex]).status != 0)
    }
}
