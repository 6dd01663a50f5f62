import Foundation
import ObjectIDs
import Platform
import Synchronization
import TestSupport
import Testing

@testable import Git

struct ReferenceTests {
    private let disk: TemporaryRepository
    private let repository: Repository
    private let first: ObjectID
    private let second: ObjectID
    private let name = "refs/hone/journal/sort-1/w"

    init() throws {
        disk = try TemporaryRepository()
        first = try disk.committed(["a": "1\n"])
        second = try disk.committed(["a": "2\n"])
        repository = try Repository(
            GitContext(at: disk.path, environment: [:]), lockRetry: LockRetry(delays: []) { _ in })
    }

    private func code(of work: () async throws -> Void) async -> GitError.Code? {
        do {
            try await work()
            return nil
        } catch { return (error as? GitError)?.code }
    }

    @Test func `a ref moves from the value that it has and no other`() async throws {
        try await repository.moveReference(name, from: nil, to: first, reflog: "x")
        #expect(
            await code { try await repository.moveReference(name, from: nil, to: second, reflog: "x") }
                == .modified)
        #expect(
            await code { try await repository.moveReference(name, from: second, to: first, reflog: "x") }
                == .modified)
        try await repository.moveReference(name, from: first, to: second, reflog: "x")
        #expect(try disk.git("rev-parse", name) == second.hex)
    }

    @Test func `what came of a move is told, and what kept a ref from it`() async throws {
        let move = RefMove(name, from: nil, to: first, reflog: "x")
        #expect(try await repository.outcome(of: move) == .notMoved(.overtaken(by: nil)))
        #expect(try await repository.move(move) == .moved)
        #expect(try await repository.outcome(of: move) == .moved)
        #expect(try await repository.move(move) == .notMoved(.overtaken(by: first)))
        let gone = RefMove("refs/hone/gone", from: first, to: nil, reflog: "x")
        #expect(try await repository.move(gone) == .notMoved(.overtaken(by: nil)))
        for other in [name + "/below", "refs/hone/journal/sort-1"] {
            let move = RefMove(other, from: nil, to: first, reflog: "x")
            #expect(try await repository.move(move) == .notMoved(.nameTaken))
        }
        let lock = disk.path + "/.git/" + name + ".lock"
        try disk.write("", to: ".git/" + name + ".lock")
        let locked = RefMove(name, from: first, to: second, reflog: "x")
        #expect(try await repository.move(locked) == .notMoved(.locked(file: lock)))
        #expect(try disk.git("rev-parse", name) == first.hex)
    }

    @Test func `a ref that is packed moves and goes as well`() async throws {
        try await repository.moveReference(name, from: nil, to: first, reflog: "x")
        try disk.git("pack-refs", "--all")
        #expect(
            await code { try await repository.moveReference(name, from: second, to: nil, reflog: "x") }
                == .modified)
        try await repository.moveReference(name, from: first, to: second, reflog: "x")
        try await repository.moveReference(name, from: second, to: nil, reflog: "x")
        #expect(try disk.runGit(["rev-parse", "-q", "--verify", name]).status == 1)
        #expect(try await repository.reference(name) == nil)
    }

    @Test func `a ref that is gone was modified`() async throws {
        #expect(
            await code { try await repository.moveReference(name, from: first, to: second, reflog: "x") }
                == .modified)
        #expect(
            await code { try await repository.moveReference(name, from: first, to: nil, reflog: "x") }
                == .modified)
        try await repository.moveReference(name, from: nil, to: nil, reflog: "x")
    }

    @Test func `a ref's target must exist`() async throws {
        let absent = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
        #expect(
            await code { try await repository.moveReference(name, from: nil, to: absent, reflog: "x") } != nil
        )
        #expect(try await repository.reference(name) == nil)
    }

    @Test func `a lock that stays is named`() async throws {
        let lock = disk.path + "/.git/" + name + ".lock"
        try disk.write("", to: ".git/" + name + ".lock")
        #expect(
            await code { try await repository.moveReference(name, from: nil, to: first, reflog: "x") }
                == .locked(file: lock))
    }

    @Test func `a lock that goes while we wait is no error`() async throws {
        let lock = disk.path + "/.git/" + name + ".lock"
        try disk.write("", to: ".git/" + name + ".lock")
        let waits = Mutex(0)
        let retry = LockRetry(delays: [.milliseconds(1), .milliseconds(2), .milliseconds(3)]) { _ in
            let count = waits.withLock { count in
                count += 1
                return count
            }
            if count == 2 { unlink(lock) }
        }
        let patient = try Repository(GitContext(at: disk.path, environment: [:]), lockRetry: retry)
        try await patient.moveReference(name, from: nil, to: first, reflog: "x")
        #expect(waits.withLock { $0 } == 2)
        #expect(try disk.git("rev-parse", name) == first.hex)
    }

    @Test func `a lock of ours whose process died is removed, not one that is newer`() async throws {
        let lock = disk.path + "/.git/" + name + ".lock"
        let record = ProcessMark(process: 1, started: .max).text + name
        try disk.write(record, to: ".git/hone/locks/1-1")
        try disk.write("", to: ".git/" + name + ".lock")
        try await repository.moveReference(name, from: nil, to: first, reflog: "x")
        #expect(try disk.git("rev-parse", name) == first.hex)
        #expect(FileManager.default.fileExists(atPath: disk.path + "/.git/hone/locks/1-1") == false)

        try disk.write(record, to: ".git/hone/locks/1-1")
        try disk.write("", to: ".git/" + name + ".lock")
        let earlier = Date(timeIntervalSinceNow: -60)
        try FileManager.default.setAttributes(
            [.modificationDate: earlier], ofItemAtPath: disk.path + "/.git/hone/locks/1-1")
        #expect(
            await code { try await repository.moveReference(name, from: first, to: second, reflog: "x") }
                == .locked(file: lock))
    }

    @Test func `a ref with a file of its own moves as git moves it`() async throws {
        let branch = "refs/heads/side"
        try disk.git("branch", "side", first.hex)
        let lock = disk.path + "/.git/" + branch + ".lock"
        let move = { (old: ObjectID, new: ObjectID) in
            try await repository.moveReference(branch, from: old, to: new, reflog: "one\ntwo", by: someone)
        }
        #expect(await code { try await move(second, first) } == .modified)
        try await move(first, second)
        #expect(try disk.git("rev-parse", "side") == second.hex)
        #expect(
            try disk.git("reflog", "-1", "--date=raw", "--format=%H %gs %gn %ge %gd", "side")
                == "\(second.hex) one two Some One one@example.com side@{1700000100 +0100}")
        #expect(FileManager.default.fileExists(atPath: lock) == false)
        try disk.write("", to: ".git/" + branch + ".lock")
        #expect(await code { try await move(second, first) } == .locked(file: lock))
        unlink(lock)
        try disk.git("pack-refs", "--all")
        try await move(second, first)
        #expect(try disk.git("rev-parse", "side") == first.hex)
        try disk.requireSound()
    }

    @Test func `a move of the branch that HEAD names is in HEAD's log`() async throws {
        try await repository.moveReference(
            "refs/heads/main", from: second, to: first, reflog: "back", by: someone)
        #expect(try disk.git("reflog", "-1", "--format=%H %gs", "HEAD") == "\(first.hex) back")
    }

    @Test func `a symbolic ref's target is moved, not the ref`() async throws {
        try disk.git("branch", "side", first.hex)
        try disk.git("symbolic-ref", "refs/hone/alias", "refs/heads/side")
        #expect(try await repository.reference("refs/hone/alias") == first)
    }

    @Test func `between two moves the record of locks names none`() async throws {
        try await repository.moveReference(name, from: nil, to: first, reflog: "x")
        try await repository.moveReference("refs/hone/x", from: nil, to: first, reflog: "x")
        let folder = disk.path + "/.git/hone/locks/"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let texts = try files.map { try String(contentsOfFile: folder + $0, encoding: .utf8) }
        #expect(texts.count == 1)
        #expect(texts.allSatisfy { ProcessMark(text: String($0.prefix { !$0.isNewline })) == nil })
    }

    @Test func `of two writers one wins and the other is told`() async throws {
        let other = try Repository(GitContext(at: disk.path, environment: [:]))
        let mine = try Repository(GitContext(at: disk.path, environment: [:]))
        let (name, first, second) = (name, first, second)
        try await mine.moveReference(name, from: nil, to: first, reflog: "x")
        async let one: Void = mine.moveReference(name, from: first, to: second, reflog: "x")
        async let two: Void = other.moveReference(name, from: first, to: second, reflog: "x")
        var codes: [GitError.Code] = []
        do { try await one } catch let error as GitError { codes.append(error.code) }
        do { try await two } catch let error as GitError { codes.append(error.code) }
        #expect(codes == [.modified])
    }

    @Test func `revisions resolve as git resolves them`() async throws {
        try disk.git("tag", "-a", "v1", "-m", "tag", first.hex)
        for revision in ["HEAD", "main~1", "v1", String(first.hex.prefix(10)), "HEAD@{0}", "main^{tree}^{}"] {
            let expected = try? disk.git("rev-parse", "--verify", revision + "^{commit}")
            let ours = try? await repository.resolve(revision)
            #expect(ours?.hex == expected, "\(revision)")
        }
        #expect(try await repository.resolve("nothing") == nil)
        #expect(try await repository.resolve("refs/heads/nothing") == nil)
        #expect(try await repository.resolve(String(repeating: "1", count: 40)) == nil)
    }

    @Test func `the start of an ID that fits several objects is ambiguous`() async throws {
        var starts: Set<String> = []
        var shared: String?
        for number in 0..<2_000 where shared == nil {
            let start = String(try await repository.stageBlob(Array("\(number)".utf8)).hex.prefix(4))
            if !starts.insert(start).inserted { shared = start }
        }
        let ambiguous = try #require(shared)
        _ = try await repository.publish(syncing: .none)

        #expect(await code { _ = try await repository.resolve(ambiguous) } == .ambiguous)
    }

    @Test func `head is a branch, a commit, or a branch to be`() async throws {
        #expect(try await repository.head() == .branch(name: "main", second))
        try disk.git("checkout", "-q", "--detach", first.hex)
        #expect(try await repository.head() == .detached(first))
        try disk.git("checkout", "-q", "--orphan", "new")
        #expect(try await repository.head() == .unborn(name: "new"))
    }

    @Test func `refs are listed by prefix`() async throws {
        try disk.git("update-ref", "refs/hone/journal/a/w", first.hex)
        try disk.git("update-ref", "refs/hone/journal/b/w", second.hex)
        try disk.git("pack-refs", "--all")
        try disk.git("update-ref", "refs/hone/journal/a/v", second.hex)
        let listed = try await repository.references(prefix: "refs/hone/journal/")
        #expect(listed.map(\.name) == ["a/v", "a/w", "b/w"].map { "refs/hone/journal/" + $0 })
        #expect(listed.map(\.target) == [second, first, second])
        #expect(try await repository.references(prefix: "refs/none/").isEmpty)
    }

    @Test func `refs in a folder are listed, packed or not, and those below or beside it are not`()
        async throws
    {
        let folder = "refs/hone/journal/sort-1/"
        func listed() async throws -> [String] {
            try await repository.references(inFolder: folder).map { "\($0.target) \($0.name)" }
        }
        #expect(try await listed() == [])
        for name in [folder + "a", folder + "b", folder + "deep/c", "refs/hone/journal/sort-12/d"] {
            try disk.git("update-ref", name, first.hex)
        }
        let both = ["\(first) \(folder)a", "\(first) \(folder)b"]
        #expect(try await listed() == both)
        try disk.git("pack-refs", "--all")
        #expect(try await listed() == both)
        // One that has moved since has a file again, which counts.
        try disk.git("update-ref", folder + "b", second.hex)
        #expect(try await listed() == ["\(first) \(folder)a", "\(second) \(folder)b"])
        try disk.git("update-ref", "-d", folder + "a")
        #expect(try await listed() == ["\(second) \(folder)b"])
    }

    @Test func `branches in use are those of all worktrees, of rebases too`() async throws {
        try disk.git("branch", "linked")
        try disk.git("branch", "rebased")
        try disk.git("worktree", "add", "-q", "../linked", "linked")
        #expect(
            try await repository.checkedOutBranches() == [
                "refs/heads/main": disk.path, "refs/heads/linked": disk.directory.path + "/linked",
            ])
        try disk.git("worktree", "add", "-q", "../rebasing", "rebased")
        _ = try TestProcess.run(
            ["git", "-c", "sequence.editor=sed -i 's/^pick/edit/'", "rebase", "-q", "-i", "HEAD~1"],
            in: disk.directory.path + "/rebasing", environment: disk.environment)
        #expect(
            try await repository.checkedOutBranches()["refs/heads/rebased"] == disk.directory.path
                + "/rebasing")
    }
}
