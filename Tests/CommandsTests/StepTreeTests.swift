import StudyModel
import Testing

@testable import Commands

struct StepTreeTests {
    private let writer = WriterID(text: "00000001")!
    private let console = Console(isTerminal: false, hasColor: false, width: 0)

    @Test func `an accepted chain runs straight and the rejected hang off it`() {
        var view = RunView(record)
        view.apply(step(0, parent: 0, score: 10, .accepted))
        view.apply(step(1, parent: 0, score: 11, .rejected))
        view.apply(step(2, parent: 0, score: 9, .accepted))
        view.apply(step(3, parent: 2, score: 8, .accepted))
        #expect(
            StepTree(view, RunOutline(view)).lines(for: console) == [
                "s-1:0 10 base  edit 0", "├─ s-1:1 11 (-10.0%) rejected  edit 1",
                "s-1:2 9 (+10.0% at acceptance) accepted  edit 2",
                "s-1:3 8 (+20.0% at acceptance) accepted *best  edit 3",
            ])
    }

    @Test func `a lineage that was born aside is drawn below its origin`() {
        var view = RunView(record)
        view.apply(step(0, parent: 0, score: 10, .accepted))
        view.apply(step(1, parent: 0, score: 9, .accepted))
        view.apply(step(2, parent: 1, score: 8, .accepted))
        view.apply(
            .forked(
                ForkRecord(
                    lineage: LineageName(text: "b")!, from: id(0),
                    fromStep: StepID(number: 0, writer: writer), knows: StepID(number: 0, writer: writer),
                    writer: writer, recordedAt: 0)))
        view.apply(step(3, parent: 0, score: 7, .accepted, lineage: "b"))
        #expect(
            StepTree(view, RunOutline(view)).lines(for: console).map { $0.prefix(12) } == [
                "s-1:0 10 bas", "├─ s-1:3 7 (", "s-1:1 9 (+10", "s-1:2 8 (+20",
            ])
    }

    @Test func `a step that was undone says so`() throws {
        var view = RunView(record)
        view.apply(step(0, parent: 0, score: 10, .accepted))
        view.apply(step(1, parent: 0, score: 9, .accepted), id: id(77))
        view.apply(.undone(UndoRecord(event: id(77), recordedAt: 0)), id: id(78))
        #expect(
            StepTree(view, RunOutline(view)).lines(for: console).last
                == "s-1:1 9 (+10.0% at acceptance) accepted, undone  edit 1")
    }

    @Test
    func
        `what is accepted apart from its parent's lineage hangs aside, and the last that hangs there ends the line`()
    {
        var view = RunView(record)
        view.apply(step(0, parent: 0, score: 10, .accepted))
        view.apply(step(1, parent: 0, score: 9, .accepted))
        view.apply(step(2, parent: 1, score: 19, .accepted, lineage: "b"))
        view.apply(step(3, parent: 1, score: 12, .rejected))
        #expect(
            StepTree(view, RunOutline(view)).lines(for: console).map { $0.prefix(10) } == [
                "s-1:0 10 b", "s-1:1 9 (+", "├─ s-1:2 1", "└─ s-1:3 1",
            ])
    }

    @Test func `a limit that a step breaks is said where it is drawn`() {
        var view = RunView(record)
        view.apply(step(0, parent: 0, score: 10, .accepted))
        view.apply(step(1, parent: 0, score: 9, .rejected, why: "'slots' is 9, and must be <= 6"))
        #expect(
            StepTree(view, RunOutline(view)).lines(for: console).last
                == "└─ s-1:1 9 (+10.0%) rejected ('slots' is 9, and must be <= 6)  edit 1")
    }

    @Test func `of a long run the outline is drawn, and what is not hangs as a count where it came from`() {
        var view = RunView(record)
        view.apply(step(0, parent: 0, score: 100, .accepted))
        for number in 1...90 {
            view.apply(step(number, parent: number - 1, score: 100 - Double(number) / 2, .accepted))
        }
        let outline = RunOutline(view)
        let lines = StepTree(view, outline).lines(for: console)
        #expect(outline.leftOut > 40 && lines.count == outline.kept.count + 1)
        #expect(lines.contains("├─ ⋮ \(outline.leftOut) more steps"))
        #expect(StepTree(view, RunOutline(view, .full)).lines(for: console).count == 91)
    }

    private func id(_ number: Int) -> CommitID {
        let digits = String(number, radix: 16)
        return CommitID(text: String(repeating: "0", count: 40 - digits.count) + digits)!
    }

    private func step(
        _ number: Int, parent: Int, score: Double, _ verdict: Verdict, lineage: String = "a",
        why: String? = nil
    ) -> Event {
        .step(
            StepRecord(
                step: StepID(number: number, writer: writer), lineage: LineageName(text: lineage)!,
                parents: Parents(id(parent)),
                candidate: id(number), tree: nil, outcome: .scored, verdict: verdict, why: why,
                moves: verdict == .accepted
                    ? [LineageMove(LineageName(text: lineage)!, .advanced(to: id(number)))] : [],
                summary: "edit \(number)",
                proposer: "mutation",
                evaluations: [
                    RecordedEvaluation(
                        of: id(number), evaluator: "sha256:00", sample: Sample(),
                        Evaluation(
                            outcome: .scored,
                            metrics: ["score": MetricSummary(value: score, direction: nil, n: 1, sd: nil)]))
                ]))
    }

    private var record: RunRecord {
        RunRecord(
            run: RunName(text: "s-1")!, writer: writer,
            study: Study(
                name: "s", artifact: ArtifactSettings(editable: ["*"]),
                evaluator: EvaluatorSettings(command: TimedCommand(run: .shell("x"), timeout: .seconds(1))),
                objective: Objective(direction: .minimize)),
            base: id(0), baseTree: TreeID(text: String(repeating: "a", count: 40))!,
            evaluator: EvaluatorIdentity(id: ""), startedAt: 0)
    }
}
