import ObjectIDs
import TestSupport
import Testing

@testable import Git

struct MergingTests {
    private let disk: TemporaryRepository
    private let repository: Repository
    private let base: ObjectID

    init() throws {
        disk = try TemporaryRepository()
        base = try disk.committed([
            "a": (1...20).map { "line \($0)\n" }.joined(), "b/c": "1\n", "d": "2\n", "run": "x\n",
        ])
        repository = try Repository(GitContext(at: disk.path, environment: [:]))
    }

    private func branch(_ name: String, files: [String: String], removing path: String? = nil) throws
        -> ObjectID
    {
        try disk.git("checkout", "-q", "-b", name, base.hex)
        if let path { try disk.git("rm", "-q", path) }
        return try disk.committed(files, name)
    }

    private func merge(_ ours: ObjectID, _ theirs: ObjectID) async throws -> MergeResult {
        let common = try await repository.tree(of: base)
        let left = try await repository.tree(of: ours)
        let right = try await repository.tree(of: theirs)
        return try await repository.mergeTrees(base: common, ours: left, theirs: right)
    }

    @Test func `changes that fit combine into the tree that git makes`() async throws {
        let text = try disk.read("a")
        let ours = try branch("ours", files: ["a": "new first\n" + text, "n/o": "ours\n"])
        let theirs = try branch("theirs", files: ["a": text + "new last\n", "b/c": "3\n"], removing: "d")
        let merged = try await merge(ours, theirs)
        try disk.git("checkout", "-q", "ours")
        try disk.git("merge", "-q", "--no-edit", "theirs")

        #expect(try merged == .clean(tree: disk.id("HEAD^{tree}")))
        #expect(try await repository.mergeBase(ours, theirs) == base)
        #expect(try await repository.isAncestor(base, of: ours))
        #expect(try await !repository.isAncestor(ours, of: theirs))
    }

    @Test func `what a merge makes can be published`() async throws {
        let text = try disk.read("a")
        let ours = try branch("ours", files: ["a": "new first\n" + text])
        let theirs = try branch("theirs", files: ["a": text + "new last\n"])
        guard case .clean(let tree) = try await merge(ours, theirs) else {
            Issue.record("the changes fit")
            return
        }
        let commit = try await repository.stageCommit(
            tree: tree, parents: [ours, theirs], by: Authorship(author: someone), message: "merge\n")
        _ = try await repository.publish(syncing: .none)
        try await repository.moveReference("refs/heads/merged", from: nil, to: commit, reflog: "merge")

        #expect(try disk.git("show", "merged:a") == "new first\n" + text + "new last")
        try disk.requireSound()
    }

    @Test func `changes that contradict each other are named`() async throws {
        let ours = try branch("ours", files: ["d": "ours\n", "b/c": "same\n"])
        let theirs = try branch("theirs", files: ["d": "theirs\n", "b/c": "same\n"])
        #expect(try await merge(ours, theirs) == .conflict(paths: ["d"]))
    }

    @Test func `a diff is the one that git prints`() async throws {
        let ours = try branch(
            "ours", files: ["a": "new first\n" + (try disk.read("a")), "n/o": "new"], removing: "b/c")
        try disk.git("mv", "run", "renamed")
        let last = try disk.committed([:], "rename")
        let before = try await repository.readCommit(base).tree
        let after = try await repository.readCommit(last).tree

        let patch = try await repository.diffText(from: before, to: after)
        #expect(try patch == disk.git("diff", "-M", base.hex, last.hex) + "\n")
        let part = try await repository.diffText(from: before, to: after, contextLines: 0, paths: ["a"])
        #expect(try part == disk.git("diff", "-U0", base.hex, last.hex, "--", "a") + "\n")
        let stat = try await repository.diffStat(from: before, to: after)
        let counted = try disk.git("diff", "--shortstat", base.hex, last.hex)
        #expect(
            counted
                == " \(stat.files) files changed, \(stat.insertions) insertions(+), \(stat.deletions) deletion(-)"
        )
        #expect(try await repository.diffText(from: before, to: before) == "")
        #expect(try await repository.publish(syncing: .none) == nil)
        #expect(try await repository.log(from: [last], excluding: [base]) == [last, ours])
    }
}
