import ObjectIDs
import TestSupport
import Testing

@testable import Git

struct TreeTests {
    private let disk: TemporaryRepository
    private let repository: Repository

    init() throws {
        disk = try TemporaryRepository()
        repository = try Repository(GitContext(at: disk.path, environment: [:]))
    }

    private func tree(of commit: ObjectID) async throws -> ObjectID {
        try await repository.readCommit(commit).tree
    }

    @Test func `changes are those that git lists`() async throws {
        let first = try disk.committed(["a/b/c": "1\n", "a/d": "2\n", "e": "3\n", "a.b": "4\n", "f/g": "5\n"])
        try disk.git("rm", "-q", "-r", "f", "a.b")
        let second = try disk.committed([
            "a/b/c": "one\n", "f": "now a file\n", "a-b": "new\n", "z/y/x": "new\n",
        ])

        let changes = try await repository.changes(from: tree(of: first), to: tree(of: second))
        let listed = try disk.git("diff-tree", "-r", "--no-renames", "--name-status", first.hex, second.hex)
        let ours = changes.map { change in
            let letter = change.old == nil ? "A" : change.new == nil ? "D" : "M"
            return "\(letter)\t\(change.path)"
        }
        #expect(ours.sorted() == listed.split(separator: "\n").map(String.init).sorted())
        #expect(try await repository.changes(from: tree(of: first), to: tree(of: first)).isEmpty)
    }

    @Test func `a change of the executable bit is a change`() async throws {
        let first = try disk.committed(["run.sh": "x\n"])
        try disk.git("update-index", "--chmod=+x", "run.sh")
        try disk.git("commit", "-q", "-m", "mode")
        let changes = try await repository.changes(from: tree(of: first), to: tree(of: disk.id("HEAD")))

        #expect(changes.map(\.old?.mode) == [.file])
        #expect(changes.map(\.new?.mode) == [.executable])
    }

    @Test func `a tree that is changed is the one that git makes`() async throws {
        let first = try disk.committed(["a/b/c": "1\n", "a/d": "2\n", "e": "3\n", "a.b": "4\n", "f/g": "5\n"])
        let changes = [
            try await repository.stageText("now a file\n", at: "f"), PathChange("f/g", .delete),
            PathChange("a/b/c", .delete), try await repository.stageText("new\n", at: "e/inside"),
            PathChange("e", .delete), try await repository.stageText("x\n", at: "a-b/x"),
        ]
        let ours = try await repository.stageTree(base: tree(of: first), changes: changes)
        try disk.git("rm", "-q", "-r", "f", "a/b", "e")
        try disk.commit(files: ["f": "now a file\n", "e/inside": "new\n", "a-b/x": "x\n"])

        #expect(try ours == disk.id("HEAD^{tree}"))
    }

    @Test func `the order of the changes does not matter`() async throws {
        let base = try await tree(of: try disk.committed(["a": "file\n", "b/c": "1\n"]))
        let changes = [
            PathChange("a", .delete), try await repository.stageText("1\n", at: "a/x"),
            try await repository.stageText("2\n", at: "b"), PathChange("b/c", .delete),
        ]
        let forward = try await repository.stageTree(base: base, changes: changes)
        let backward = try await repository.stageTree(base: base, changes: changes.reversed())

        #expect(forward == backward)
        #expect(try await repository.files(of: forward).map(\.path) == ["a/x", "b"])
    }

    @Test func `a folder that becomes empty goes, and no change is the same tree`() async throws {
        let base = try await tree(of: try disk.committed(["a/b/c": "1\n", "d": "2\n"]))
        let emptied = try await repository.stageTree(base: base, changes: [PathChange("a/b/c", .delete)])
        let same = try await repository.stageTree(
            base: base, changes: [PathChange("x/y", .delete), PathChange("d/e", .delete)])

        #expect(try await repository.files(of: emptied).map(\.path) == ["d"])
        #expect(same == base)
        let nothing = try await repository.stageTree(base: nil, changes: [])
        #expect(nothing.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
    }

    @Test(arguments: [
        "", "a//b", "/a", "a/", ".", "a/../b", ".git/config", "a/.GIT/x", "x/.g\u{200c}it/y", "git~1/x",
        ".git. /x",
        ".git::$INDEX_ALLOCATION/x", "a\0b",
    ]) func `a path that git would not check out is refused`(path: String) async throws {
        await #expect {
            _ = try await repository.stageTree(base: nil, changes: [PathChange(path, .delete)])
        } throws: {
            ($0 as? GitError)?.code == .invalidSpec
        }
    }

    @Test(arguments: [".gitignore", ".github/x", "a.git", "git", "gít/ü"])
    func `a path that only looks like it is taken`(path: String) async throws {
        let change = try await repository.stageText("x", at: path)
        let tree = try await repository.stageTree(base: nil, changes: [change])
        #expect(try await repository.files(of: tree).map(\.path) == [path])
    }

    @Test func `files and entries are found by path`() async throws {
        let base = try await tree(of: try disk.committed(["a/b/c": "1\n", "a/d": "2\n", "e": "3\n"]))

        #expect(try await repository.files(of: base, in: "a").map(\.path) == ["a/b/c", "a/d"])
        #expect(try await repository.files(of: base, in: "e").isEmpty)
        #expect(try await repository.entry(at: "a/b", in: base)?.mode == .directory)
        #expect(try await repository.entry(at: "a/b/c", in: base)?.id == disk.id("HEAD:a/b/c"))
        #expect(try await repository.entry(at: "a/b/x", in: base) == nil)
        #expect(try await repository.entry(at: "e/x", in: base) == nil)
    }

    @Test func `a name that is not UTF-8 survives a change beside it`() async throws {
        let blob = try disk.git("hash-object", "-w", "--stdin", input: "x")
        let made = try TestProcess.run(
            ["sh", "-c", "printf '100644 blob \(blob)\\tb\\351\\n' | git mktree"], in: disk.path,
            environment: disk.environment)
        let base = try #require(ObjectID(hex: made.output.dropLast()))
        let change = try await repository.stageText("new\n", at: "c")
        let next = try await repository.stageTree(base: base, changes: [change])
        _ = try await repository.publish(syncing: .none)

        #expect(try disk.git("ls-tree", "--name-only", next.hex) == "\"b\\351\"\nc")
        #expect(try await repository.changes(from: base, to: next).map(\.path) == ["c"])
    }
}
