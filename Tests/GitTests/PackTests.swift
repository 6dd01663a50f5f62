import Foundation
import ObjectIDs
import TestSupport
import Testing

@testable import Git

struct PackTests {
    private let disk: TemporaryRepository
    private let repository: Repository
    private let base: ObjectID

    init() throws {
        disk = try TemporaryRepository()
        base = try disk.committed(["d/f": "0\n"])
        repository = try Repository(GitContext(at: disk.path, environment: [:]))
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 200_000], [PackEntry.Kind.blob, .tree])
    func `a wrapped object is unwrapped by zlib`(count: Int, kind: PackEntry.Kind) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7919 >> 5) }
        #expect(try Self.unwrapped(Compression.stored(bytes), count) == bytes)
        let compressed = try EntryDeflater().compress(bytes, kind)
        #expect(try Self.unwrapped(compressed, count) == bytes)
        #expect(throws: GitError.self) { try Self.unwrapped(compressed, count + 1) }
    }

    @Test func `indexes that a power cut took are made again, once after each start`() async throws {
        var tip = base
        for step in 1...3 {
            tip = try await repository.stageChild(
                of: tip, [try await repository.stageText("\(step)\n", at: "d/f")])
            let pack = try #require(try await repository.publish(syncing: .pack))
            try await repository.moveReference(
                "refs/heads/x", from: try await repository.reference("refs/heads/x"), to: tip, reflog: "x")
            try await repository.release(pack)
        }
        let folder = disk.path + "/.git/objects/pack/"
        let indexes = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".idx")
        }
        #expect(indexes.count == 3)
        for (name, ending) in zip(indexes, [nil, "", "cut off"]) {
            try FileManager.default.removeItem(atPath: folder + name)
            if let ending { try disk.write(ending, to: ".git/objects/pack/" + name) }
        }
        #expect(try disk.runGit(["rev-list", "x"]).status != 0)

        let context = try GitContext(at: disk.path, environment: disk.environment)
        try disk.write("boot 2\n", to: "boot")
        let mended = try PackMending.mend(context, bootFile: disk.path + "/boot")
        #expect(Set(mended) == Set(indexes.map { String($0.dropLast(4)) }))
        #expect(try disk.git("rev-list", "--count", "x") == "4")
        try disk.requireSound()

        try FileManager.default.removeItem(atPath: folder + indexes[0])
        #expect(try PackMending.mend(context, bootFile: disk.path + "/boot").isEmpty)
    }

    @Test func `packs that one process keeps are marked by one file`() async throws {
        var packs: [PublishedPack] = []
        for step in 1...3 {
            _ = try await repository.stageBlob(Array("\(step)".utf8))
            packs.append(try #require(try await repository.publish(syncing: .none)))
        }
        let numbers = try packs.map { pack in
            let path = disk.path + "/.git/objects/pack/\(pack.name).keep"
            return try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        }
        #expect(Set(numbers).count == 1)
        _ = try await repository.stageBlob(Array("1".utf8))
        #expect(try await repository.publish(syncing: .none)?.name == packs[0].name)
        for pack in packs { try await repository.release(pack) }
        let names = try FileManager.default.contentsOfDirectory(atPath: disk.path + "/.git/objects/pack")
        #expect(names.count == 6)
    }

    private static func unwrapped(_ bytes: [UInt8], _ count: Int) throws -> [UInt8] {
        try Inflater().uncompress(bytes[...], size: count)
    }

    @Test func `git reads what was merged from many packs, whatever its size`() async throws {
        var tip = base
        var contents: [ObjectID: [UInt8]] = [:]
        for step in 1...20 {
            // Much alike from step to step, and for some steps beyond what is compared.
            let lines = (0..<(step % 7 == 0 ? 200_000 : 400)).map { "\($0 == step ? -1 : $0)\n" }.joined()
            let blob = try await repository.stageBlob(Array(lines.utf8))
            contents[blob] = Array(lines.utf8)
            let commit = try await repository.stageChild(of: tip, [PathChange("d/f", .file(blob, .file))])
            let pack = try #require(try await repository.publish(syncing: .none))
            try await repository.moveReference(
                "refs/heads/x", from: step == 1 ? nil : tip, to: commit, reflog: "x")
            try await repository.release(pack)
            try await repository.consolidate(fanIn: 3, syncing: .none)
            tip = commit
        }
        for (blob, bytes) in contents {
            #expect(try disk.git("cat-file", "-s", blob.hex) == "\(bytes.count)")
            #expect(try await Repository(GitContext(at: disk.path, environment: [:])).readBlob(blob) == bytes)
        }
        try disk.requireSound()
    }

    @Test func `what resembles its predecessor is stored as a delta`() async throws {
        var tip = base
        let lines = (0..<2_000).map { "\($0 * 7919 % 10_007)\n" }
        for step in 1...8 {
            var changed = lines
            changed[step * 200] = "changed\n"
            tip = try await repository.recordChild(
                of: tip, changed.joined(), at: "d/f", branch: "refs/heads/x")
        }
        try await repository.consolidate(syncing: .none)
        let packs = try FileManager.default.contentsOfDirectory(atPath: disk.path + "/.git/objects/pack")
        let index = try #require(packs.first { $0.hasSuffix(".idx") })
        let report = try disk.git("verify-pack", "-v", ".git/objects/pack/" + index)
        #expect(report.contains("chain length = 7"))
        #expect(report.hasSuffix("ok"))
    }

    @Test func `a pack of many objects is compressed at once`() async throws {
        let text = String(repeating: "much the same\n", count: 500)
        for number in 0..<300 { _ = try await repository.stageBlob(Array("\(number) \(text)".utf8)) }
        let pack = try #require(try await repository.publish(syncing: .none))
        let file = disk.path + "/.git/objects/pack/\(pack.name).pack"
        let size = try #require(FileManager.default.attributesOfItem(atPath: file)[.size] as? Int)
        #expect(size < 300 * text.utf8.count / 10)
        try disk.requireSound()
    }
}
