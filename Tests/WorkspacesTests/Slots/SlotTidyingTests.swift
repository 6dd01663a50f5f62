import Foundation
import StudyModel
import TestSupport
import Testing

@testable import Workspaces

struct SlotTidyingTests {
    private let keeping = SlotLayout(keep: KeepSettings(paths: ["build"]), setup: "make deps")

    @Test func `what an evaluation left is put back without touching the rest`() async throws {
        let fixture = try SlotFixture(["a.txt": "one\n", "src/b.c": "two\n", "src/c.c": "three\n"])
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            let before = try slot.identity("a.txt")
            try slot.write("TWO\n", to: "src/b.c")
            try HostFile.remove(slot.path + "/src/c.c")
            try slot.write("junk", to: "junk/deep/file")
            try await slot.restore(after: .scored)
            #expect(try slot.text("src/b.c") == "two\n")
            #expect(try slot.text("src/c.c") == "three\n")
            #expect(!slot.exists("junk"))
            #expect(try slot.identity("a.txt") == before)
            #expect(try slot.git("status", "--porcelain").output == "")
        }
    }

    @Test func `a change that hides behind size and modification time is found`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            let time = try FileManager.default.attributesOfItem(atPath: slot.path + "/a.txt")
            try HostFile.write("two\n", to: slot.path + "/a.txt")
            try FileManager.default.setAttributes(
                [.modificationDate: time[.modificationDate] ?? Date.now], ofItemAtPath: slot.path + "/a.txt")
            try await slot.restore(after: .scored)
            #expect(try slot.text("a.txt") == "one\n")
        }
    }

    @Test func `a folder replaced by a link leads nobody outside`() async throws {
        let fixture = try SlotFixture()
        let outside = try TemporaryDirectory()
        try outside.write("mine\n", to: "b.c")
        let other = try fixture.candidate(["src/b.c": "three\n"])
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            try HostFile.remove(slot.path + "/src")
            symlink(outside.path, slot.path + "/src")
            try await slot.move(to: other)
            #expect(try slot.text("src/b.c") == "three\n")
            #expect(try HostFile.status(slot.path + "/src")?.kind == .folder)
            #expect(try outside.read("b.c") == "mine\n")
        }
    }

    @Test(arguments: [
        (KeepSettings.Policy.warm, Outcome.scored, "later"), (.warm, .crashed, "setup"),
        (.warm, .timedOut, "setup"), (.fresh, .scored, "setup"),
    ])
    func `what is kept goes back as the policy says`(
        policy: KeepSettings.Policy, outcome: Outcome, expected: String
    ) async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        var layout = keeping
        layout.keep.policy = policy
        try await fixture.pool(layout).withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            #expect(await !slot.hasSnapshot())
            try slot.write("setup", to: "build/deep/object")
            try await slot.takeSnapshot()
            #expect(await slot.hasSnapshot())
            try slot.write("later", to: "build/deep/object")
            try slot.write("half", to: "build/half")
            try await slot.restore(after: outcome)
            #expect(try slot.text("build/deep/object") == expected)
            #expect(slot.exists("build/half") == (expected == "later"))
            #expect(try slot.git("status", "--porcelain").output == "")
        }
    }

    @Test func `a use that never ended counts as a failure`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        try await fixture.pool(keeping).withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            try slot.write("setup", to: "build/object")
            try await slot.takeSnapshot()
            try slot.write("half", to: "build/object")
            try slot.write("litter", to: "litter")
        }
        try await fixture.pool(keeping).withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            #expect(try slot.text("build/object") == "setup")
            #expect(!slot.exists("litter"))
        }
    }

    @Test func `a clean slot has nothing of earlier candidates`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        let pool = try await fixture.pool(keeping)
        try await pool.withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            try slot.write("warm", to: "build/object")
            try await slot.restore(after: .scored)
        }
        try await pool.withSlot(.clean) { slot in
            try await slot.move(to: base)
            #expect(!slot.exists("build"))
        }
    }

    @Test func `home, scratch and temporary folders are empty after a move`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            for folder in [slot.site.home, slot.site.scratch, slot.site.temporary] {
                try HostFile.write("left", to: folder + "/file")
            }
            try await slot.move(to: base)
            for folder in [slot.site.home, slot.site.scratch, slot.site.temporary] {
                #expect(try HostFile.names(in: folder).isEmpty)
            }
        }
    }
}
