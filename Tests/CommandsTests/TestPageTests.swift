import Listings
import StudyModel
import Testing

@testable import Commands

struct TestPageTests {
    private let commit = CommitID(text: String(repeating: "c", count: 40))!

    /// The page of a candidate's look at the test split beside another, of which there were `pooled`.
    private func lines(pooled: Int, sd: Double? = nil, repeats: Int = 1) -> [String] {
        let step = StepID(number: 1, writer: Samples.writer)
        let evaluation = RecordedEvaluation(
            of: commit, evaluator: "sha256:00", sample: Sample(split: .test),
            Evaluation(
                outcome: .scored,
                metrics: ["score": MetricSummary(value: 0.7259, direction: nil, n: 1, sd: sd)]))
        let record = StepRecord(
            step: step, lineage: .first, parents: Parents(commit), candidate: commit, tree: nil,
            outcome: .scored, verdict: .accepted, summary: "edit", proposer: "mutation",
            evaluations: [evaluation])
        let test = TestRecord(
            id: "t", candidate: commit, step: step, look: pooled,
            sample: Sample(split: .test, examples: ExampleSet(["a", "b"], of: 2), repeats: repeats),
            evaluations: [evaluation], recordedAt: 0)
        let view = RunView(
            Samples.record(of: Samples.study(Objective(direction: .maximize)), base: commit),
            events: [.step(record)])
        return TestPage(
            TestReport(
                view: view, step: view.steps[0], test: test, over: .init(view: view, step: view.steps[0]),
                pooled: pooled)
        ).lines
    }

    @Test func `figures of several tests put together say so beside the score of the last`() {
        #expect(lines(pooled: 1).contains("  against s-1:1"))
        #expect(lines(pooled: 2).contains("  against s-1:1, 2 tests of the two put together"))
    }

    @Test func `why a score has no interval is what its examples show`() {
        #expect(lines(pooled: 1, sd: 0).contains("  2 examples; no interval, since all have one value"))
        #expect(lines(pooled: 1, sd: 0.1).contains("  2 examples; too few for an interval"))
        let either = "no interval: they are too few, or come to one value however they are drawn"
        #expect(lines(pooled: 1).contains("  2 examples; " + either))
        #expect(lines(pooled: 1, sd: 0.1, repeats: 2).contains("  2 examples, 2 repeats; " + either))
    }
}
