import ObjectIDs
import TestSupport
import Testing

@testable import Git

/// Trees that a few objects make deeper and larger than anything that is worked on.
struct TreeBoundsTests {
    private let disk: TemporaryRepository
    private let repository: Repository

    init() throws {
        disk = try TemporaryRepository()
        repository = try Repository(GitContext(at: disk.path, environment: disk.environment))
    }

    /// Folders within each other, with one file at the end.
    private func deepTree(_ depth: Int) throws -> ObjectID {
        let path = String(repeating: "d/", count: depth - 1) + "f"
        let script = """
            commit refs/heads/deep
            committer A <a@example.com> 1700000000 +0000
            data 1
            x
            M 100644 inline \(path)
            data 1
            x

            """
        try disk.git("fast-import", "--quiet", "--force", input: script)
        return try disk.id("deep^{tree}")
    }

    @Test func `folders as deep as git's are read, and deeper ones refused`() async throws {
        let tree = try deepTree(TreeBounds.depth)
        #expect(try await repository.files(of: tree).count == 1)
        #expect(try await repository.changes(from: nil, to: tree).count == 1)
        let deeper = try deepTree(TreeBounds.depth + 1)
        let limit = GitError.Code.tooLarge(limit: TreeBounds.depth)
        let listing = await #expect(throws: GitError.self) { try await repository.files(of: deeper) }
        #expect(listing?.code == limit)
        let comparing = await #expect(throws: GitError.self) {
            try await repository.changes(from: nil, to: deeper)
        }
        #expect(comparing?.code == limit)
    }

    @Test func `a tree that stands for more files than there is room for is refused`() async throws {
        let blob = try disk.git("hash-object", "-w", "--stdin", input: "x")
        var tree = try disk.git(
            "mktree", input: (0..<10).map { "100644 blob \(blob)\t\($0)\n" }.joined())
        for _ in 0..<8 {
            tree = try disk.git("mktree", input: (0..<10).map { "040000 tree \(tree)\t\($0)\n" }.joined())
        }
        let bomb = try #require(ObjectID(hex: tree))
        let error = await #expect(throws: GitError.self) {
            try await repository.files(of: bomb, limit: 20_000)
        }
        #expect(error?.code == .tooLarge(limit: 20_000))
    }

    @Test func `a blob that is larger than it may be is not read`() async throws {
        let id = try disk.id(try disk.git("hash-object", "-w", "--stdin", input: "12345"))
        #expect(try await repository.readBlob(id, limit: 5).count == 5)
        let error = await #expect(throws: GitError.self) { try await repository.readBlob(id, limit: 4) }
        #expect(error?.code == .tooLarge(limit: 4))
        #expect(error?.message == "it has 5 bytes, more than the 4 that are read")
        let tree = try disk.id(try disk.git("mktree", input: ""))
        let kind = await #expect(throws: GitError.self) { try await repository.readBlob(tree, limit: 4) }
        #expect(kind?.code == .invalidSpec)
    }
}
