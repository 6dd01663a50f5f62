import Foundation
import Git
import Platform
import StudyModel
import TestSupport
import Testing

@testable import Workspaces

struct SlotMovingTests {
    @Test func `a slot holds the candidate and rewrites only what differs`() async throws {
        let fixture = try SlotFixture()
        let other = try fixture.candidate(["src/b.c": "three\n", "new/deep/c.txt": "new\n"])
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            let before = try slot.identity("a.txt")
            #expect(try slot.text("src/b.c") == "two\n")
            try await slot.move(to: other)
            #expect(try slot.text("src/b.c") == "three\n")
            #expect(try slot.text("new/deep/c.txt") == "new\n")
            #expect(try slot.identity("a.txt") == before)
            try await slot.move(to: base)
            #expect(try slot.text("src/b.c") == "two\n")
            #expect(!slot.exists("new"))
            #expect(try slot.identity("a.txt") == before)
        }
    }

    @Test(arguments: [["src/b.c": "three\n"], ["src/b.c": "three\n", "new.txt": "new\n"]])
    func `git in a slot and fsck find the index as it should be after each move`(
        files: [String: String]
    ) async throws {
        let fixture = try SlotFixture()
        let other = try fixture.candidate(files)
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            for subject in [other, base, other] {
                try await slot.move(to: subject)
                // As hone keeps it: every file is known by its status, and the checksum holds.
                let index = try IndexFile(path: slot.site.state + "/index")
                for (path, entry) in index.entries {
                    let status = try #require(try HostFile.status(slot.path + "/" + path))
                    #expect(entry.isUnchanged(status))
                }
                #expect(try slot.git("diff-index", "--cached", "HEAD").output.isEmpty)
                #expect(try slot.git("diff-files").output.isEmpty)
                #expect(try slot.git("write-tree").status == 0)
                #expect(try slot.git("fsck", "--strict", "--no-dangling").output.isEmpty)
                try await slot.restore(after: .scored)
            }
        }
    }

    @Test func `a slot whose candidate is gone from the repository is built anew`() async throws {
        let fixture = try SlotFixture()
        let other = try fixture.candidate(["src/b.c": "three\n"])
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in try await slot.move(to: other) }
        try fixture.repository.git("reflog", "expire", "--expire=now", "--all")
        try fixture.repository.git("gc", "-q", "--prune=now")
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            #expect(try slot.text("src/b.c") == "two\n")
            #expect(try slot.git("status", "--porcelain").output == "")
        }
    }

    @Test func `a slot stays warm between borrowers and pools`() async throws {
        let fixture = try SlotFixture()
        let other = try fixture.candidate(["src/b.c": "three\n"])
        let base = fixture.base
        let before = try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            return try slot.identity("a.txt")
        }
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: other)
            #expect(try slot.identity("a.txt") == before)
            #expect(try slot.text("src/b.c") == "three\n")
        }
    }

    @Test func `a slot found marked is rebuilt`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        let site = try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            return slot.site
        }
        // What a move that was killed halfway leaves: the mark, a torn file, a lock of git's.
        try SlotState.beginMove(site)
        try HostFile.write("torn", to: site.slot + "/a.txt")
        try HostFile.write("", to: site.slot + "/stray")
        try HostFile.write("", to: site.state + "/index.lock")
        try await fixture.pool().withSlot(.evaluation) { slot in
            #expect(slot.site == site)
            try await slot.move(to: base)
            #expect(try slot.text("a.txt") == "one\n")
            #expect(!slot.exists("stray"))
        }
    }

    @Test func `links, executables, renames to folders and odd names move`() async throws {
        let fixture = try SlotFixture([
            "a.txt": "one\n", "run.sh": "#!/bin/sh\n", "thing": "a file\n", "odd \"name\" ü\n.txt": "odd\n",
        ])
        let repository = fixture.repository
        chmod(repository.path + "/run.sh", 0o755)
        symlink("a.txt", repository.path + "/link")
        try repository.commit("modes")
        try fixture.rebase()
        let other = try fixture.candidate(["thing/inside": "now a folder\n"], removing: ["thing", "link"])
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            #expect(access(slot.path + "/run.sh", X_OK) == 0)
            #expect(try HostFile.linkTarget(slot.path + "/link") == "a.txt")
            #expect(try slot.text("odd \"name\" ü\n.txt") == "odd\n")
            try await slot.move(to: other)
            #expect(try slot.text("thing/inside") == "now a folder\n")
            #expect(!slot.exists("link"))
            #expect(try slot.git("status", "--porcelain").output == "")
            try await slot.move(to: base)
            #expect(try slot.text("thing") == "a file\n")
            #expect(try HostFile.linkTarget(slot.path + "/link") == "a.txt")
            #expect(try slot.git("status", "--porcelain").output == "")
        }
    }

    @Test func `a submodule is an empty folder`() async throws {
        let fixture = try SlotFixture()
        let commit = fixture.base.commit.text
        try fixture.repository.git("update-index", "--add", "--cacheinfo", "160000,\(commit),vendor/lib")
        try fixture.repository.git("commit", "-qm", "a submodule")
        try fixture.rebase()
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            #expect(try HostFile.names(in: slot.path + "/vendor/lib").isEmpty)
            try await slot.restore(after: .scored)
            #expect(slot.exists("vendor/lib"))
            #expect(try slot.git("status", "--porcelain").output == "")
        }
    }

    @Test func `line ends and filters are git's to write`() async throws {
        let fixture = try SlotFixture([
            ".gitattributes": "*.txt text eol=crlf\n*.up filter=upper\n", "a.txt": "one\ntwo\n",
            "b.up": "word\n",
        ])
        try fixture.repository.git("config", "filter.upper.smudge", "tr a-z A-Z")
        try fixture.repository.git("config", "filter.upper.clean", "tr A-Z a-z")
        let other = try fixture.candidate(["a.txt": "three\n", "b.up": "other\n"])
        let base = fixture.base
        try await fixture.pool().withSlot(.agent) { slot in
            try await slot.move(to: base)
            #expect(try slot.text("a.txt") == "one\r\ntwo\r\n")
            #expect(try slot.text("b.up") == "WORD\n")
            try await slot.move(to: other)
            #expect(try slot.text("a.txt") == "three\r\n")
            #expect(try slot.text("b.up") == "OTHER\n")
            #expect(try slot.git("diff").output == "")
            #expect(try slot.git("status", "--porcelain").output == "")
            try slot.write("edited\r\n", to: "a.txt")
            try slot.write("OTHER\n", to: "b.up")
            let changes = try await slot.changes(upTo: 100 << 20) { _ in true }
            #expect(
                changes.changes
                    == [FileChange(path: "a.txt", content: .file(Array("edited\n".utf8), executable: false))])
        }
    }

    @Test func `a slots folder inside a repository is refused`() async throws {
        let fixture = try SlotFixture()
        let inside = fixture.repository.path + "/.git/slots"
        await #expect(throws: WorkspaceError.self) {
            try await SlotPool(
                root: inside, repository: .init(GitContext(at: fixture.repository.path, environment: [:])),
                base: fixture.base,
                layout: SlotLayout(), sandbox: .plain(.turnedOff), environment: [:])
        }
        #expect(!HostFile.exists(inside))
    }

    @Test func `two borrowers have two slots`() async throws {
        let fixture = try SlotFixture()
        let (one, two) = (try await fixture.pool(), try await fixture.pool())
        try await one.withSlot(.evaluation) { first in
            try await two.withSlot(.evaluation) { second in #expect(first.path != second.path) }
            try await two.withSlot(.agent) { agent in #expect(first.path != agent.path) }
        }
    }
}
