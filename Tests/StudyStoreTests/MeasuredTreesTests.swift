import Foundation
import StudyModel
import TestSupport
import Testing

@testable import StudyStore

/// What a clone's steps measured is found again, by that clone alone.
struct MeasuredTreesTests {
    private let fixture: StoreFixture
    private let evaluator = EvaluatorIdentity(id: "sha256:00", parts: ["files": "sha256:00"])

    init() throws { fixture = try StoreFixture(deterministic: true) }

    private var folder: String { fixture.repository.path + "/.git/hone/measured/" }

    private func tree(of journal: RunJournal) -> TreeID { journal.record.baseTree }

    @Test func `another run finds what a step measured, with its trials and the event that holds them`()
        async throws
    {
        let first = try await fixture.startRun()
        let second = try await fixture.study.createRun(fixture.setup)
        let found = try await second.measured(tree(of: first), by: evaluator)
        #expect(found.map(\.recorded.evaluation.trials) == [fixture.evaluation(1).trials])
        let event = try #require(found.first).event
        #expect(try await second.evaluations(of: event).map(\.evaluation.trials.count) == [3])
    }

    @Test func `another evaluator's figures are not found`() async throws {
        let journal = try await fixture.startRun()
        let other = EvaluatorIdentity(id: "sha256:01", parts: ["files": "sha256:01"])
        #expect(try await journal.measured(tree(of: journal), by: other).isEmpty)
    }

    @Test func `a copied clone finds nothing of what the first one measured`() async throws {
        let journal = try await fixture.startRun()
        let tree = tree(of: journal)
        let copy = try TemporaryRepository()
        try FileManager.default.removeItem(atPath: copy.path)
        try FileManager.default.copyItem(atPath: fixture.repository.path, toPath: copy.path)
        let theirs = try await StoreFixture.open(copy, writersAfter: 0xbeef_0000)
            .open(#require(RunName(text: "sort-1")), for: .appending)
        #expect(theirs.writer != journal.writer)
        #expect(try await theirs.measured(tree, by: evaluator).isEmpty)
        #expect(try await journal.measured(tree, by: evaluator).count == 1)
    }

    @Test(arguments: ["", "garbage", "\u{0}\n\n", "0000 zzzz\nsha256"])
    func `what is damaged finds nothing and keeps nothing from being found`(damage: String) async throws {
        let journal = try await fixture.startRun()
        let tree = tree(of: journal)
        let file = folder + tree.text.prefix(2)
        let whole = try String(contentsOfFile: file, encoding: .utf8)
        try (whole.dropLast(9) + damage).write(toFile: file, atomically: false, encoding: .utf8)
        #expect(try await journal.measured(tree, by: evaluator).isEmpty)
        try (damage + whole).write(toFile: file, atomically: false, encoding: .utf8)
        #expect(try await journal.measured(tree, by: evaluator).count == 1)
    }

    @Test func `lines of events that are gone cost nothing but a look`() async throws {
        let journal = try await fixture.startRun()
        let tree = tree(of: journal)
        let event = try #require(try await journal.measured(tree, by: evaluator).first?.event)
        let file = folder + tree.text.prefix(2)
        let gone = try String(contentsOfFile: file, encoding: .utf8)
            .replacing(event.text, with: String(repeating: "1", count: 40))
        // A commit that is no event's has the line too.
        let foreign = try String(contentsOfFile: file, encoding: .utf8)
            .replacing(event.text, with: fixture.base.text)
        try (gone + foreign).write(toFile: file, atomically: false, encoding: .utf8)
        #expect(try await journal.measured(tree, by: evaluator).isEmpty)
    }

    @Test func `files stay small, and what came last is found`() async throws {
        let journal = try await fixture.startRun()
        let trees = MeasuredTrees(fixture.study.repository.context, terms: "own")
        let tree = tree(of: journal)
        let events = try (0..<2000).map {
            try #require(CommitID(text: String(format: "%040d", $0)))
        }
        for event in events { trees.add(event, of: tree) }
        #expect(
            try Data(contentsOf: URL(filePath: folder + tree.text.prefix(2))).count <= MeasuredTrees.limit)
        #expect(trees.events(of: tree) == events.suffix(32).reversed())
    }

    @Test func `an evaluator that once gave other figures never counts as one that gives the same`() {
        let trees = MeasuredTrees(fixture.study.repository.context, terms: "own")
        #expect(trees.isReproducible(evaluator) == nil)
        trees.keep(reproducible: true, of: evaluator)
        #expect(trees.isReproducible(evaluator) == true)
        trees.keep(reproducible: false, of: evaluator)
        trees.keep(reproducible: true, of: evaluator)
        #expect(trees.isReproducible(evaluator) == false)
    }

    @Test func `a study that takes nothing up leaves no file`() async throws {
        let other = try StoreFixture()
        _ = try await other.startRun()
        #expect(!FileManager.default.fileExists(atPath: other.repository.path + "/.git/hone/measured"))
    }
}
