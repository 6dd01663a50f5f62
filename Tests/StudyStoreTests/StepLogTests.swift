import Foundation
import Git
import StudyModel
import Synchronization
import TestSupport
import Testing

@testable import StudyStore

/// Steps that come fast: durable in the log, and under the journal's ref with the next one that does not, or sooner if asked for.
struct StepLogTests {
    private let fixture: StoreFixture
    private let journal: RunJournal
    private static let pace = ProjectionPace(interval: .seconds(1)) { .zero }

    init() async throws {
        fixture = try StoreFixture(pace: Self.pace)
        journal = try await fixture.startRun()
        try await journal.beginStepping()
    }

    /// The steps that plain git finds in the journal.
    private func recorded() throws -> Int {
        let ref = "refs/hone/journal/sort-1/\(journal.writer)"
        return try fixture.repository.git("log", "--first-parent", "--format=%s", ref)
            .split(separator: "\n").count { $0.hasPrefix("step ") }
    }

    private var logPath: String { journal.site.logPath }

    private func packs() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: fixture.repository.path + "/.git/objects/pack")
            .count { $0.hasSuffix(".pack") }
    }

    @Test func `fast steps share a pack and a move of the journal's ref`() async throws {
        let (packs, steps) = (try packs(), try recorded())
        for number in 1...20 {
            try await fixture.step(number, in: journal)
            _ = try await journal.events(after: 0)
        }
        #expect(try self.packs() == packs)
        #expect(try recorded() == steps)
        try await journal.endStepping()
        #expect(try self.packs() == packs + 1)
        #expect(try recorded() == steps + 20)
        #expect(!FileManager.default.fileExists(atPath: logPath))
        try fixture.repository.requireSound()
        #expect(try await fixture.reopen().currentView() == journal.currentView())
    }

    @Test(arguments: [RunAccess.reading, .appending])
    func `whoever opens the run finds the steps that only the log has`(access: RunAccess) async throws {
        for number in 1...3 { try await fixture.step(number, in: journal) }
        let other = try await fixture.reopen(for: access)
        #expect(try await other.currentView() == journal.currentView())
        try fixture.repository.requireSound()
        // The first process goes on, and need not be asked.
        try await fixture.step(4, in: journal)
        _ = try await journal.events(after: 0)
        try await journal.endStepping()
        #expect(try await other.currentView() == journal.currentView())
        #expect(try await other.currentView().steps.count == 5)
        try fixture.repository.requireSound()
    }

    @Test func `what others append comes after the steps that wait`() async throws {
        let other = try await fixture.reopen()
        let first = try await fixture.step(1, in: journal)
        try await fixture.step(2, in: journal)
        try await other.review(try #require(first.candidate), .approve, text: "Good.")
        try await fixture.step(3, in: journal)
        try await other.review(try #require(first.candidate), .comment, text: "Still.")
        try await journal.endStepping()
        let kinds = try await fixture.reopen().contents().map { event in
            if case .step(let step) = event { "step \(step.step.number)" } else { "review" }
        }
        #expect(kinds == ["step 0", "step 1", "step 2", "review", "step 3", "review"])
        #expect(try await journal.currentView() == other.currentView())
        try fixture.repository.requireSound()
    }

    @Test func `an event that does not wait takes along those that do`() async throws {
        for number in 1...3 { try await fixture.step(number, in: journal) }
        try await journal.fork(at: fixture.base)
        #expect(try recorded() == 4)
        #expect(try await fixture.reopen().currentView() == journal.currentView())
    }

    @Test func `steps that fill the log wait no longer, and the log begins anew`() async throws {
        for number in 1...8 {
            let bytes = [UInt8](repeating: UInt8(number), count: WriteAheadLog.capacity / 3)
            try await fixture.step(
                number, in: journal, attachments: [Attachment(path: "stdout", bytes: bytes)])
        }
        #expect(try recorded() > 4)
        #expect(try await fixture.reopen().currentView().steps.count == 9)
        try await fixture.step(9, in: journal)
        try await journal.endStepping()
        #expect(try recorded() == 10)
        try fixture.repository.requireSound()
    }

    @Test func `a step larger than the log is recorded as any other`() async throws {
        let much = Attachment(path: "stdout", bytes: [UInt8](repeating: 7, count: WriteAheadLog.capacity))
        try await fixture.step(1, in: journal)
        try await fixture.step(2, in: journal, attachments: [much])
        try await fixture.step(3, in: journal)
        try await journal.endStepping()
        #expect(try recorded() == 4)
    }

    @Test func `a ref that a power cut set back is where the log says again`() async throws {
        let slow = try await fixture.reopen()
        try await journal.endStepping()
        try await slow.beginStepping()
        var tips: [String] = []
        for number in 1...3 {
            try await fixture.step(number, in: slow)
            tips.append(try fixture.repository.git("rev-parse", slow.site.journalRef))
        }
        let view = try await slow.currentView()
        for tip in tips {
            try fixture.repository.git("update-ref", slow.site.journalRef, tip)
            #expect(try await fixture.reopen(for: .reading).currentView() == view)
            #expect(try fixture.repository.git("rev-parse", slow.site.journalRef) == tips.last)
        }
    }

    @Test func `a ref that a power cut set back to before the log's beginning is where the log says again`()
        async throws
    {
        let first = try fixture.repository.git("rev-parse", journal.site.journalRef)
        try await fixture.step(1, in: journal)
        try await journal.endStepping()
        // The log begins after step 1.
        try await journal.beginStepping()
        for number in 2...3 { try await fixture.step(number, in: journal) }
        let view = try await journal.currentView()
        try fixture.repository.git("update-ref", journal.site.journalRef, first)
        #expect(try await fixture.reopen(for: .reading).currentView() == view)
        try fixture.repository.requireSound()
    }

    @Test func `a log that the journal has parted from is kept, and named`() async throws {
        for number in 1...2 { try await fixture.step(number, in: journal) }
        // A program that knows nothing of the log.
        let tree = try fixture.repository.git("rev-parse", "\(journal.site.journalRef)^{tree}")
        let foreign = try fixture.repository.git(
            "commit-tree", tree, "-p", journal.site.journalRef, "-m", "step 1\n\nHone-Root: \(journal.root)")
        try fixture.repository.git("update-ref", journal.site.journalRef, foreign)
        let log = try FileManager.default.contents(atPath: logPath).orFail()
        let error = await #expect(throws: GitError.self) { try await fixture.step(3, in: journal) }
        #expect(error?.code == .conflict)
        #expect(error?.message.contains(logPath) == true)
        await #expect(throws: GitError.self) { try await fixture.reopen() }
        #expect(FileManager.default.contents(atPath: logPath) == log)
    }

    @Test func `a clone whose writer has another name by now finds the steps of the old one`() async throws {
        for number in 1...3 { try await fixture.step(number, in: journal) }
        let git = fixture.repository.path + "/.git/"
        try FileManager.default.removeItem(atPath: git + "hone/writer")
        let context = try GitContext(at: fixture.repository.path, environment: [:])
        _ = try WriterIdentity(of: context).obtain { 0x77 }
        let renamed = try await fixture.reopen()
        #expect(renamed.writer != journal.writer)
        #expect(try await renamed.currentView().steps.count == 4)
        #expect(try recorded() == 4)
    }

    @Test func `a move that does not come about is in no log either`() async throws {
        try await journal.endStepping()
        let slow = try await fixture.reopen()
        try await slow.beginStepping()
        try await fixture.step(1, in: slow)
        let lock = ".git/\(slow.site.journalRef).lock"
        try fixture.repository.write("", to: lock)
        await #expect(throws: GitError.self) { try await fixture.step(2, in: slow) }
        try FileManager.default.removeItem(atPath: fixture.repository.path + "/" + lock)
        #expect(try await fixture.reopen().currentView().steps.count == 2)
        try await fixture.step(3, in: slow)
        try await slow.endStepping()
        #expect(try recorded() == 3)
        try fixture.repository.requireSound()
    }

    @Test func `a journal that git has packed goes on`() async throws {
        try await fixture.step(1, in: journal)
        try await journal.settleBacklog()
        try fixture.repository.git("pack-refs", "--all", "--prune")
        for number in 2...3 { try await fixture.step(number, in: journal) }
        try await journal.endStepping()
        #expect(try recorded() == 4)
        try fixture.repository.requireSound()
    }

    @Test func `steps before one that was cut off stand`() async throws {
        for number in 1...2 { try await fixture.step(number, in: journal) }
        let whole = try FileManager.default.contents(atPath: logPath).orFail()
        try await fixture.step(3, in: journal)
        var torn = try FileManager.default.contents(atPath: logPath).orFail()
        let difference = try zip(whole, torn).enumerated().first { $1.0 != $1.1 }.orFail().offset
        torn.replaceSubrange(difference + 400..<torn.count, with: whole[(difference + 400)...])
        try torn.write(to: URL(filePath: logPath))
        #expect(try await fixture.reopen().currentView().steps.count == 3)
        try fixture.repository.requireSound()
    }

    @Test func `the log of a newer program is left alone, and named`() async throws {
        try await fixture.step(1, in: journal)
        var bytes = try FileManager.default.contents(atPath: logPath).orFail()
        bytes[8] = 2
        try bytes.write(to: URL(filePath: logPath))
        let error = await #expect(throws: GitError.self) { try await fixture.reopen() }
        #expect(error?.code == .unsupportedFormat("log version 2"))
        #expect(FileManager.default.contents(atPath: logPath) == bytes)
    }

    @Test func `where the log cannot be taken up nobody is left with the step lock`() async throws {
        let other = try await fixture.reopen()
        try await fixture.step(1, in: journal)
        var bytes = try FileManager.default.contents(atPath: logPath).orFail()
        try await journal.endStepping()
        bytes[8] = 2
        try bytes.write(to: URL(filePath: logPath))
        await #expect(throws: GitError.self) { try await other.beginStepping() }
        #expect(try !other.isBeingStepped())
    }

    @Test func `a run that is gone on with takes the log over`() async throws {
        for number in 1...3 { try await fixture.step(number, in: journal) }
        let view = try await journal.currentView()
        // As after a kill: the kernel has let the lock go, and the file is there.
        let log = try FileManager.default.contents(atPath: logPath).orFail()
        try await journal.endStepping()
        try log.write(to: URL(filePath: logPath))
        let next = try await fixture.reopen(pace: Self.pace)
        try await next.beginStepping()
        #expect(try await next.currentView() == view)
        for number in 4...6 { try await fixture.step(number, in: next) }
        #expect(try await fixture.reopen(for: .reading).currentView().steps.count == 7)
        try await next.endStepping()
        #expect(try recorded() == 7)
        try fixture.repository.requireSound()
    }

    @Test func `candidates that wait can be read, built upon and looked for`() async throws {
        let first = try await fixture.step(1, in: journal)
        let candidate = try #require(first.candidate)
        let artifact = try await journal.artifact(at: candidate)
        #expect(try await artifact.read("src/sort.c") == Array("int n = 2;\n".utf8))
        func change(_ text: String) -> [FileChange] {
            [FileChange(path: "src/sort.c", content: .file(Array(text.utf8), executable: false))]
        }
        #expect(try await artifact.isNovel(change("int n = 9;\n")))
        #expect(try await !artifact.isNovel(change("int n = 1;\n")))
        let reapplied = try await journal.trees.reapply(candidate, madeFrom: fixture.base, onto: fixture.base)
        #expect(reapplied == .applied(change("int n = 2;\n")))
        try await fixture.step(2, in: journal)
        try await journal.endStepping()
        try fixture.repository.requireSound()
    }

    @Test func `fast steps do not wait for a slow one after them`() async throws {
        try await journal.endStepping()
        let (pauses, ends) = AsyncStream.makeStream(of: Void.self)
        let time = Mutex(Duration.zero)
        let pace = ProjectionPace(
            interval: .seconds(1), uptime: { time.withLock { $0 } },
            pause: { _ in for await _ in pauses { return } })
        let journal = try await fixture.reopen(pace: pace)
        let before = try recorded()
        _ = try await journal.events(after: 0)
        try await journal.withStepLock {
            for number in 1...3 { try await fixture.step(number, in: journal) }
            #expect(try recorded() == before)
            time.withLock { $0 = .seconds(2) }
            ends.yield()
            // Nothing is asked of the journal here.
            try await eventually { try recorded() > before }
            #expect(try recorded() == before + 3)
        }
    }
}
