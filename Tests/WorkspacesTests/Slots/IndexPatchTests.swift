import Foundation
import Git
import Platform
import StudyModel
import TestSupport
import Testing

@testable import Workspaces

struct IndexPatchTests {
    private static let base = [
        "a.txt": "one\n", "lib/deep/b.c": "two\n", "lib/deep/c.c": "three\n", "lib.txt": "four\n",
        "run.sh": "#!/bin/sh\n",
    ]

    private func fixture() throws -> SlotFixture {
        let fixture = try SlotFixture(Self.base)
        symlink("a.txt", fixture.repository.path + "/link")
        try fixture.repository.commit("a link")
        try fixture.rebase()
        return fixture
    }

    @Test func `content, modes and targets change in place, and git finds nothing to say`() async throws {
        let fixture = try fixture()
        let repository = fixture.repository
        let content = try fixture.candidate(["lib/deep/b.c": "TWO, and longer\n", "lib.txt": ""])
        chmod(repository.path + "/run.sh", 0o755)
        let mode = try fixture.candidate([:])
        unlink(repository.path + "/link")
        symlink("lib.txt", repository.path + "/link")
        let link = try fixture.candidate(["a.txt": "ONE\n"])
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            let inode = try HostFile.status(slot.site.index)?.inode
            let kept = try slot.identity("lib/deep/c.c")
            for subject in [content, mode, link, content, base] {
                try await slot.move(to: subject)
                try slot.requireSound(as: subject)
                #expect(try slot.identity("lib/deep/c.c") == kept)
            }
            // git would have put another file in its place.
            #expect(try HostFile.status(slot.site.index)?.inode == inode)
            #expect(try slot.git("cat-file", "-p", "HEAD:link").output == "a.txt")
        }
    }

    @Test func `what git has to do comes between changes in place`() async throws {
        let fixture = try fixture()
        let content = try fixture.candidate(["lib/deep/b.c": "TWO\n"])
        let added = try fixture.candidate(["lib/new/d.c": "five\n", "lib/deep/b.c": "2\n"])
        let other = try fixture.candidate(["lib/new/d.c": "six\n", "lib/deep/c.c": "3\n"])
        let removed = try fixture.candidate([:], removing: ["lib/deep", "a.txt"])
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            for subject in [content, added, other, removed, content, base] {
                try await slot.move(to: subject)
                try slot.requireSound(as: subject)
                try await slot.restore(after: .scored)
            }
        }
    }

    @Test func `an index of many folders is right wherever the change is`() async throws {
        let names = (0..<600).map {
            "part-\($0 / 60)/unit-\($0 / 6 % 10)/" + String(repeating: "x", count: 90) + "\($0)"
        }
        let fixture = try SlotFixture(Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))
        let places = [names[0], names[599], names[250]]
        let candidates = try places.map { try fixture.candidate([$0: "changed"]) }
        let base = fixture.base
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: base)
            #expect(try HostFile.status(slot.site.index)?.size ?? 0 > 1 << 16)
            for subject in candidates + [base] + candidates.reversed() {
                try await slot.move(to: subject)
                try slot.requireSound(as: subject)
            }
        }
    }

    /// What may have happened to hone's memory of a slot.
    enum Fault: CaseIterable, Sendable {
        case progressOfAnotherIndex, tornProgress, noProgress

        func strike(_ site: SlotSite) throws {
            let bytes = try HostFile.read(site.indexProgress)
            try HostFile.remove(site.indexProgress)
            switch self {
            case .progressOfAnotherIndex:
                try HostFile.write(bytes.map { $0 ^ 1 }, to: site.indexProgress)
            case .tornProgress: try HostFile.write(Array(bytes.dropLast(7)), to: site.indexProgress)
            case .noProgress: break
            }
        }
    }

    @Test(arguments: Fault.allCases)
    func `a checksum does not depend on what is remembered of it`(fault: Fault) async throws {
        let names = (0..<1_500).map { String(repeating: "y", count: 100) + "\($0)" }
        let fixture = try SlotFixture(Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))
        let last = try #require(names.max())
        let candidates = try ["1", "2"].map { try fixture.candidate([last: $0]) }
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: candidates[0])
            try fault.strike(slot.site)
            try await slot.move(to: candidates[1])
            try slot.requireSound(as: candidates[1])
        }
    }

    /// What may be in the way of a move, in the order of its steps.
    enum Obstacle: CaseIterable, Sendable {
        case missingObjects, tornIndex, blockedMemory

        func put(in site: SlotSite) throws {
            switch self {
            case .missingObjects: rename(Self.pack(site), Self.pack(site) + ".away")
            case .tornIndex: try HostFile.write("DIRC", to: site.index)
            case .blockedMemory:
                try HostFile.remove(site.indexProgress)
                try HostFile.makeFolder(site.indexProgress)
            }
        }

        /// Puts the view back; the rest is the slot's own to mend.
        func takeAway(from site: SlotSite) {
            guard self == .missingObjects else { return }
            rename(Self.pack(site) + ".away", Self.pack(site))
        }

        private static func pack(_ site: SlotSite) -> String { site.view + "/objects/pack" }
    }

    @Test(arguments: Obstacle.allCases)
    func `a move that breaks off leaves a slot that is built anew`(obstacle: Obstacle) async throws {
        let fixture = try fixture()
        let candidates = try ["1\n", "2\n"].map { try fixture.candidate(["lib/deep/b.c": $0]) }
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: candidates[0])
            try await slot.restore(after: .scored)
        }
        try await fixture.pool().withSlot(.evaluation) { slot in
            try obstacle.put(in: slot.site)
            await #expect(throws: (any Error).self) { try await slot.move(to: candidates[1]) }
            #expect(HostFile.exists(slot.site.state + "/moving"))
            obstacle.takeAway(from: slot.site)
            try await slot.move(to: candidates[1])
            try slot.requireSound(as: candidates[1])
        }
        try await fixture.pool().withSlot(.evaluation) { slot in
            try await slot.move(to: candidates[0])
            try slot.requireSound(as: candidates[0])
        }
    }
}

