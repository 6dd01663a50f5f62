import ObjectIDs
import TestSupport
import Testing

@testable import Git

struct NotesTests {
    private let disk: TemporaryRepository
    private let repository: Repository
    private let ref = "refs/notes/hone/score"

    init() throws {
        disk = try TemporaryRepository()
        repository = try Repository(GitContext(at: disk.path, environment: [:]))
    }

    private func add(_ notes: [ObjectID: [UInt8]?]) async throws {
        let update = try await repository.stageNotes(
            ref, notes, by: Authorship(author: someone), message: "notes\n")
        if let pack = try await repository.publish(syncing: .none) {
            try await repository.moveReference(ref, from: update.old, to: update.new, reflog: "notes")
            try await repository.release(pack)
        }
    }

    private func text(on id: ObjectID) async throws -> String? {
        try await repository.note(on: id, ref: ref).map { String(decoding: $0, as: UTF8.self) }
    }

    private func made(_ count: Int) throws -> [ObjectID] {
        try (0..<count).map { number in
            let digits = String(UInt64(number) &* 0x9E37_79B9_7F4A_7C15, radix: 16)
            return try #require(
                ObjectID(hex: String(repeating: "0", count: 40 - digits.count) + digits).map(spread))
        }
    }

    private func spread(_ id: ObjectID) -> ObjectID {
        ObjectID(hex: String(id.hex.reversed())) ?? id
    }

    @Test func `git reads a note of ours in a folder of two digits`() async throws {
        let commit = try disk.committed(["a": "a\n"])
        try await add([commit: Array("fast\n".utf8)])

        #expect(try disk.git("notes", "--ref=hone/score", "show", commit.hex) == "fast")
        let path = commit.hex.prefix(2) + "/" + commit.hex.dropFirst(2)
        #expect(try disk.git("ls-tree", "-r", "--name-only", ref) == String(path))
        try disk.requireSound()
    }

    @Test func `we read notes that git has added between ours`() async throws {
        let commits = try (0..<6).map { try disk.committed(["a": "\($0)\n"]) }
        for (index, commit) in commits.enumerated() {
            if index.isMultiple(of: 2) {
                try await add([commit: Array("ours \(index)\n".utf8)])
            } else {
                try disk.git("notes", "--ref=hone/score", "add", "-m", "git's \(index)", commit.hex)
            }
        }

        for (index, commit) in commits.enumerated() {
            #expect(
                try await text(on: commit)
                    == (index.isMultiple(of: 2) ? "ours \(index)\n" : "git's \(index)\n"))
        }
        let listed = try await repository.notes(ref: ref)
        #expect(Set(listed.map(\.annotated)) == Set(commits))
        #expect(try disk.git("notes", "--ref=hone/score", "list").split(separator: "\n").count == 6)
        try disk.requireSound()
    }

    @Test func `a note can be replaced and taken away`() async throws {
        let (first, second) = (try disk.committed(["a": "1\n"]), try disk.committed(["a": "2\n"]))
        try await add([first: Array("x".utf8), second: Array("y".utf8)])
        try await add([first: Array("z".utf8), second: nil])

        #expect(try await text(on: first) == "z")
        #expect(try await text(on: second) == nil)
        #expect(try disk.runGit(["notes", "--ref=hone/score", "show", second.hex]).status == 1)
    }

    @Test func `the same note again makes no commit`() async throws {
        let commit = try disk.committed(["a": "a\n"])
        try await add([commit: Array("x".utf8)])
        let update = try await repository.stageNotes(
            ref, [commit: Array("x".utf8)], by: Authorship(author: someone), message: "again")

        #expect(update.old == update.new)
    }

    @Test(arguments: [0, 1, 2]) func `a note is found at any depth, among others that git has spread`(
        depth: Int
    ) async throws {
        let ids = try made(300)
        var tree: [PathChange] = []
        for (index, id) in ids.enumerated() {
            let blob = try await repository.stageBlob(Array("\(index)".utf8))
            var name = id.hex
            for level in 0..<depth {
                name.insert("/", at: name.index(name.startIndex, offsetBy: 2 + 3 * level))
            }
            tree.append(PathChange(name, .file(blob, .file)))
        }
        let root = try await repository.stageTree(base: nil, changes: tree)
        let commit = try await repository.stageCommit(
            tree: root, parents: [], by: Authorship(author: someone), message: "foreign\n")
        _ = try await repository.publish(syncing: .none)
        try await repository.moveReference(ref, from: nil, to: commit, reflog: "foreign")
        let extra = try disk.committed(["a": "a\n"])
        try await add([extra: Array("ours".utf8), ids[7]: Array("changed".utf8)])

        #expect(try await text(on: extra) == "ours")
        #expect(try await text(on: ids[7]) == "changed")
        #expect(try await text(on: ids[8]) == "8")
        #expect(try await repository.notes(ref: ref).count == 301)
        #expect(try disk.git("notes", "--ref=hone/score", "list").split(separator: "\n").count == 301)
        #expect(try disk.git("notes", "--ref=hone/score", "show", extra.hex) == "ours")
    }

    @Test func `files that are no notes stay in the notes tree`() async throws {
        let readme = try await repository.stageText("about\n", at: "ab/README")
        let tree = try await repository.stageTree(base: nil, changes: [readme])
        let commit = try await repository.stageCommit(
            tree: tree, parents: [], by: Authorship(author: someone), message: "readme\n")
        let annotated = try #require(ObjectID(hex: "ab" + String(repeating: "1", count: 38)))
        let update = try await repository.stageNotes(
            onto: commit, [annotated: Array("x".utf8)], by: Authorship(author: someone), message: "n")
        let new = try #require(update.new)

        let files = try await repository.files(of: try await repository.readCommit(new).tree).map(\.path)
        #expect(files == ["ab/" + String(repeating: "1", count: 38), "ab/README"])
        #expect(try await repository.notes(in: new).map(\.annotated) == [annotated])
    }

    @Test func `a crowded folder goes a level deeper and loses no note`() async throws {
        let ids = try (0..<400).map { number in
            let tail = String(number, radix: 16)
            let middle = String(UInt8(truncatingIfNeeded: number &* 37), radix: 16)
            return try #require(
                ObjectID(
                    hex: "ab" + String(repeating: "0", count: 2 - middle.count) + middle
                        + String(repeating: "0", count: 36 - tail.count) + tail))
        }
        for start in stride(from: 0, to: 400, by: 50) {
            try await add(
                Dictionary(uniqueKeysWithValues: ids[start..<start + 50].map { ($0, Array("\($0)".utf8)) }))
        }

        #expect(try await repository.notes(ref: ref).map(\.annotated) == ids.sorted())
        #expect(try disk.git("notes", "--ref=hone/score", "list").split(separator: "\n").count == 400)
        for id in ids { #expect(try await text(on: id) == id.hex) }
        #expect(try disk.git("ls-tree", "-d", "--name-only", "\(ref):ab").isEmpty == false)
    }
}
