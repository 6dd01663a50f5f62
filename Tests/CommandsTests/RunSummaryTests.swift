import Listings
import StudyModel
import Testing

@testable import Commands

/// What is said at the end of a run, which is what every listing says of it.
struct RunSummaryTests {
    private static let writer = WriterID(text: "9f3c01aa")!
    private static let base = CommitID(text: "c" + String(repeating: "0", count: 39))!
    private static let winner = CommitID(text: "c" + String(repeating: "1", count: 39))!

    private static func step(_ number: Int, of candidate: CommitID, score: Double) -> Event {
        let evaluation = Evaluation(
            outcome: .scored,
            metrics: ["ms": MetricSummary(value: score, direction: .minimize, n: 5, sd: 1)], commandRuns: 5)
        return .step(
            StepRecord(
                step: StepID(number: number, writer: writer), lineage: .first, parents: Parents(base),
                candidate: candidate, tree: TreeID(text: candidate.text)!, outcome: .scored,
                verdict: .accepted, moves: [LineageMove(.first, .advanced(to: candidate))],
                summary: "a change",
                proposer: "mutation",
                evaluations: [
                    RecordedEvaluation(of: candidate, evaluator: "sha256:00", sample: Sample(), evaluation)
                ], recordedAt: Int64(number)))
    }

    /// An end of which the winner came to a gain in pairs, with the lower bound told.
    private static func closing(_ gain: Double, low: Double?, obstacle: String? = nil) -> Event {
        let comparison = Comparison(
            test: "signed-rank", gain: gain, low: low, high: low.map { 2 * gain - $0 },
            p: low.map { $0 > 0 ? 0.001 : 0.2 }, n: 20, unit: .pair, reference: 10)
        return .compared(
            CompareRecord(
                purpose: .confirmation, confirmed: (low ?? 0) > 0, obstacle: obstacle, evaluations: [],
                gains: [
                    RecordedGain(
                        of: winner, over: base, source: .confirmed, metric: "ms", comparison: comparison,
                        confidence: 0.96)
                ], recordedAt: 0))
    }

    private static func view(_ closings: [Event]) -> RunView {
        let command = TimedCommand(run: .shell("./run.sh"), timeout: .seconds(60))
        let study = Study(
            name: "sort", artifact: ArtifactSettings(editable: ["src/**"]),
            evaluator: EvaluatorSettings(command: command),
            objective: Objective(metric: "ms", direction: .minimize))
        let record = RunRecord(
            run: RunName(text: "sort-1")!, writer: writer, study: study, base: base,
            baseTree: TreeID(text: base.text)!, evaluator: EvaluatorIdentity(id: "sha256:00"),
            programs: ["hone": "1"], startedAt: 0)
        let finish = FinishRecord(
            reason: .steps, winner: winner, winnerStep: StepID(number: 1, writer: writer), recordedAt: 0)
        return RunView(
            record,
            events: [step(0, of: base, score: 10), step(1, of: winner, score: 8)] + closings
                + [.finished(finish)])
    }

    struct Ends: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let closings: [Event]
        let gain: String
        let isConfirmed: Bool
    }

    @Test(arguments: [
        Ends(
            testDescription: "confirmed", closings: [closing(2, low: 1)], gain: "+20.0%", isConfirmed: true),
        Ends(
            testDescription: "not confirmed", closings: [closing(2, low: -1)], gain: "+20.0%",
            isConfirmed: false),
        Ends(
            testDescription: "confirmed, and then not again",
            closings: [closing(2, low: 1), closing(1, low: -1)], gain: "+20.0%", isConfirmed: true),
        Ends(
            testDescription: "confirmed, and then without a claim",
            closings: [closing(2, low: 1), closing(3, low: nil, obstacle: "a person had a say")],
            gain: "+20.0%", isConfirmed: true),
        Ends(
            testDescription: "confirmed by a later look",
            closings: [closing(2, low: -1), closing(3, low: 1)],
            gain: "+30.0%", isConfirmed: true),
    ])
    func `the end of a run says what the run knows of the pair, as every listing does`(ends: Ends) throws {
        let view = Self.view(ends.closings)
        let lines = RunSummary(view, finish: view.finish).lines
        let known = try #require(view.gain(of: Self.winner, over: Self.base))
        #expect(known.short == ends.gain && known.isConfirmed == ends.isConfirmed)
        let said = ends.isConfirmed ? "sort-1:1 is better than the base by" : "No improvement confirmed:"
        #expect(lines.contains { $0.hasPrefix(said) && $0.contains(known.text) }, "\(lines)")
        #expect(lines.last?.contains("hone land sort-1:best") == ends.isConfirmed)
        let event = try #require(view.finish).record.words(as: "finished", in: view)
        #expect(event.hasSuffix(ends.isConfirmed ? ", gain confirmed" : ", no gain confirmed"))
        let json = RunStatus(view: view).document.filter { !$0.isWhitespace }
        #expect(json.contains("\"confirmed\":\(ends.isConfirmed)"))
        #expect(json.ranges(of: "\"estimate\":\(Int(known.estimate))").count == 2)
    }

    @Test func `a winner without a comparison at the end is no base that is still the best`() {
        let view = Self.view([])
        let lines = RunSummary(view, finish: view.finish).lines
        #expect(
            lines.contains { $0.hasPrefix("No improvement confirmed: sort-1:1 against the base gave +20.0%") }
        )
    }
}
