import Listings
import StudyModel
import Testing

@testable import WebUI

struct RunRowTests {
    private func row(_ closing: CompareRecord?) -> RunRow {
        let events = [Samples.step(0, score: 10, accepted: true), Samples.step(1, score: 9, accepted: true)]
        return RunRow(
            RunStatus(
                view: RunView(
                    Samples.record(), events: events + [closing].compactMap { $0.map { .compared($0) } })))
    }

    private func closing(confirmed: Bool, obstacle: String? = nil) -> CompareRecord {
        let gain = RecordedGain(
            of: Samples.commit(1), over: Samples.commit(0), source: obstacle == nil ? .confirmed : .paired,
            metric: "seconds",
            comparison: Comparison(test: "sign test", gain: 2, p: 0.1, n: 4, unit: .pair, reference: 10),
            confidence: 0.95)
        return CompareRecord(
            purpose: .confirmation, confirmed: confirmed, obstacle: obstacle, evaluations: [], gains: [gain],
            recordedAt: 0)
    }

    @Test func `beside the score that selects, a gain of train says that it is one`() throws {
        func step(_ number: Int, train: Double, validation: Double) throws -> Event {
            guard case .step(var step) = Samples.step(number, score: train, accepted: true) else {
                throw CancellationError()
            }
            let candidate = try #require(step.candidate)
            let examples = ExampleSet(["a"], of: 1)
            step.evaluations[0].sample = Sample(examples: examples, sitting: "\(number).1")
            step.evaluations.append(
                RecordedEvaluation(
                    of: candidate, evaluator: "sha256:00",
                    sample: Sample(split: .validation, examples: examples, sitting: "\(number).2"),
                    Samples.evaluation(validation)))
            if number > 0 {
                step.gains = [
                    RecordedGain(
                        of: candidate, over: Samples.commit(0), source: .paired, sitting: "\(number).1",
                        metric: "seconds",
                        comparison: Comparison(test: "sign test", gain: 2, n: 4, unit: .pair, reference: 10),
                        confidence: 0.95)
                ]
            }
            return .step(step)
        }
        var record = Samples.record()
        record.study.examples = ExampleSettings(file: "cases.jsonl")
        record.study.search.select = .validation
        let view = RunView(
            record,
            events: [
                try step(0, train: 10, validation: 20), try step(1, train: 8, validation: 19),
            ])
        #expect(
            RunVerdict(view, isStepping: true).sentence.contains(", +20.0% on train against the base"))
        #expect(RunFigures(view).all.contains { $0.name == "Gain" && $0.value == "+20.0% on train" })
        #expect(RunRow(RunStatus(view: view)).gain == "+20.0% on train*")
    }

    @Test func `a star is of what the search alone measured, and no gain that was measured apart has one`() {
        #expect(row(nil).gain == "+10.0% at acceptance*")
        #expect(row(closing(confirmed: false)).gain == "+20.0%, not confirmed")
        #expect(row(closing(confirmed: true)).gain == "+20.0%")
        #expect(row(closing(confirmed: false, obstacle: "train accepts")).gain == "+20.0%, no claim")
    }
}
