import Foundation
import ObjectIDs
import TestSupport
import Testing

@testable import Git

struct FaultTests {
    private let disk: TemporaryRepository
    private let repository: Repository
    private let base: ObjectID

    init() throws {
        disk = try TemporaryRepository()
        base = try disk.committed(["a": "1\n"])
        repository = try Repository(GitContext(at: disk.path, environment: [:]))
    }

    @Test func `a pack folder that cannot be written leaves nothing behind and loses nothing`() async throws {
        let change = try await repository.stageText("2\n", at: "a")
        let commit = try await repository.stageChild(of: base, [change])
        let folder = disk.path + "/.git/objects/pack"
        try FileManager.default.removeItem(atPath: folder)
        try disk.write("in the way", to: ".git/objects/pack")
        await #expect(throws: GitError.self) { _ = try await repository.publish(syncing: .none) }
        let objects = try FileManager.default.contentsOfDirectory(atPath: disk.path + "/.git/objects")
        #expect(!objects.contains { $0.hasPrefix("tmp_") })

        try FileManager.default.removeItem(atPath: folder)
        #expect(try await repository.publish(syncing: .none)?.objectCount == 3)
        try await repository.moveReference("refs/heads/x", from: nil, to: commit, reflog: "x")
        try disk.requireSound()
    }

    @Test func `staged objects are read here, and by git only when published`() async throws {
        let blob = try await repository.stageBlob(Array("unpublished\n".utf8))
        #expect(try await repository.readBlob(blob) == Array("unpublished\n".utf8))
        #expect(try disk.runGit(["cat-file", "-e", blob.hex]).status != 0)
        _ = try await repository.publish(syncing: .files)
        #expect(try disk.git("cat-file", "-p", blob.hex) == "unpublished")
    }

    @Test func `nothing staged makes no pack`() async throws {
        _ = try await repository.stageBlob([1])
        try await repository.discardStaged()
        #expect(try await repository.publish(syncing: .none) == nil)
    }

    @Test func `a commit of objects that do not exist is refused`() async throws {
        let absent = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
        let tree = try await repository.readCommit(base).tree
        for (tree, parent) in [(absent, base), (tree, absent)] {
            await #expect {
                _ = try await repository.stageCommit(
                    tree: tree, parents: [parent], by: Authorship(author: someone), message: "x")
            } throws: { ($0 as? GitError)?.code == .notFound }
        }
    }

    @Test func `an object of another kind is told by its kind`() async throws {
        await #expect { _ = try await repository.readBlob(base) } throws: {
            ($0 as? GitError)?.code == .invalidSpec && ($0 as? GitError)?.message == "it is a commit"
        }
    }

    @Test func `objects are found after a hundred packs came and went`() async throws {
        let reader = try Repository(GitContext(at: disk.path, environment: [:]))
        var tip = base
        for step in 1...150 {
            tip = try await repository.recordChild(of: tip, "\(step)\n", at: "a", branch: "refs/heads/x")
            try await repository.consolidate(fanIn: 3, syncing: .none)
            #expect(try await reader.readCommit(tip).parents.count == 1)
        }
        let links = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
        let gone = links.filter { $0.hasPrefix(disk.path) && $0.hasSuffix("(deleted)") }
        #expect(gone.count < 200)
    }
}
