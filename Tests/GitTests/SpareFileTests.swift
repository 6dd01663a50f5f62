import Foundation
import ObjectIDs
import Platform
import TestSupport
import Testing

@testable import Git

/// Refs that change places with a spare file.
struct SpareFileTests {
    private let disk: TemporaryRepository
    private let repository: Repository
    private let commits: [ObjectID]
    private let name = "refs/heads/side"
    private var path: String { disk.path + "/.git/" + name }

    init() throws {
        disk = try TemporaryRepository()
        commits = try (0..<4).map { [disk] in try disk.committed(["a": "\($0)\n"]) }
        try disk.git("branch", "side", commits[0].hex)
        repository = try Repository(
            GitContext(at: disk.path, environment: [:]), lockRetry: LockRetry(delays: []) { _ in })
    }

    private func move(_ from: Int, _ to: Int, _ repository: Repository? = nil) async throws {
        try await (repository ?? self.repository).moveReference(
            name, from: commits[from], to: commits[to], reflog: "x", by: someone)
    }

    private func fileNumber(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
    }

    private func spares() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: disk.path + "/.git/hone/locks")
            .filter { $0.hasSuffix(".spare") }
    }

    @Test func `a ref's old file is the spare one for the next move`() async throws {
        try await move(0, 1)
        let first = try fileNumber(path)
        try await move(1, 2)
        #expect(try fileNumber(path) != first)
        try await move(2, 3)
        #expect(try fileNumber(path) == first)
        #expect(try disk.git("rev-parse", "side") == commits[3].hex)
        #expect(try disk.git("reflog", "side").split(separator: "\n").count == 4)
        #expect(try spares().count == 1)
        try disk.requireSound()
    }

    @Test func `once a ref is settled, neither of its two files has an earlier value`() async throws {
        try await move(0, 1)
        try await move(1, 2)
        try await repository.settleReference(name)
        let spare = try #require(try spares().first)
        let text = try String(contentsOfFile: disk.path + "/.git/hone/locks/" + spare, encoding: .utf8)
        #expect(text == commits[2].hex + "\n")
        #expect(try await repository.movesInPlace(name))
        try await move(2, 3)
        #expect(try disk.git("rev-parse", "side") == commits[3].hex)
        try disk.git("pack-refs", "--all", "--prune")
        try await repository.settleReference(name)
        #expect(try await !repository.movesInPlace(name))
    }

    @Test func `a file that has another name as well is never written to`() async throws {
        let copy = disk.directory.path + "/backup"
        try FileManager.default.linkItem(atPath: path, toPath: copy)
        for step in 0..<3 { try await move(step, step + 1) }
        #expect(try String(contentsOfFile: copy, encoding: .utf8) == commits[0].hex + "\n")
        #expect(try disk.git("rev-parse", "side") == commits[3].hex)
    }

    @Test func `who has opened a ref reads what it was then, however often it moves`() async throws {
        try await move(0, 1)
        let reader = try #require(FileHandle(forReadingAtPath: path))
        for step in 1..<3 { try await move(step, step + 1) }
        #expect(try reader.readToEnd() == Data((commits[1].hex + "\n").utf8))
        #expect(try disk.git("rev-parse", "side") == commits[3].hex)
        #expect(try spares().count == 1)
    }

    @Test func `each ref has a spare file of its own`() async throws {
        let other = "refs/heads/other"
        try disk.git("branch", "other", commits[0].hex)
        for step in 0..<3 {
            try await move(step, step + 1)
            try await repository.moveReference(
                other, from: commits[step], to: commits[step + 1], reflog: "x", by: someone)
        }
        #expect(try spares().count == 2)
        #expect(try disk.git("rev-parse", "side", "other") == "\(commits[3].hex)\n\(commits[3].hex)")
    }

    @Test func `a move that comes too late leaves ref and spare file as they were`() async throws {
        try await move(0, 1)
        await #expect(throws: GitError.self) { try await move(0, 2) }
        #expect(try disk.git("rev-parse", "side") == commits[1].hex)
        #expect(!FileManager.default.fileExists(atPath: path + ".lock"))
        #expect(try spares().count == 1)
        try await move(1, 3)
        #expect(try disk.git("rev-parse", "side") == commits[3].hex)
    }

    @Test func `a lock that is held stays, with its content`() async throws {
        try await move(0, 1)
        try disk.write("held\n", to: ".git/\(name).lock")
        await #expect(throws: GitError.self) { try await move(1, 2) }
        #expect(try disk.read(".git/\(name).lock") == "held\n")
        #expect(try disk.git("rev-parse", "side") == commits[1].hex)
    }

    @Test func `a process that died between exchange and unlocking is cleaned up after`() async throws {
        // The ref's file of before, under the name of the lock: old content, and a name that is new.
        let lock = path + ".lock"
        try await move(0, 1)
        try disk.write(commits[0].hex + "\n", to: ".git/old")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: disk.path + "/.git/old")
        try disk.write(
            ProcessMark(process: 1, started: .max).text + name, to: ".git/hone/locks/1-1")
        try FileManager.default.moveItem(atPath: disk.path + "/.git/old", toPath: lock)
        let next = try Repository(
            GitContext(at: disk.path, environment: [:]), lockRetry: LockRetry(delays: []) { _ in })
        try await move(1, 2, next)
        #expect(try disk.git("rev-parse", "side") == commits[2].hex)
        #expect(!FileManager.default.fileExists(atPath: lock))
    }

    @Test func `git's own moves in between are kept`() async throws {
        try await move(0, 1)
        try disk.git("branch", "-f", "side", commits[2].hex)
        try await move(2, 3)
        try disk.git("branch", "-f", "side", commits[0].hex)
        try await move(0, 1)
        #expect(try disk.git("rev-parse", "side") == commits[1].hex)
    }

    @Test func `the spare file goes with the process that made it`() async throws {
        do {
            let passing = try Repository(GitContext(at: disk.path, environment: [:]))
            try await move(0, 1, passing)
            #expect(try spares().count == 1)
        }
        #expect(try spares().isEmpty)
    }

    @Test func `spare files of processes that died are removed, and of those that live are not`()
        async throws
    {
        try await move(0, 1)
        let dead = ProcessMark(process: 1, started: .max).text.dropFirst()
        try disk.write("#" + dead + name, to: ".git/hone/locks/1-1")
        try disk.write("", to: ".git/hone/locks/1-1-0.spare")
        try disk.write("", to: ".git/hone/locks/2-1-0.spare")
        let own = try spares().filter { $0.hasPrefix("\(ProcessMark.current.process)-") }
        try repository.mend()
        #expect(own.count == 1)
        #expect(try spares() == own)
    }

    @Test(arguments: [true, false])
    func `the next process takes a dead one's record away, with the lock that it tells of`(isCrossedOut: Bool)
        async throws
    {
        try await move(0, 1)
        let text = ProcessMark(process: 1, started: .max).text + name + "\n"
        try disk.write(isCrossedOut ? "#" + text.dropFirst() : text, to: ".git/hone/locks/1-1")
        try disk.write("", to: ".git/hone/locks/99999999-1")
        try disk.write("", to: ".git/\(name).lock")
        try repository.mend()
        // Between two moves a dead process held nothing, so such a lock is another's.
        #expect(FileManager.default.fileExists(atPath: disk.path + "/.git/\(name).lock") == isCrossedOut)
        let left = try FileManager.default.contentsOfDirectory(atPath: disk.path + "/.git/hone/locks")
        #expect(left.allSatisfy { $0.hasPrefix("\(ProcessMark.current.process)-") })
    }
}
