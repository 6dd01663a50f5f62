import Foundation
import Git
import StudyModel
import TestSupport
import Testing

@testable import StudyStore

/// A repository that several people write in.
struct SharedRepositoryTests {
    @Test(arguments: ["umask", "group", "all", "0640"])
    func `whatever a run leaves has the modes of git's own files`(value: String) async throws {
        let fixture = try StoreFixture()
        let disk = fixture.repository
        try disk.git("config", "core.sharedRepository", value)
        let before = try paths(in: disk)
        let journal = try await fixture.startRun()
        try journal.replies.keep("{}", as: "reply", of: StepID(number: 1, writer: journal.writer))
        try await journal.beginStepping()
        for number in 1...20 { try await fixture.step(number, in: journal) }
        try await journal.endStepping()
        let made = try paths(in: disk).subtracting(before)
        #expect(made.count > 30)
        try disk.git("branch", "g/y/z")
        let own = try Modes(below: disk.path + "/.git/refs/heads/g")
        #expect(try Modes(below: made.filter { !isPack($0) }) == own)
        #expect(try Modes(below: made.filter(isPack)).files == gitPackModes(in: disk))
        try disk.requireSound()
    }

    private func isPack(_ path: String) -> Bool { path.contains("/objects/pack/") }

    private func paths(in disk: TemporaryRepository) throws -> Set<String> {
        let folder = disk.path + "/.git"
        return Set(try FileManager.default.subpathsOfDirectory(atPath: folder).map { folder + "/" + $0 })
    }

    private func gitPackModes(in disk: TemporaryRepository) throws -> Set<UInt32> {
        try disk.git("repack", "-q", "-a", "-d", "-f")
        return try Modes(below: disk.path + "/.git/objects/pack", passingOver: { !$0.hasSuffix(".pack") })
            .files
    }

    @Test func `what an earlier version made for its owner alone is opened to the group`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let lock = journal.site.localFolder + "append.lock"
        chmod(lock, 0o644)
        try fixture.repository.git("config", "core.sharedRepository", "group")
        let reopened = try await fixture.reopen()
        try await fixture.step(1, in: reopened)
        #expect(try Modes(below: lock).files == [0o664])
    }
}
