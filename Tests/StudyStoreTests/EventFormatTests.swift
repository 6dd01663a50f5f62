import Foundation
import StudyModel
import Testing
import Text

@testable import StudyStore

/// What a journal holds must come back as it was.
struct EventFormatTests {
    private static let writer = WriterID(text: "9f3c01aa")!
    private static let other = WriterID(text: "00000002")!
    private static let step = StepID(number: 3, writer: writer)
    private static let foreign = StepID(number: 4, writer: other)

    private static func commit(_ number: Int) -> CommitID {
        CommitID(text: String(repeating: "\(number)", count: 40))!
    }

    /// The gain of a race that accepted, of which neither p nor bounds are made.
    private static let raced = RecordedGain(
        of: commit(2), over: commit(3), source: .atAcceptance, sitting: "3.1", metric: "seconds",
        comparison: Comparison(
            test: "Wilcoxon signed-rank race", gain: 0.25, n: 6, unit: .pair, reference: 1.25),
        confidence: 0.95)
    private static let gain = RecordedGain(
        of: commit(3), over: commit(1), source: .paired, sitting: "3.1", metric: "seconds",
        comparison: Comparison(
            test: "Wilcoxon signed-rank (exact)", gain: 0.25, low: 0.125, high: 0.5, p: 0.03125, n: 5,
            unit: .pair, reference: 1), confidence: 0.95, looks: 2)

    /// With everything that an evaluation can have.
    private static let evaluation: RecordedEvaluation = {
        let summary = MetricSummary(
            value: 0.1 + 0.2, direction: .minimize, n: 2, sd: 0,
            interval: ConfidenceInterval(low: 0.2, high: 0.4, confidence: 0.95))
        var found = Evaluation(
            outcome: .scored, metrics: ["seconds": summary], feedback: "a \u{2028} \"b\"\n\u{1} é 😀",
            commandRuns: 4, wallSeconds: 1.5, usage: Usage(tokensIn: 3, tokensOut: 1, cost: 0.5))
        found.gates = ["quick": 0.25]
        let sample = Sample(
            split: .train, examples: ExampleSet(["b", "a"], of: 15), repeats: 2, sitting: "3.1")
        let attempt = EvaluationAttempt(
            id: "3.1.2", executor: "local", host: "h", end: .preempted, reason: "the queue")
        return RecordedEvaluation(
            of: commit(3), source: .cached, from: commit(8), evaluator: "sha256:00", sample: sample,
            attempts: [attempt], found)
    }()

    private static let pooled = RecordedEvaluation(
        of: commit(3), source: .pooled, parts: ["3.1", "3.2"], evaluator: "sha256:00",
        sample: Sample(repeats: 2), Evaluation(outcome: .scored))

    private static let failed = RecordedEvaluation(
        of: commit(1), evaluator: "sha256:00", sample: Sample(repeats: 1, sitting: "3.0"),
        Evaluation(outcome: Outcome(rawValue: "melted"), reason: "too hot", commandRuns: 1, wallSeconds: 1))

    private static let land = LandRecord(
        id: "l1", candidate: commit(3), onto: "refs/heads/main", from: commit(0), result: commit(9),
        recordedAt: 5)

    private static let b = LineageName(ordinal: 1)

    private static let undo = UndoRecord(event: commit(7), landing: "undo-7", recordedAt: 6)

    private static func sized(_ record: StepRecord) -> StepRecord {
        var record = record
        record.size = ChangeSize(lines: 3, files: 2)
        return record
    }

