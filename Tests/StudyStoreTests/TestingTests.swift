import Foundation
import StudyModel
import Testing

@testable import StudyStore

struct TestingTests {
    private static let sample = Sample(split: .test, examples: ExampleSet(["a", "b", "c", "d"], of: 4))

    /// What a line says of the sealed split: the score and the look.
    private func tested(_ line: [String: Any]) -> [Double] {
        let scores = line["scores"] as? [[String: Any]] ?? []
        let sealed = scores.filter { ($0["sample"] as? [String: Any])?["split"] as? String == "test" }
        return sealed.flatMap { score in
            let metrics = score["metrics"] as? [String: [String: Any]]
            return [metrics?["seconds"]?["value"] as? Double, (score["look"] as? Int).map(Double.init)]
                .compactMap { $0 }
        }
    }

    /// A test of a step's candidate that came to a score.
    private func test(
        _ step: StepRecord, score: Double, in journal: RunJournal, of fixture: StoreFixture
    ) async throws {
        var record = try await journal.beginTest(
            of: try #require(step.candidate), on: Self.sample)
        record.evaluations = [
            RecordedEvaluation(
                of: record.candidate, evaluator: "sha256:00", sample: record.sample, fixture.evaluation(score)
            )
        ]
        try await journal.endTest(record, attachments: [Attachment(path: "stdout", text: "sealed words")])
    }

    private func note(on commit: CommitID?, in fixture: StoreFixture) throws -> [String: Any] {
        let text = try fixture.repository.git("notes", "--ref=hone/score", "show", commit?.text ?? "")
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `a test is announced, made, and written into the line of the candidate`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let step = try await fixture.step(1, in: journal)
        try await test(step, score: 0.5, in: journal, of: fixture)
        try await test(step, score: 0.25, in: journal, of: fixture)
        let kinds = try await journal.operations().suffix(4).map(\.kind)
        #expect(kinds == ["testing", "tested", "testing", "tested"])
        let line = try note(on: step.candidate, in: fixture)
        #expect(tested(line) == [0.25, 2])
        #expect(line["verdict"] as? String == "accepted")
        let view = try await fixture.reopen(for: .reading).currentView()
        #expect(view.tests.count == 2 && view.tests.candidates == 1 && view.tests.open.isEmpty)
        #expect(view.tests.telling(of: step.step)?.look == 2)
        #expect(view.spent.steps == 1)
        try fixture.repository.requireSound()
    }

    @Test func `a test of two counts for both, and is written into both their lines`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let first = try await fixture.step(1, in: journal)
        let second = try await fixture.step(2, in: journal)
        let rival = try #require(first.candidate)
        var record = try await journal.beginTest(
            of: try #require(second.candidate), over: (rival, first.step, nil), on: Self.sample)
        record.evaluations = [(rival, 0.5), (record.candidate, 0.25)].map { commit, score in
            RecordedEvaluation(
                of: commit, evaluator: "sha256:00", sample: record.sample, fixture.evaluation(score))
        }
        try await journal.endTest(record, attachments: [])
        #expect(tested(try note(on: first.candidate, in: fixture)) == [0.5, 1])
        #expect(tested(try note(on: second.candidate, in: fixture)) == [0.25, 1])
        let tests = try await fixture.reopen(for: .reading).currentView().tests
        #expect(tests.count == 1 && tests.candidates == 2)
        #expect([first, second].map { tests.count(of: $0.step) } == [1, 1])
        #expect(tests.telling(of: first.step)?.evaluation?.metrics["seconds"]?.value == 0.5)
        #expect(tests.looks(at: try #require(Self.sample.examples).digest) == 1)
    }

    @Test
    func `a test that compares with the base is not hidden by one in which another is compared with it`()
        async throws
    {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let base = fixture.base
        let first = try await fixture.step(1, in: journal)
        let second = try await fixture.step(2, in: journal)
        for (step, over) in [
            (first, (base, StepID(number: 0, writer: first.step.writer))),
            (first, (try #require(second.candidate), second.step)),
            (second, (try #require(first.candidate), first.step)),
        ] {
            let record = try await journal.beginTest(
                of: try #require(step.candidate), over: (over.0, over.1, nil), on: Self.sample)
            try await journal.endTest(record, attachments: [])
        }
        let tests = try await fixture.reopen(for: .reading).currentView().tests
        #expect(tests.telling(of: first.step)?.over == base)
        #expect(tests.telling(of: second.step)?.over == first.candidate)
    }

    @Test func `what another run's candidate gave in a test is none of a step with its number`() async throws
    {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let first = try await fixture.step(1, in: journal)
        let second = try await fixture.step(2, in: journal)
        let elsewhere = try #require(first.candidate)
        let record = try await journal.beginTest(
            of: try #require(second.candidate), over: (elsewhere, first.step, elsewhere), on: Self.sample)
        try await journal.endTest(record, attachments: [])
        let tests = try await fixture.reopen(for: .reading).currentView().tests
        #expect([first, second].map { tests.count(of: $0.step) } == [0, 1])
        #expect(tests.telling(of: second.step)?.overRun == elsewhere)
        #expect(tests.candidates == 1, "the other is none of this run's")
    }

    @Test
    func `what a test knew of a candidate is no look at it, and a note has the gains by every objective`()
        async throws
    {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let steps = [try await fixture.step(1, in: journal), try await fixture.step(2, in: journal)]
        let rival = try #require(steps[0].candidate)
        try await test(steps[0], score: 0.5, in: journal, of: fixture)
        var record = try await journal.beginTest(
            of: try #require(steps[1].candidate), over: (rival, steps[0].step, nil), on: Self.sample)
        record.evaluations = [(rival, 0.5), (record.candidate, 0.25)].map { commit, score in
            RecordedEvaluation(
                of: commit, source: commit == rival ? .cached : .measured, evaluator: "sha256:00",
                sample: record.sample, fixture.evaluation(score))
        }
        record.gains = [("seconds", 0.25, 0.001), ("size", -3.0, 0.9)].map { metric, gain, p in
            RecordedGain(
                of: record.candidate, over: rival, source: .confirmed, sitting: record.sample.sitting,
                metric: metric,
                comparison: Comparison(
                    test: "sign-flip", gain: gain, low: gain - 0.1, high: gain + 0.1, p: p, n: 4,
                    unit: .example, reference: 0.5),
                confidence: 0.98)
        }
        try await journal.endTest(record, attachments: [])
        let tests = try await fixture.reopen(for: .reading).currentView().tests
        #expect(steps.map { tests.count(of: $0.step) } == [2, 1])
        #expect(steps.map { tests.looks(of: $0.step) } == [1, 1])
        #expect(tested(try note(on: rival, in: fixture)) == [0.5, 1])
        let line = try note(on: record.candidate, in: fixture)
        let sealed = (line["scores"] as? [[String: Any]])?.last
        let gains = sealed?["gains"] as? [[String: Any]]
        #expect(gains?.compactMap { $0["metric"] as? String } == ["seconds", "size"])
        #expect(gains?.compactMap { $0["confirmed"] as? Bool } == [true, false])
        #expect((line["gains"] as? [[String: Any]])?.count == 1, "those of the search are as they were")
        // A lost ref is made again with the same.
        try fixture.repository.git("update-ref", "-d", "refs/notes/hone/score")
        try await fixture.reopen().rebuildProjections()
        #expect(try note(on: record.candidate, in: fixture) as NSDictionary == line as NSDictionary)
    }

    @Test func `what else stands in a candidate's line stays`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let step = try await fixture.step(1, in: journal)
        let candidate = try #require(step.candidate)
        var line = try note(on: candidate, in: fixture)
        line["checked by"] = "me"
        let text = String(decoding: try JSONSerialization.data(withJSONObject: line), as: UTF8.self)
        try fixture.repository.git(
            "notes", "--ref=hone/score", "add", "-f", "-m", text, candidate.text)
        try await test(step, score: 0.5, in: journal, of: fixture)
        let marked = try note(on: candidate, in: fixture)
        #expect(marked["checked by"] as? String == "me")
        #expect(tested(marked) == [0.5, 1])
    }

    @Test func `a note that was removed gets no test, and notes that were lost get theirs back`() async throws
    {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let step = try await fixture.step(1, in: journal)
        let candidate = try #require(step.candidate)
        try fixture.repository.git("notes", "--ref=hone/score", "remove", candidate.text)
        try await test(step, score: 0.5, in: journal, of: fixture)
        #expect(throws: (any Error).self) { try note(on: candidate, in: fixture) }
        try fixture.repository.git("update-ref", "-d", "refs/notes/hone/score")
        try await fixture.reopen().rebuildProjections()
        #expect(tested(try note(on: candidate, in: fixture)) == [0.5, 1])
    }

    @Test func `a test that was killed before its note is marked by the next process`() async throws {
        let fixture = try StoreFixture()
        let step = try await fixture.step(1, in: try await fixture.startRun())
        let failing = try await fixture.reopen(
            failpoints: Failpoints { place in
                if place == "before \(RefNames.score)" { throw FixtureError.stopped(at: place) }
            })
        await #expect(throws: FixtureError.self) {
            try await test(step, score: 0.5, in: failing, of: fixture)
        }
        let next = try await fixture.reopen()
        _ = try await next.events(after: 0)
        #expect(tested(try note(on: step.candidate, in: fixture)) == [0.5, 1])
    }

    @Test func `a test without an end is counted and not repeated`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        let step = try await fixture.step(1, in: journal)
        _ = try await journal.beginTest(of: try #require(step.candidate), on: Self.sample)
        let view = try await fixture.reopen().currentView()
        #expect(view.tests.count(of: step.step) == 1)
        #expect(view.tests.open.count == 1 && view.tests.ended.isEmpty)
    }
}
