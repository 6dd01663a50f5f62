import Foundation
import ObjectIDs
import TestSupport
import Testing

@testable import Git

/// hone's own storage beside its plain twin: the same operations in random order, and git tells no difference.
struct StorageTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `git finds the same in a repository written by hand as in one written by libgit2`(
        seed: UInt64
    ) async throws {
        let (mine, plain) = (try TemporaryRepository(), try TemporaryRepository())
        var first = Player(
            try HandWrittenStore(GitContext(at: mine.path, environment: [:])), mine, seed: seed)
        var second = Player(try PlainStore(GitContext(at: plain.path, environment: [:])), plain, seed: seed)
        for round in 1...6 {
            for _ in 0..<12 {
                try await first.playOnce()
                try await second.playOnce()
                #expect(first.said == second.said)
            }
            #expect(try first.findings() == second.findings(), "round \(round)")
            for repository in [mine, plain] { try repository.requireSound() }
        }
        // Whatever came in by hand came in as packs that git takes for whole.
        let folder = mine.path + "/.git/objects/pack/"
        let indexes = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".idx")
        }
        let verified = try mine.runGit(["verify-pack"] + indexes.map { folder + $0 })
        #expect(!indexes.isEmpty && verified.status == 0, "\(verified.errors)")
    }
}

/// Plays operations on a storage, of which only the seed says which; notes what the storage says.
private struct Player<Store: Storage> {
    private var store: Store
    private let repository: TemporaryRepository
    private var chance: SplitMix
    private var written: [ObjectID] = []
    private var files: [[UInt8]: ObjectID] = [:]
    private var time: Int64 = 1_700_000_000
    private(set) var said: [String] = []

    private static var refs: [String] {
        ["refs/heads/a", "refs/heads/b", "refs/notes/c", "refs/hone/run/d", "refs/hone/run/e"]
    }

    init(_ store: Store, _ repository: TemporaryRepository, seed: UInt64) {
        self.store = store
        self.repository = repository
        chance = SplitMix(state: seed)
    }

    /// What git itself finds, and what each ref and object is by its name.
    func findings() throws -> [String] {
        let reachable = try repository.git("rev-list", "--objects", "--no-object-names", "--all")
        let objects = reachable.split(separator: "\n").sorted().joined(separator: "\n") + "\n"
        return [
            try repository.git("for-each-ref", "--format=%(refname) %(objectname)"),
            try repository.git("cat-file", "--batch-check", input: objects),
            try repository.git("log", "--all", "--stat", "--format=%H %an %ae %ct %P %s"),
        ]
    }

    mutating func playOnce() async throws {
        let ref = Self.refs[chance.number(below: Self.refs.count)]
        let value = try store.target(of: ref)
        switch chance.number(below: 12) {
        case 0...4: try await commit(to: ref, at: value)
        case 5:
            // From a value that it may not have.
            let wrong = written.isEmpty ? nil : written[chance.number(below: written.count)]
            let commit = try stageCommit(on: value)
            try store.publish()
            try await say(RefMove(ref, from: wrong, to: commit, reflog: "wrong", by: someone))
        case 6: try await say(RefMove(ref, from: value, to: nil, reflog: "delete"))
        case 7, 8:
            guard let value else { return try await commit(to: ref, at: nil) }
            let count = 1 + chance.number(below: 20)
            var player = self
            let end = try await store.moveThroughDeath(ref, from: value, over: count) { store, tip in
                player.store = store
                defer { store = player.store }
                return try player.stageCommit(on: tip)
            }
            player.store = store
            self = player
            said.append("\(ref) through the log to \(end)")
        case 9: try store.tidy()
        case 10:
            let words = chance.number(below: 2) == 0 ? ["pack-refs", "--all"] : ["gc", "--quiet"]
            _ = try repository.runGit(words)
        default: try store.reopen()
        }
        try look()
    }

    private mutating func commit(to ref: String, at value: ObjectID?) async throws {
        let commit = try stageCommit(on: value)
        try store.publish()
        try await say(RefMove(ref, from: value, to: commit, reflog: "one\ntwo", by: someone))
    }

    private mutating func say(_ move: RefMove) async throws {
        said.append("\(move.ref): \(try await store.move(move))")
    }

    /// Reads back what was written before, and what refs there are.
    private mutating func look() throws {
        said.append("\(try store.targets(inFolder: "refs/hone/run/").sorted { $0.key < $1.key })")
        guard !written.isEmpty, let tip = try store.target(of: "refs/heads/a") else { return }
        said.append(String(decoding: try store.content(of: tip), as: UTF8.self))
    }

    /// A commit with some files changed, in two folders.
    private mutating func stageCommit(on parent: ObjectID?) throws -> ObjectID {
        for _ in 0..<1 + chance.number(below: 4) {
            let name = Array("f\(chance.number(below: 30))\(chance.number(below: 3) == 0 ? "-x" : "")".utf8)
            // Mostly like others, now and then empty or of bytes that do not compress.
            var bytes = (0..<chance.number(below: 60)).flatMap { Array("line \($0) of a file\n".utf8) }
            if chance.number(below: 4) == 0 {
                bytes = (0..<chance.number(below: 3_000)).map { _ in UInt8(chance.number(below: 256)) }
            }
            bytes += Array("\(chance.number(below: 1 << 20))".utf8)
            files[name] = try store.stage(bytes, .blob)
        }
        let entries = files.sorted { $0.key.lexicographicallyPrecedes($1.key) }.shuffled(using: &chance).map {
            RawTree.Entry(name: $0.key, mode: $0.key.last == 0x78 ? 0o100755 : 0o100644, id: $0.value)
        }
        let folder = try store.stageTree(Array(entries.prefix(entries.count / 2 + 1)))
        // Between `f1` and `f1-x` by one order, behind both by another.
        let inner = RawTree.Entry(name: Array("f1".utf8), mode: 0o40000, id: folder)
        let tree = try store.stageTree(entries.filter { $0.name != inner.name } + [inner])
        time += 60
        let person = someone.at(time, offsetMinutes: -90)
        let commit = try store.stage(
            CommitText.bytes(
                tree: tree, parents: parent.map { [$0] } ?? [], by: Authorship(author: person),
                message: "change \(time)\n"), .commit)
        written.append(commit)
        return commit
    }
}

/// Vigna's SplitMix64.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