    static let events: [Event] = [
        .step(
            sized(
                StepRecord(
                    step: step, lineage: .first, parents: Parents(commit(1), [commit(2)]),
                    candidate: commit(3), tree: nil,
                    outcome: .scored, verdict: .accepted, why: "gain 0.25",
                    moves: [
                        LineageMove(b, .born(at: commit(1))), LineageMove(b, .advanced(to: commit(3))),
                        LineageMove(.first, .ended(why: "b gained more")),
                    ], gains: [gain, raced], summary: "Try",
                    proposer: "chat", edit: "blocks", evaluations: [failed, evaluation, pooled], seed: .max,
                    proposerUsage: Usage(tokensIn: 10, tokensOut: 2, cost: 0.25),
                    calls: ModelCalls(model: "tiny", count: 2, seconds: 1.25, isEstimated: true),
                    wallSeconds: 2.5, recordedAt: 1_700_000_000, round: 2, turn: 1))),
        .step(
            StepRecord(
                step: step, lineage: .first, parents: Parents(commit(1)), candidate: nil, tree: nil,
                outcome: .noProposal, reason: "nothing", verdict: nil, summary: "", proposer: "mutation")),
        .resumed(
            ResumeRecord(
                settings: .init(["budget.steps": .init(value: .number(8), origin: .option)]),
                evaluator: EvaluatorIdentity(id: "sha256:00", parts: ["files": "sha256:02"]),
                host: HostFacts(id: "h", cores: 2), programs: ["hone": "1"], algorithms: ["random": 2],
                needs: 2,
                recordedAt: 1)),
        .evaluatorChanged(
            EvaluatorChangeRecord(
                evaluator: EvaluatorIdentity(id: "sha256:01", parts: ["files": "sha256:02"]),
                changed: ["files"], recordedAt: 1)),
        .compared(
            CompareRecord(
                purpose: .confirmation, confirmed: true, evaluations: [failed, evaluation], gains: [gain],
                recordedAt: 1)),
        .compared(
            CompareRecord(
                purpose: .landing, confirmed: false, evaluations: [evaluation], gains: [], recordedAt: 1)),
        .compared(
            CompareRecord(
                purpose: .confirmation, confirmed: false, obstacle: "validation accepted", evaluations: [],
                gains: [gain], recordedAt: 1)),
        .finished(
            FinishRecord(
                reason: .exhausted, winner: commit(3), winnerStep: foreign, compared: commit(5),
                commandRuns: 40, usage: Usage(tokensIn: 1), recordedAt: 6)),
        .lineage(
            LineageRecord(
                lineage: .first, change: .ended, candidate: commit(3), by: .program, why: "no gain",
                recordedAt: 1)),
        .reverted(
            RevertRecord(lineage: .first, to: commit(1), toStep: foreign, commit: commit(8), recordedAt: 1)),
        .forked(
            ForkRecord(
                lineage: .first, from: commit(1), fromStep: foreign, knows: step, writer: writer,
                recordedAt: 2)),
        .adopted(AdoptRecord(lineage: .first, head: commit(5), previous: commit(4), recordedAt: 3)),
        .branchDeleted(BranchDeletedRecord(lineage: .first, head: commit(5), recordedAt: 4)),
        .landing(land), .landed(land),
        .testing(
            TestRecord(
                id: "t", candidate: commit(3), step: step, look: 1, sample: evaluation.sample, recordedAt: 7)),
        .tested(
            TestRecord(
                id: "t", candidate: commit(3), step: step, over: commit(1), overStep: foreign, look: 1,
                sample: evaluation.sample, evaluations: [evaluation], gains: [gain], recordedAt: 8)),
        .testing(
            TestRecord(
                id: "t", candidate: commit(3), step: step, over: commit(1), overStep: foreign,
                overRun: commit(9), look: 2, sample: evaluation.sample, recordedAt: 7)),
        .reviewed(
            ReviewRecord(
                candidate: commit(3), decision: .reject, text: "no\nno", name: "A", email: "a@b.c",
                by: .program, recordedAt: 9)),
        .undone(undo), .redone(undo), .restored(undo),
        .renamed(
            RenameRecord(from: RunName(text: "sort-1")!, to: RunName(text: "best")!, recordedAt: 1)),
        .deleted(DeletionRecord(run: RunName(text: "sort-1")!, recordedAt: 1)),
        .verified(
            VerifyRecord(
                candidate: commit(3), step: step, over: commit(0), host: "h", evaluations: [evaluation],
                gains: [gain], recordedAt: 1)),
        .noted(
            RemarkRecord(text: "Try heaps", candidate: commit(3), name: "A", email: "a@b.c", recordedAt: 1)),
        .unknown(UnknownRecord(kind: "blessed", version: 1, isOptional: true, recordedAt: 1)),
    ]

