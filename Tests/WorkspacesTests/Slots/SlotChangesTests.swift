import Foundation
import Platform
import StudyModel
import TestSupport
import Testing

@testable import Workspaces

struct SlotChangesTests {
    @Test func `what an agent left is found, whatever it committed`() async throws {
        let fixture = try SlotFixture([
            "a.txt": "one\n", "src/b.c": "two\n", "src/c.c": "three\n", "same": "x\n",
        ])
        let base = fixture.base
        try await fixture.pool().withSlot(.agent) { slot in
            try await slot.move(to: base)
            try slot.write("TWO\n", to: "src/b.c")
            _ = try slot.git("-c", "user.name=a", "-c", "user.email=b", "commit", "-qam", "mine")
            try HostFile.remove(slot.path + "/src/c.c")
            try slot.write("x\n", to: "same")
            try slot.write("new\n", to: "src/new.c")
            try slot.write("log\n", to: "agent.log")
            symlink("/etc/passwd", slot.path + "/src/link")
            let changes = try await slot.changes(upTo: 100 << 20) { $0.hasPrefix("src/") }
            #expect(
                changes.changes == [
                    FileChange(path: "src/b.c", content: .file(Array("TWO\n".utf8), executable: false)),
                    FileChange(path: "src/c.c", content: .deleted),
                    FileChange(path: "src/link", content: .symbolicLink(target: "/etc/passwd")),
                    FileChange(path: "src/new.c", content: .file(Array("new\n".utf8), executable: false)),
                ])
            #expect(changes.leftOut == ["agent.log"])
        }
    }

    @Test func `what is no file in the place of a tracked one is a deletion, and is never opened`()
        async throws
    {
        let fixture = try SlotFixture(["a.txt": "one\n", "b.txt": "two\n"])
        let base = fixture.base
        try await fixture.pool().withSlot(.agent) { slot in
            try await slot.move(to: base)
            for path in ["/a.txt", "/new"] {
                unlink(slot.path + path)
                #expect(mkfifo(slot.path + path, 0o644) == 0)
            }
            #expect(
                try await slot.changes(upTo: 100 << 20) { _ in true }.changes == [
                    FileChange(path: "a.txt", content: .deleted)
                ]
            )
        }
    }

    /// A hole takes no disk; read, it would take all memory.
    @Test func `files too large for a candidate are named and not read`() async throws {
        let fixture = try SlotFixture(["a.txt": "one\n", "b.txt": "two\n"])
        let base = fixture.base
        try await fixture.pool().withSlot(.agent) { slot in
            try await slot.move(to: base)
            #expect(truncate(slot.path + "/a.txt", 1 << 40) == 0)
            try slot.write("x", to: "hole")
            #expect(truncate(slot.path + "/hole", 1 << 40) == 0)
            try slot.write("TWO\n", to: "b.txt")
            let changes = try await slot.changes(upTo: 100 << 20) { _ in true }
            #expect(changes.changes.map(\.path) == ["b.txt"] && changes.leftOut == ["a.txt", "hole"])
        }
    }

    @Test func `modes and nested repositories are changes`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        try await fixture.pool().withSlot(.agent) { slot in
            try await slot.move(to: base)
            chmod(slot.path + "/a.txt", 0o755)
            _ = try slot.git("init", "-q", "nested")
            try slot.write("inside\n", to: "nested/file")
            _ = try slot.git("init", "-q", "src")
            let changes = try await slot.changes(upTo: 100 << 20) { _ in true }
            #expect(
                changes.changes == [
                    FileChange(path: "a.txt", content: .file(Array("one\n".utf8), executable: true)),
                    FileChange(path: "nested", content: .submodule),
                ])
        }
    }

    @Test func `an untouched slot has no changes`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        try await fixture.pool().withSlot(.agent) { slot in
            try await slot.move(to: base)
            #expect(try await slot.changes(upTo: 100 << 20) { _ in true } == SlotChanges())
        }
    }
}
