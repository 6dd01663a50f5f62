import StudyModel
import Testing

@testable import Commands

struct ComparisonTextTests {
    private let objective = Objective(metric: "ms", direction: .minimize)

    private func lines(_ known: KnownGain?) -> [String] {
        let row = ExampleRow(example: "a", value: 5, other: 6, objective: objective)
        let metric = MetricComparison(
            metric: "ms", split: nil, direction: .minimize, value: 5, other: 6,
            gain: gain(5, over: 6, .stored), trials: .stored, examples: [row])
        let study = Study(
            name: "s", artifact: ArtifactSettings(editable: ["*"]),
            evaluator: EvaluatorSettings(command: TimedCommand(run: .shell("x"), timeout: .seconds(1))),
            objective: objective)
        return ComparisonText.lines(sealed: [metric].telling([known].compactMap { $0 }, of: study))
    }

    private func gain(_ value: Double?, over other: Double, _ source: RecordedGain.Source) -> KnownGain {
        KnownGain(
            Comparison(test: "sign test", gain: other - (value ?? 7), p: 0.25, n: 8, reference: other),
            source: source, confidence: 0.95, on: nil, value: value, objective: objective)
    }

    @Test func `both values are of the sitting that the gain is of, and counts say what they are of`() {
        #expect(
            lines(nil) == [
                "  ms: 6 -> 5, gain +16.7%",
                "    (each measured in its own step, 8 runs, sign test, p = 0.25)",
                "    of 1 example 1 better, 0 worse, 0 the same",
            ])
        #expect(
            lines(gain(8, over: 10, .paired)) == [
                "  ms: 10 -> 8, gain +20.0%", "    (measured in one sitting, 8 runs, sign test, p = 0.25)",
                "    each measured in its own step, of 1 example 1 better, 0 worse, 0 the same",
            ])
        #expect(lines(gain(nil, over: 10, .chained)).first == "  ms: gain +30.0%")
    }
}
