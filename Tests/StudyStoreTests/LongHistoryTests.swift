import Foundation
import Git
import StudyModel
import Synchronization
import Testing

@testable import StudyStore

/// A history of 2,500 steps, or with `HONE_TEST_LONG=1` of 10,000, and what the next step costs there beside an early one.
struct LongHistoryTests {
    private static let isLong = ProcessInfo.processInfo.environment["HONE_TEST_LONG"] == "1"

    @Test func `a late step writes what step 100 does`() async throws {
        let early = try await cost(ofStep: 100)
        let late = try await cost(ofStep: Self.isLong ? 10_000 : 2500)
        #expect(early.objects == late.objects)
        // The numbers in texts get longer, and nothing else does.
        #expect(abs(late.bytes - early.bytes) < 128, "\(early.bytes), then \(late.bytes)")
        // A notes tree has at most 256 folders at each level, so what it adds is bounded: 256 entries of 33 bytes or so.
        #expect(late.noteTreeBytes - early.noteTreeBytes < 4 * 256 * 40)
        #expect(late.looseObjects <= early.looseObjects + 8)
        #expect(late.packs < 50)
    }

    @Test func `a long history is read back in full, whoever reads it`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        try await LongHistory(steps: 2_000).write(to: journal)
        let reader = try await fixture.reopen(for: .reading)
        let recorded = try await reader.events(after: 0)
        #expect(recorded.count == 2_000)
        let view = RunView(journal.record, recorded: recorded)
        #expect(try await fixture.reopen(for: .reading).currentView() == view)
    }

    private struct Cost {
        let objects: Int
        /// Of all objects but the notes' trees, before compression.
        let bytes: Int
        let noteTreeBytes: Int
        let looseObjects: Int
        let packs: Int
    }

    /// Records steps up to a number, the earlier ones at once, and measures the last one's pack.
    private func cost(ofStep number: Int) async throws -> Cost {
        let fixture = try StoreFixture()
        let first = try await fixture.startRun()
        try await LongHistory(steps: number).write(to: first)
        let folder = fixture.repository.path + "/.git/objects/pack"
        let packs = Mutex<[Set<String>]>([])
        let failpoints = Failpoints { place in
            guard place.hasSuffix("objects") else { return }
            let names = try packNames(in: folder)
            packs.withLock { $0.append(names) }
        }
        let journal = try await fixture.reopen(failpoints: failpoints)
        _ = try await journal.events(after: 0)
        packs.withLock { $0 = [] }
        try await fixture.step(number, in: journal)
        let (before, after) = try packs.withLock { (try $0.first.orFail(), try $0.last.orFail()) }
        let pack = try after.subtracting(before).first.orFail()
        return try measure(pack, in: fixture)
    }

    private func measure(_ pack: String, in fixture: StoreFixture) throws -> Cost {
        let git = fixture.repository
        let index = ".git/objects/pack/\(pack)"
        let listed = try git.git("verify-pack", "-v", index).split(separator: "\n")
        let ids = listed.compactMap { line -> String? in
            let id = line.prefix { $0.isHexDigit }
            return id.count == 40 ? String(id) : nil
        }
        let sizes = try git.git(
            "cat-file", "--batch-check=%(objectname) %(objectsize)", input: ids.joined(separator: "\n") + "\n"
        )
        let trees = try Set(
            ["score", "feedback"].flatMap { name -> [String] in
                let tip = "refs/notes/hone/\(name)"
                let below = try git.git("ls-tree", "-r", "-d", "--format=%(objectname)", tip)
                return try [git.git("rev-parse", "\(tip)^{tree}")]
                    + below.split(separator: "\n").map(String.init)
            })
        var (bytes, noteTreeBytes) = (0, 0)
        for line in sizes.split(separator: "\n") {
            let words = line.split(separator: " ")
            let size = try Int(words[1]).orFail()
            if trees.contains(String(words[0])) { noteTreeBytes += size } else { bytes += size }
        }
        let counts = try git.git("count-objects", "-v").split(separator: "\n")
            .compactMap { line in line.split(separator: " ").last.flatMap { Int($0) } }
        return Cost(
            objects: ids.count, bytes: bytes, noteTreeBytes: noteTreeBytes, looseObjects: counts[0],
            packs: counts[3])
    }
}
