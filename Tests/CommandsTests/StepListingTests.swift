import StudyModel
import Testing

@testable import Commands

/// Steps in the lines of a run and in the table of a log.
struct StepListingTests {
    private let console = Console(isTerminal: false, hasColor: false, width: 0)

    private func step(
        _ number: Int, parent: Int = 0, _ verdict: Verdict, _ evaluations: [RecordedEvaluation],
        why: String? = nil
    ) -> StepRecord {
        StepRecord(
            step: StepID(number: number, writer: Samples.writer), lineage: .first,
            parents: Parents(Samples.id(parent)),
            candidate: Samples.id(number), tree: nil, outcome: .scored, verdict: verdict, why: why,
            summary: "edit \(number)", proposer: "mutation", evaluations: evaluations)
    }

    private func view(_ steps: [StepRecord], _ change: (inout Study) -> Void) -> RunView {
        var study = Samples.study(Objective(metric: "wrong", direction: .minimize))
        change(&study)
        return RunView(Samples.record(of: study), events: steps.map(Event.step))
    }

    private func line(_ number: Int, in view: RunView) -> String? {
        StepLine(.step(view.steps[number]), in: view, of: nil).text(for: console)
    }

    @Test func `a line of a run has every objective, gains of one scale, and what broke a limit`() {
        let view = view([
            step(0, .accepted, [Samples.evaluation(of: 0, ["wrong": 0, "size": 10])]),
            step(1, .accepted, [Samples.evaluation(of: 1, ["wrong": 1, "size": 10])]),
            step(
                2, parent: 1, .accepted,
                [Samples.evaluation(of: 2, ["wrong": 9, "size": 7], source: .cached)]),
            step(
                3, .rejected, [Samples.evaluation(of: 3, ["wrong": 0, "size": 12])],
                why: "'size' is 12, and must be <= 11"),
        ]) { $0.otherObjectives = [Objective(metric: "size", direction: .minimize)] }
        #expect(
            line(2, in: view)
                == "step 2  accepted  wrong 9 (9 wrong worse than base at acceptance, 8 wrong worse than parent at acceptance) · size 7 (+30.0% at acceptance)  0000000  edit 2  (cached)"
        )
        #expect(
            line(3, in: view)
                == "step 3  rejected  wrong 0 (equal to base) · size 12 (-20.0%)  0000000  edit 3  ('size' is 12, and must be <= 11)"
        )
        let table = StepTable(view.steps.map { (step: $0, view: view, leftOut: 0) }).lines(for: console)
            .joined(separator: "\n")
        #expect(
            table.contains("('size' is 12, and must be <= 11) edit 3") && table.contains("accepted, cached"))
    }

    @Test func `a figure stands below the split that it is of, with how much of it where that is a part`() {
        func sample(_ split: Split, _ used: Int) -> Sample {
            Sample(split: split, examples: ExampleSet((0..<used).map { "\(split)\($0)" }, of: 8))
        }
        let view = view([
            step(0, .accepted, [Samples.evaluation(of: 0, ["wrong": 1], on: sample(.train, 8))]),
            step(1, .accepted, [Samples.evaluation(of: 1, ["wrong": 2], on: sample(.validation, 6))]),
        ]) { $0.examples = ExampleSettings(file: "cases.jsonl") }
        let rows = StepTable(view.steps.map { (step: $0, view: view, leftOut: 3) }).lines(for: console)
            .joined(separator: "\n")
            .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(
            rows[0] == [
                "step", "standing", "train", "vs", "base", "validation", "lineage", "commit", "summary",
            ])
        #expect(rows[1].prefix(4) == ["s-1:0", "base", "*best", "1"])
        #expect(rows[2] == ["⋮", "3", "more", "steps"])
        #expect(rows[3].prefix(6) == ["s-1:1", "accepted", "-", "2", "on", "6"])
    }
}
