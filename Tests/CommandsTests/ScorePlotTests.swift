import StudyModel
import Testing

@testable import Commands

/// A run's curve in characters.
struct ScorePlotTests {
    private func lines(_ scores: [(Double?, Verdict?)], width: Int) -> [String] {
        var view = RunView(Samples.record())
        for (number, (score, verdict)) in scores.enumerated() {
            view.apply(step(number, score, verdict))
        }
        return ScorePlot(view, by: 0).lines(for: Console(isTerminal: true, hasColor: false, width: width))
    }

    private static let course: [(Double?, Verdict?)] = [
        (10, .accepted), (12, .rejected), (8, .accepted), (nil, nil), (9, .rejected), (5, .accepted),
    ]

    @Test(arguments: [60, 100]) func `it fits the terminal and shows each step as what it came to`(width: Int)
    {
        let lines = lines(Self.course, width: width)
        #expect(lines.allSatisfy { $0.count <= width })
        let drawing = lines.dropFirst().prefix { !$0.contains("└") }.joined()
        #expect(drawing.count { $0 == "◆" } == 1 && drawing.count { $0 == "○" } == 1)
        #expect(drawing.count { $0 == "●" } == 1 && drawing.count { $0 == "·" } == 2)
        #expect(drawing.count { $0 == "×" } == 1)
        #expect(lines[0] == "score, lower is better")
        #expect(lines.last == "◆ base  ● best  ○ accepted  · rejected  × no score")
    }

    @Test func `what is better of a score to be small lies lower, and the line of the best goes down to it`()
        throws
    {
        let lines = lines(Self.course, width: 80)
        let row = { (mark: Character) in try #require(lines.firstIndex { $0.contains(mark) }) }
        #expect(try row("◆") < row("○") && row("○") < row("●"))
        let best = try #require(lines.first { $0.contains("●") })
        let base = try #require(lines.first { $0.contains("◆") })
        #expect(best.firstIndex(of: "●")! > base.firstIndex(of: "◆")!)
    }

    @Test func `an outlier lies at the edge and presses nothing together`() {
        let lines = lines(Self.course + [(100_000, .rejected)], width: 80)
        #expect(lines[1].contains("▲"))
        #expect(lines.joined().contains("1 lies outside of the drawing"))
    }

    @Test func `without a score there is nothing to draw`() {
        #expect(lines([(nil, nil)], width: 80).last == "no scores yet")
    }

    private func step(_ number: Int, _ score: Double?, _ verdict: Verdict?) -> Event {
        .step(
            StepRecord(
                step: StepID(number: number, writer: Samples.writer), lineage: .first,
                parents: Parents(Samples.id(0)),
                candidate: Samples.id(number), tree: nil, outcome: score == nil ? .crashed : .scored,
                verdict: verdict, why: nil,
                moves: verdict == .accepted ? [LineageMove(.first, .advanced(to: Samples.id(number)))] : [],
                summary: "edit", proposer: "mutation",
                evaluations: [
                    score.map { Samples.evaluation(of: number, ["score": $0]) }
                        ?? RecordedEvaluation(
                            of: Samples.id(number), evaluator: "sha256:00", sample: Sample(),
                            Evaluation(outcome: .crashed))
                ]))
    }
}
