import Foundation
import Platform
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

    @Test func `names that are not UTF-8 are put away, wherever they are`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            for place in ["/", "/src/"] {
                let name = Array((slot.path + place).utf8CString.dropLast()) + [-1, 0]
                #expect(mkdir(name, 0o755) == 0)
                #expect(mkdir(name.dropLast() + [47, -1, 0], 0o755) == 0)
            }
            #expect(try await slot.changes(upTo: 100 << 20) { _ in true }.changes.isEmpty)
            try await slot.restore(after: .scored)
            #expect(try slot.git("status", "--porcelain").output == "")
            #expect(try HostFile.names(in: slot.path + "/src") == ["b.c"])
            #expect(try HostFile.names(in: slot.path).count == 3)
        }
    }

    @Test func `modes that commands give to folders do not last`() async throws {
        let fixture = try SlotFixture(["src/deep/b.c": "two\n"])
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            for (path, mode) in [("/src/deep", mode_t(0)), ("/src", 0o555), ("", 0o777), ("/../home", 0)] {
                chmod(slot.path + path, mode)
            }
            try await slot.restore(after: .scored)
            for path in ["/src/deep", "/src", ""] {
                #expect(try HostFile.status(slot.path + path)?.permissions == 0o755)
            }
            #expect(try slot.text("src/deep/b.c") == "two\n")
            try await slot.move(to: base)
            #expect(try HostFile.status(slot.site.home)?.permissions == 0o755)
        }
    }

    @Test func `folders as deep as a program can make them are put away`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            let deep = try TestProcess.run(
                ["sh", "-c", "for i in $(seq 1500); do mkdir -p d/d && cd -P d/d; done; touch end"],
                in: slot.path, environment: environment)
            #expect(deep.status == 0)
            try await slot.restore(after: .scored)
            #expect(try slot.git("status", "--porcelain").output == "")
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

    /// As Python's bytecode does, they know a file by its size and the whole second of its date; make goes by which is newer.
    @Test func `caches that are kept see each change, however fast candidates follow each other`()
        async throws
    {
        let fixture = try SlotFixture(["src/x.txt": "50\n", "src/y.txt": "1\n"])
        let candidates = try (10..<20).map { try fixture.candidate(["src/x.txt": "\($0)\n"]) }
        let others = try (2..<4).map {
            try fixture.candidate(["src/y.txt": "\($0)\n"], removing: ["src/x.txt"])
        }
        let judge = """
            key=$(stat -c %Y-%s src/x.txt)
            mkdir -p build
            [ -e build/$key ] || cp src/x.txt build/$key
            printf 'build/made: src/x.txt\\n\\tcp src/x.txt build/made\\n' > build/rules
            make -s -f build/rules 2> build/complaints
            cat build/$key build/made
            """
        try await fixture.pool(keeping).withSlot(.evaluation) { slot in
            for (number, candidate) in candidates.enumerated() {
                try await slot.move(to: candidate)
                let words = ["sh", "-c", judge]
                let environment = ["PATH": "/usr/bin:/bin"]
                for round in 0..<2 {
                    // What a candidate damages is put back with a date of its own too.
                    if round == 1 { try slot.write("99\n", to: "src/x.txt") }
                    if round == 1 { try await slot.restore(after: .scored) }
                    let said = try TestProcess.run(words, in: slot.path, environment: environment)
                    #expect(said.output == "\(number + 10)\n\(number + 10)\n")
                }
                #expect(try slot.git("status", "--porcelain").output == "")
                try await slot.restore(after: .scored)
                if number == 4 { for other in others { try await slot.move(to: other) } }
            }
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
