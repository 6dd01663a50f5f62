import Foundation
import Platform
import StudyModel
import TestSupport
import Testing

@testable import Workspaces

struct PrivateRepositoryTests {
    private static let secret = "the-marker-that-nobody-may-see"

    @Test func `git in a slot finds one clean commit with a version`() async throws {
        let fixture = try SlotFixture()
        try fixture.repository.git("tag", "-am", "first", "v1.2")
        try fixture.repository.git("tag", "light")
        let other = try fixture.candidate(["src/b.c": "three\n"])
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: other)
            #expect(try slot.git("status", "--porcelain").output == "")
            #expect(try slot.git("diff", "--quiet").status == 0)
            #expect(try slot.git("log", "--oneline").output.split(separator: "\n").count == 1)
            #expect(try slot.git("describe", "--dirty").output == "v1.2\n")
            #expect(try slot.git("describe", "--tags").output.isEmpty == false)
            #expect(try slot.git("show", "HEAD:src/b.c").output == "three\n")
            #expect(try slot.git("fsck", "--strict").status == 0)
            #expect(try slot.git("rev-parse", "HEAD^{tree}").output == other.tree.text + "\n")
        }
    }

    @Test func `hidden files are in no tree and no object that a slot reaches`() async throws {
        let fixture = try SlotFixture([
            "a.txt": "one\n", "bench/secret/cases": Self.secret, "bench/run.sh": "echo\n",
        ])
        let layout = SlotLayout(
            overlay: [
                OverlayFile(path: "bench/secret/cases", bytes: Array((Self.secret + "!").utf8)),
                OverlayFile(path: "bench/extra.sh", bytes: Array("laid\n".utf8), executable: true),
            ], hidden: PatternList(["bench/secret/**"]))
        let base = fixture.base
        try await fixture.pool(layout).withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            #expect(!slot.exists("bench/secret"))
            #expect(try slot.text("bench/extra.sh") == "laid\n")
            #expect(try slot.git("status", "--porcelain").output == "")
            let objects = try slot.git("cat-file", "--batch-all-objects", "--batch", "--buffer")
            #expect(objects.status == 0 && objects.output.contains("one"))
            #expect(!objects.output.contains(Self.secret))
            try await slot.setHidden(.present)
            #expect(try slot.text("bench/secret/cases") == Self.secret + "!")
            try await slot.setHidden(.absent)
            #expect(!slot.exists("bench/secret"))
            #expect(slot.exists("bench/run.sh"))
        }
    }

    @Test func `git in a slot does not find the user's repository`() async throws {
        let fixture = try SlotFixture()
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            let found = try slot.git("rev-parse", "--absolute-git-dir").output
            #expect(found == slot.site.git + "\n")
            #expect(try slot.git("cat-file", "-e", base.commit.text).status != 0)
            try HostFile.remove(slot.path + "/.git")
            #expect(try slot.git("rev-parse", "--git-dir").status != 0)
        }
    }

    @Test func `what a program did to the private repository does not reach the next move`() async throws {
        let fixture = try SlotFixture()
        let other = try fixture.candidate(["src/b.c": "three\n"])
        let base = fixture.base
        let trap = fixture.slots.path + "/sprung"
        try await fixture.pool().withSlot(.agent) { slot in
            try await slot.move(to: base)
            _ = try slot.git("config", "core.fsmonitor", "touch \(trap)")
            _ = try slot.git("config", "filter.x.smudge", "touch \(trap)")
            _ = try slot.git("config", "core.hooksPath", slot.path)
            try slot.write("#!/bin/sh\ntouch \(trap)\n", to: "post-index-change")
            chmod(slot.path + "/post-index-change", 0o755)
            try slot.write("*.c filter=x\n", to: ".gitattributes")
            try await slot.move(to: other)
            #expect(try slot.text("src/b.c") == "three\n")
            #expect(!HostFile.exists(trap))
            #expect(try slot.git("status", "--porcelain").output == "")
        }
    }

    @Test func `the user's checkout is untouched, byte for byte`() async throws {
        let fixture = try SlotFixture()
        let other = try fixture.candidate(["src/b.c": "three\n"])
        let repository = fixture.repository
        try repository.write("stashed\n", to: "a.txt")
        try repository.git("stash")
        try repository.write("dirty\n", to: "a.txt")
        try repository.write("untracked\n", to: "u.txt")
        try repository.write("staged\n", to: "s.txt")
        try repository.git("add", "s.txt")
        let before = try contents(of: repository.path)
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: other)
            try slot.write("junk\n", to: "src/b.c")
            try await slot.restore(after: .crashed)
            try await slot.move(to: base)
        }
        #expect(try contents(of: repository.path) == before)
    }

    @Test func `the sandbox shows the slot and its repository at fixed paths`() async throws {
        let sandbox = try await Mode.sandboxed.sandbox
        let fixture = try SlotFixture()
        let inputs = try TemporaryDirectory()
        try inputs.write("data\n", to: "data/file")
        let layout = SlotLayout(inputs: [EvaluatorInput(from: inputs.path + "/data", to: "data")])
        let base = fixture.base
        let hidden = [fixture.repository.path]
        try await fixture.pool(layout, sandbox: sandbox).withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            let confinement = slot.site.confinement(SandboxSettings())
            let variables = EnvironmentBuilder(inherited: environment, sandbox: sandbox)
                .environment(for: slot.site)
            let result = try await SandboxedRunner(sandbox, hidden: hidden).script(
                "pwd; git status --porcelain; git log --format=%s; cat data/file; ls /hone; echo x > data/file",
                in: slot.path, environment: variables, confinement: confinement)
            #expect(
                result.stdout.text
                    == "/hone/slot\nThe candidate\ndata\ngit\nhome\nscratch\nslot\nview\n")
            #expect(!result.succeeded)
            try await slot.restore(after: .scored)
            #expect(try inputs.read("data/file") == "data\n")
        }
    }

    /// Every file's bytes and modification time, links' targets included.
    private func contents(of folder: String) throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        try FolderWalk(root: folder).visit { entry in
            guard entry.kind == .file else { return .enter }
            let time = try FileManager.default.attributesOfItem(atPath: folder + "/" + entry.path)
            contents[entry.path] =
                try HostFile.read(folder + "/" + entry.path) + Array("\(time[.modificationDate] ?? "")".utf8)
            return .enter
        }
        return contents
    }
}