    private static let place = EventPlace(writer: writer, clock: 17, saw: [other: commit(2)])

    private func fields(of event: Event) -> [String: JSONValue] {
        let bytes = EventDocument(event, at: Self.place).bytes(currency: "EUR")
        return JSONReader.read(bytes[...])?.fields ?? [:]
    }

    @Test(arguments: events)
    func `an event comes back as it was, and where it stands`(event: Event) throws {
        let document = try EventDocument(EventDocument(event, at: Self.place).bytes(currency: "EUR"))
        #expect(document.event == event)
        #expect(document.place == Self.place)
    }

    @Test(arguments: events)
    func `an event says its kind and writer, and never null`(event: Event) throws {
        let fields = fields(of: event)
        #expect(fields["kind"]?.string == event.kind)
        #expect(fields["writer"]?.string == "9f3c01aa")
        #expect(fields["clock"]?.number == 17)
        #expect(fields["at"]?.string?.hasSuffix("Z") == true)
        #expect(!JSONValue.object(fields).text.contains("null"))
        #expect(fields.keys.allSatisfy { key in key.allSatisfy { $0.isLowercase || $0 == "_" } })
    }

    @Test func `every kind that is read is written under its own word`() {
        let known = Self.events.dropLast().map(\.kind)
        #expect(Set(known) == Set(Event.kinds.keys))
    }

    @Test func `a seed is text, and money has its currency`() {
        let step = fields(of: Self.events[0])
        #expect(step["seed"]?.string == "18446744073709551615")
        #expect(step["proposer"]?["cost"]?["currency"]?.string == "EUR")
        #expect(step["proposer"]?["tokens"]?["in"]?.number == 10)
    }

    @Test func `a trial comes back as it was`() throws {
        let trial = Trial(
            example: "e 1", repetition: 2, seed: .max, outcome: .timedOut, metrics: ["seconds": 1e-300],
            feedback: "f", output: "o", trace: "traces/e.2.jsonl",
            traceExtent: TraceExtent(total: 90, kept: [1...3, 80...90]),
            usage: Usage(tokensIn: 1, tokensOut: 2, cost: 3), wallSeconds: 0.5)
        let line = TrialLine(of: Self.commit(3), evaluation: 1, trial: trial)
        let copy = try TrialLine(ObjectWriter.line(currency: "USD", line.write))
        #expect(copy.trial == trial && copy.evaluation == 1 && copy.of == Self.commit(3))
    }

    @Test func `the digest of a set of examples does not depend on their order`() {
        #expect(ExampleSet(["b", "a"], of: 3) == ExampleSet(["a", "b", "a"], of: 3))
        // printf 'a\nb\n' | sha256sum
        let digest = "sha256:911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2"
        #expect(ExampleSet(["b", "a"], of: 3)?.digest == digest)
        #expect(ExampleSet([], of: 3) == nil)
    }

    @Test(arguments: [0.1 + 0.2, 1e-300, 1.7976931348623157e308, -0.0, .leastNonzeroMagnitude, 1e21, 3])
    func `a number comes back to the last bit`(value: Double) throws {
        let bytes = ObjectWriter.bytes { $0.put("x", value) }
        let copy: Double = try Fields(bytes).value("x")
        #expect(copy.bitPattern == value.bitPattern)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what is no number in JSON is left out`(value: Double) {
        #expect(ObjectWriter.bytes { $0.put("x", value) } == Array("{}".utf8))
    }
}
