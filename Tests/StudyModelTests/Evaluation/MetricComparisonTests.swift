import StudyModel
import Testing

/// One gain a pair and a split, with the values and the test that are of it.
struct MetricComparisonTests {
    private let objective = Objective(direction: .minimize)

    private func gain(
        _ value: Double?, over other: Double, p: Double? = nil, on split: Split? = nil,
        by source: RecordedGain.Source = .stored, test: String = "sign test", obstacle: String? = nil,
        reservation: KnownGain.Reservation? = nil
    ) -> KnownGain {
        KnownGain(
            Comparison(
                test: test, gain: other - (value ?? 1), low: p == nil ? nil : 0.1, high: p == nil ? nil : 9,
                p: p, n: 20, unit: .example, reference: other),
            source: source, confidence: 0.95, on: split.map { Sample(split: $0) }, value: value,
            obstacle: obstacle, reservation: reservation, objective: objective)
    }

    private func trials(on split: Split?, _ value: Double, over other: Double, p: Double?)
        -> MetricComparison
    {
        MetricComparison(
            metric: "score", split: split, direction: .minimize, value: value, other: other,
            gain: gain(value, over: other, p: p), trials: .stored,
            examples: [ExampleRow(example: "a", value: value, other: other, objective: objective)])
    }

    private func study(_ examples: ExampleSettings? = ExampleSettings(file: "c.jsonl")) -> Study {
        var study = Examples.study()
        study.examples = examples
        return study
    }

    @Test func `a gain of another split has a line of its own, without the examples of this one`() throws {
        let apart = gain(7, over: 10, p: 0.01, on: .confirm, by: .confirmed)
        let told = [trials(on: .train, 4, over: 8, p: 0.2)].telling([apart], of: study())
        #expect(told.map(\.split) == [.confirm, .train])
        #expect(told.map(\.gain?.comparison.p) == [0.01, 0.2])
        #expect(told.map(\.examples.count) == [0, 1])
        #expect(told.map(\.sides?.value) == [7, 4] && told.map(\.sides?.other) == [10, 8])
    }

    @Test func `values beside a gain are of its own sittings, or there are none`() throws {
        let line = trials(on: nil, 100.8, over: 100.1, p: nil)
        let choice = try #require([line].telling([gain(99, over: 99.5, by: .paired)], of: study(nil)).first)
        #expect(choice.sides?.value == 99 && choice.sides?.other == 99.5 && !choice.isOfTrials)
        let chain = try #require([line].telling([gain(nil, over: 99.5, by: .chained)], of: study(nil)).first)
        #expect(chain.sides == nil && !chain.isOfTrials)
        #expect(line.sides?.value == 100.8 && line.isOfTrials)
        let rounded = MetricComparison(
            metric: "score", split: nil, direction: .minimize, value: 0.3, other: 0.1 + 0.2,
            gain: gain(0.3, over: 0.3), trials: .stored, examples: [])
        #expect(rounded.sides?.other == 0.3 && rounded.isOfTrials)
    }

    @Test func `what the step was judged by is the one test of the pair`() throws {
        let judged = gain(8, over: 10.1, p: 0.06277, on: .train)
        let told = [trials(on: .train, 8, over: 10, p: 0.007937)].telling([judged], of: study())
        #expect(told.map(\.gain) == [judged])
        // Of two that nobody judged, the trials alone know how sure the difference is.
        let scores = gain(8, over: 10, on: .train, test: "difference of scores")
        let unjudged = [trials(on: .train, 8, over: 10, p: 0.007937)].telling([scores], of: study())
        #expect(unjudged.first?.gain?.comparison.p == 0.007937)
        // But not where they decided about one of the two.
        let decided = gain(8, over: 10, on: .train, test: "difference of scores", reservation: .accepted)
        let bare = [trials(on: .train, 8, over: 10, p: 0.007937)].telling([decided], of: study())
        #expect(bare.first?.gain?.comparison.p == nil && bare.first?.gain?.comparison.low == nil)
    }

    @Test func `where there can be no claim, no line by the objective has a p or bounds`() {
        let obstacle = "the validation examples decide which candidates are accepted"
        let none = gain(8, over: 10, p: 0.0096, on: .validation, by: .paired, obstacle: obstacle)
        let lines = [trials(on: .validation, 8, over: 10, p: 0.01), trials(on: .train, 4, over: 8, p: 0.02)]
        for line in lines.telling([none], of: study()) {
            let gain = line.gain
            #expect(gain?.comparison.p == nil && gain?.comparison.low == nil && gain?.comparison.high == nil)
            #expect(gain?.verdict == "no claim" && gain?.origin.hasSuffix("20 examples, " + obstacle) == true)
        }
    }
}