extension Slot {
    /// Throws unless git in the slot finds one commit with the candidate's tree, an index of it, and nothing changed.
    nonisolated func requireSound(as subject: Subject) throws {
        // As programs in the slot see it, before git refreshes anything.
        let tree = try git("ls-tree", "-r", "HEAD").output.split(separator: "\n")
        let staged = try git("ls-files", "-s").output.split(separator: "\n")
        #expect(
            staged.map { $0.replacing(" 0\t", with: "\t") }
                == tree.map { $0.replacing(" blob ", with: " ").replacing(" commit ", with: " ") })
        #expect(try git("diff-files").output.isEmpty)
        #expect(try git("write-tree").output == subject.tree.text + "\n")
        #expect(try git("rev-parse", "HEAD^{tree}").output == subject.tree.text + "\n")
        #expect(try git("rev-list", "--all", "--count").output == "1\n")
        #expect(try git("diff", "HEAD").output.isEmpty)
        #expect(try git("status", "--porcelain").output.isEmpty)
        let check = try git("fsck", "--strict", "--no-dangling")
        #expect(check.status == 0 && check.output.isEmpty && check.errors.isEmpty)
        try requireSoundIndexes()
    }

    /// Checks what git does not: that both indexes end in their checksum, and that folders' trees are those of the commit.
    private nonisolated func requireSoundIndexes() throws {
        try MappedFile.with(site.index) { file in
            var hash = SHA1()
            hash.update(UnsafeRawBufferPointer(rebasing: file.bytes.dropLast(20)))
            #expect(hash.finish().elementsEqual(file.bytes.suffix(20)))
            let index = try #require(IndexBytes(file.bytes))
            let end = try #require(index.visitEntries { _, _ in })
            for extended in try #require(index.extensions(from: end)) where extended.name == 0x5452_4545 {
                let trees = try #require(CachedTrees(file.bytes, at: extended.content))
                for (folder, place) in trees.places {
                    let id = try git("rev-parse", folder.isEmpty ? "HEAD^{tree}" : "HEAD:\(folder)").output
                    let cached = file.bytes[place..<place + 20].map {
                        String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
                    }
                    #expect(cached.joined() + "\n" == id)
                }
            }
        }
    }
}
