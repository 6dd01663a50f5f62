import Foundation
import ObjectIDs
import Platform
import TestSupport
import Testing

@testable import Git

struct ConsolidationTests {
    private let disk: TemporaryRepository
    private let repository: Repository
    private let branch = "refs/heads/lineage"

    init() throws {
        disk = try TemporaryRepository()
        repository = try Repository(GitContext(at: disk.path, environment: [:]))
    }

    private func packs() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: disk.path + "/.git/objects/pack").filter {
            $0.hasSuffix(".idx")
        }
    }

    private func record(_ steps: ClosedRange<Int>, from base: ObjectID) async throws -> ObjectID {
        var tip = base
        for step in steps {
            tip = try await repository.recordChild(of: tip, "\(step)\n", at: "d/f", branch: branch)
            try await repository.consolidate(fanIn: 4, syncing: .none)
        }
        return tip
    }

    @Test func `packs stay few however many steps are recorded, and nothing is lost`() async throws {
        let base = try disk.committed(["d/f": "0\n", "e": "e\n"])
        let tip = try await record(1...70, from: base)

        #expect(try packs().count <= 3 * 3 + 1)
        #expect(try disk.git("rev-list", "--count", branch) == "71")
        #expect(try disk.git("rev-parse", branch) == tip.hex)
        #expect(try await repository.firstParentChain(from: tip).count == 71)
        try disk.requireSound()
    }

    @Test func `a gc between steps is survived`() async throws {
        let base = try disk.committed(["d/f": "0\n"])
        let tip = try await record(1...6, from: base)
        try disk.git("gc", "-q", "--prune=now")
        let last = try await record(7...20, from: tip)

        #expect(try disk.git("rev-list", "--count", branch) == "21")
        #expect(try await repository.firstParentChain(from: last).count == 21)
        try disk.requireSound()
    }

    @Test func `two that consolidate at once do not disturb each other`() async throws {
        let base = try disk.committed(["d/f": "0\n"])
        var tip = base
        for step in 1...24 {
            tip = try await repository.recordChild(of: tip, "\(step)\n", at: "d/f", branch: branch)
        }
        let (one, two) = (
            try Repository(GitContext(at: disk.path, environment: [:])),
            try Repository(GitContext(at: disk.path, environment: [:]))
        )
        async let first = one.consolidate(fanIn: 4, syncing: .none)
        async let second = two.consolidate(fanIn: 4, syncing: .none)
        let replaced = try await [first, second]

        #expect(replaced.contains { $0 > 0 })
        #expect(try disk.git("rev-list", "--count", branch) == "25")
        try disk.requireSound()
    }

    @Test func `packs that are not ours stay`() async throws {
        let base = try disk.committed(["d/f": "0\n"])
        try disk.git("repack", "-q", "-d")
        let theirs = try packs()
        _ = try await record(1...20, from: base)

        #expect(theirs.count == 1)
        #expect(try Set(packs()).isSuperset(of: theirs))
    }

    @Test func `a lost list of packs is no error`() async throws {
        let base = try disk.committed(["d/f": "0\n"])
        let tip = try await record(1...3, from: base)
        try FileManager.default.removeItem(atPath: disk.path + "/.git/hone/packs")
        _ = try await record(4...12, from: tip)

        #expect(try disk.git("rev-list", "--count", branch) == "13")
        try disk.requireSound()
    }

    @Test func `a kept pack is safe from gc until it is released`() async throws {
        let base = try disk.committed(["d/f": "0\n"])
        let change = try await repository.stageText("unreferenced\n", at: "d/f")
        let commit = try await repository.stageChild(of: base, [change])
        let pack = try #require(try await repository.publish(syncing: .none))
        try disk.git("gc", "-q", "--prune=now")
        #expect(try disk.git("cat-file", "-t", commit.hex) == "commit")

        try await repository.release(pack)
        try disk.git("gc", "-q", "--prune=now")
        #expect(try disk.runGit(["cat-file", "-t", commit.hex]).status != 0)
    }

    @Test func `an object that exists unreachable is written again`() async throws {
        let base = try disk.committed(["d/f": "0\n"])
        let loose = try disk.git("hash-object", "-w", "--stdin", input: "again\n")
        let change = try await repository.stageText("again\n", at: "d/f")
        _ = try await repository.stageChild(of: base, [change])
        let pack = try #require(try await repository.publish(syncing: .none))

        #expect(pack.objectCount == 4)
        let index = disk.path + "/.git/objects/pack/\(pack.name).idx"
        #expect(try PackIndex.objects(in: index).map(\.hex).contains(loose))
    }

    @Test func `what a dead process was writing goes, what a live one or another program writes stays`()
        async throws
    {
        let folder = ".git/objects/pack/"
        let own = ProcessMark.current
        let names = ["1-7", "\(own.process)-\(own.started)"].map { "tmp_pack_hone-\($0)-3" }
        for name in names + ["tmp_pack_Xy12ab"] {
            for suffix in [".pack", ".index"] { try disk.write("", to: folder + name + suffix) }
        }
        try disk.write("", to: ".git/hone/packs")
        try repository.mend()
        let left = try FileManager.default.contentsOfDirectory(atPath: disk.path + "/" + folder)
        #expect(
            Set(left.filter { $0.hasPrefix("tmp_") })
                == [names[1] + ".pack", names[1] + ".index", "tmp_pack_Xy12ab.pack", "tmp_pack_Xy12ab.index"])
    }

    @Test func `a pack that is being written is none to git, however far it has come`() throws {
        _ = try disk.committed(["d": "0\n"])
        let path = disk.path + "/.git/objects/pack/tmp_pack_hone-1-7-3"
        try disk.write("", to: ".git/objects/pack/x")
        var writer = try PackWriter(path: path, count: 1)
        let id = try ObjectID(naming: Array("1\n".utf8), .blob)
        try writer.add(id, .blob, size: 2, compressed: Compression.stored(Array("1\n".utf8)))
        #expect(try disk.runGit(["fsck", "--no-dangling"]).errors == "")
        _ = try writer.finish()
        #expect(try disk.runGit(["fsck", "--no-dangling"]).errors == "")
        #expect(try disk.runGit(["cat-file", "-e", id.hex]).status != 0)
    }

    @Test func `a mark that a power cut left empty is known by its place, and its other names go with it`()
        throws
    {
        let folder = disk.path + "/.git/objects/pack/"
        try disk.write("", to: ".git/hone/keeps/99999999-1")
        for name in ["pack-theirs.keep", "pack-other.keep"] {
            try disk.write("", to: ".git/objects/pack/" + name)
        }
        try FileManager.default.linkItem(
            atPath: disk.path + "/.git/hone/keeps/99999999-1", toPath: folder + "pack-ours.keep")
        try repository.mend()
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(Set(left.filter { $0.hasSuffix(".keep") }) == ["pack-theirs.keep", "pack-other.keep"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "../../hone/keeps").isEmpty)
    }

    @Test func `keeps of dead processes are released, those of live ones and of others are not`() async throws
    {
        let base = try disk.committed(["d/f": "0\n"])
        let change = try await repository.stageText("1\n", at: "d/f")
        _ = try await repository.stageChild(of: base, [change])
        let pack = try #require(try await repository.publish(syncing: .none))
        let folder = ".git/objects/pack/"
        try disk.write(ProcessMark(process: 1, started: .max).text, to: folder + "pack-dead.keep")
        try disk.write("fetch-pack 1 on host\n", to: folder + "pack-git.keep")

        try repository.mend()
        let left = try FileManager.default.contentsOfDirectory(atPath: disk.path + "/" + folder)
        #expect(Set(left.filter { $0.hasSuffix(".keep") }) == ["pack-git.keep", pack.name + ".keep"])
    }
}
