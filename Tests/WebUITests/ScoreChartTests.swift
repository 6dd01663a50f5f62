import StudyModel
import Testing

@testable import WebUI

struct ScoreChartTests {
    private func chart(_ events: [Event], spread: Double? = nil) -> ScoreChart {
        let series = ScoreSeries(RunView(Samples.record(), events: events), spread: spread)
        return ScoreChart(series, frame: .wide)
    }

    private func html(_ chart: ScoreChart) throws -> String { try Pages.render("score_chart", chart) }

    @Test func `a run without a score says so, and has no axis to read values from`() throws {
        for events in [[], [Samples.step(0, score: nil, accepted: true)]] {
            let chart = chart(events)
            #expect(chart.empty == "no scores yet")
            #expect(chart.valueTicks.isEmpty && chart.bestLine == nil && chart.baseline == nil)
            #expect(!(try html(chart).contains("nan")))
        }
    }

    @Test func `the base alone is one mark within the drawing`() throws {
        let chart = chart([Samples.step(0, score: 5, accepted: true)])
        #expect(chart.accepted.count == 1)
        #expect(chart.accepted.first?.look == "base")
        let text = try html(chart)
        #expect(!text.contains("nan") && !text.contains("inf"))
    }

    @Test(arguments: [0.0, -4, 1e-12, 1e12])
    func `scores that are all the same are drawn`(score: Double) throws {
        let chart = chart((0..<5).map { Samples.step($0, score: score, accepted: $0 == 0) }, spread: 0)
        let text = try html(chart)
        #expect(!text.contains("nan") && !text.contains("inf"))
        #expect(chart.band == nil)
        #expect(chart.rejected.count == 4)
    }

    @Test func `noise is drawn around single runs of the base, and around no mean over examples`() {
        func band(_ change: (inout RunRecord) -> Void = { _ in }) -> ScoreChart.Band? {
            var record = Samples.record()
            change(&record)
            let events = (0..<3).map { Samples.step($0, score: 100 - Double($0), accepted: true) }
            return ScoreChart(ScoreSeries(RunView(record, events: events), spread: 0.5), frame: .wide).band
        }
        #expect(band() != nil)
        #expect(band { $0.study.examples = ExampleSettings(file: "cases.jsonl") } == nil)
    }

    @Test func `a score far from the others is a triangle at the edge`() {
        let near = (1...5).map { Samples.step($0, score: 100 - Double($0), accepted: false) }
        let far = Samples.step(6, score: 90_000, accepted: false)
        let chart = chart([Samples.step(0, score: 100, accepted: true)] + near + [far], spread: 2)
        #expect(chart.off.count == 1)
        #expect(chart.off.first?.title.contains("step 6: rejected 90000") == true)
        #expect(chart.rejected.count == 5)
    }

    @Test func `half a run that is worse than a base which nothing beat is within the drawing`() {
        let scores = [10.0, 11, 13, 20, 23, 11, 13, 20, 23, 10]
        let steps = scores.enumerated().map { Samples.step($0 + 1, score: $1, accepted: false) }
        let chart = chart([Samples.step(0, score: 10, accepted: true)] + steps)
        #expect(chart.off.isEmpty && chart.offWords == nil)
    }

    @Test func `what lies outside the drawing is named`() {
        let near = (1...9).map { Samples.step($0, score: 100 - Double($0), accepted: false) }
        let far = (10...11).map { Samples.step($0, score: 90_000, accepted: true) }
        let chart = chart([Samples.step(0, score: 100, accepted: true)] + near + far)
        #expect(
            chart.offWords
                == "Outside the drawing, the triangles at its edge: step 10 with 90000, step 11 with 90000.")
        #expect(chart.accepted.count == 1, "what was accepted too")
    }

    @Test func `what was accepted, rejected and failed is told apart by its shape`() throws {
        let chart = chart([
            Samples.step(0, score: 10, accepted: true), Samples.step(1, score: 8, accepted: true),
            Samples.step(2, from: 1, score: 9, accepted: false),
            Samples.step(3, from: 1, score: nil, accepted: false),
        ])
        #expect(chart.accepted.map(\.look) == ["base", "accepted best"])
        #expect(chart.rejected.count == 1 && chart.failed.count == 1)
        #expect(chart.labels.map(\.text) == ["baseline 10", "best 8"])
        #expect(chart.description.contains("1 steps were accepted, 1 rejected, 1 have no score"))
    }

    @Test func `a thousand steps are drawn in little space`() throws {
        let chart = ScoreChart(ScoreSeries(Samples.long(1000), spread: 1), frame: .wide)
        #expect(chart.rejected.isEmpty && chart.rejectedPath != nil)
        #expect(chart.accepted.count == 100)
        #expect(chart.density == "dense" && chart.radius == "2.5")
        #expect(try html(chart).utf8.count < 60_000)
    }

    @Test func `what ran beside its parent is drawn by its gain, not by scores of different sittings`() {
        guard case .step(var step) = Samples.step(1, score: 8, accepted: true) else { return }
        step.evaluations[0].sample.sitting = "1.1"
        step.gains = [
            RecordedGain(
                of: Samples.commit(1), over: Samples.commit(0), source: .paired, sitting: "1.1",
                metric: "score", comparison: Comparison(test: "signed-rank", gain: 2, n: 5, reference: 10),
                confidence: 0.95)
        ]
        let view = RunView(
            Samples.record(), events: [Samples.step(0, score: 40, accepted: true), .step(step)])
        let series = ScoreSeries(view, spread: 3)
        #expect(series.points.map(\.score) == [0, 20] && series.baseline == 0)
        #expect(series.name == "gain over the base, percent" && series.spread == nil)
    }
}
