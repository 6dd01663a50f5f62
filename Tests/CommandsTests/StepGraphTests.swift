import StudyModel
import Testing

@testable import Commands

struct StepGraphTests {
    private let console = Console(isTerminal: false, hasColor: false, width: 0)

    private func lines(_ view: RunView) -> [String] {
        StepGraph(view, RunOutline(view)).lines(for: console)
    }

    /// A run of these steps, after its base.
    private func view(_ steps: [Event]) -> RunView {
        var view = RunView(Samples.record())
        view.apply(step(0, parent: 0, score: 10, .accepted))
        for step in steps { view.apply(step) }
        return view
    }

    @Test func `the newest stands first, and what was rejected beside the line of what it came from`() {
        let view = view([
            step(1, parent: 0, score: 11, .rejected), step(2, parent: 0, score: 9, .accepted),
            step(3, parent: 2, score: 8, .accepted), step(4, parent: 3, score: 12, .rejected),
            step(5, parent: 3, score: 13, .rejected), step(6, parent: 2, score: 14, .rejected),
        ])
        #expect(
            lines(view) == [
                "×  s-1:5 13 (-30.0%) rejected  edit 5",
                "├× s-1:4 12 (-20.0%) rejected  edit 4",
                "●  s-1:3 8 (+20.0% at acceptance) accepted *best  edit 3",
                "├× s-1:6 14 (-40.0%) rejected  edit 6",
                "○  s-1:2 9 (+10.0% at acceptance) accepted  edit 2",
                "├× s-1:1 11 (-10.0%) rejected  edit 1",
                "◆  s-1:0 10 base  edit 0",
            ])
    }

    @Test func `lineages run beside each other down to where they part, each named at its head`() {
        let view = view([
            step(1, parent: 0, score: 9, .accepted), fork("b", at: 0),
            step(2, parent: 0, score: 7, .accepted, lineage: "b"), step(3, parent: 1, score: 8, .accepted),
            step(4, parent: 2, score: 6, .rejected, lineage: "b"),
        ])
        #expect(
            lines(view).map { String($0.prefix(15)) } == [
                "○  s-1:3 (a) 8 ", "│ ×  s-1:4 6 (+", "│ ●  s-1:2 (b) ", "○ │  s-1:1 9 (+", "├─╯",
                "◆  s-1:0 10 bas",
            ])
    }

    @Test func `a merge has a line to each that it was made of`() {
        let view = view([
            step(1, parent: 0, score: 9, .accepted), fork("b", at: 0),
            step(2, parent: 0, score: 7, .accepted, lineage: "b"),
            step(3, parent: 1, 2, score: 5, .accepted), step(4, parent: 3, score: 6, .rejected),
        ])
        #expect(
            lines(view).map { String($0.prefix(12)) } == [
                "×  s-1:4 6 (", "●  s-1:3 (a)", "├─╮", "│ ○  s-1:2 (", "○ │  s-1:1 9", "├─╯", "◆  s-1:0 10 ",
            ])
        #expect(lines(view)[1].contains("(and of s-1:2)"))
    }

    @Test func `going back is a node of its own, from which later steps come, until it is undone`() {
        var view = view([
            step(1, parent: 0, score: 9, .accepted), step(2, parent: 1, score: 8, .accepted),
        ])
        let back = RevertRecord(
            lineage: LineageName(text: "a")!, to: Samples.id(1),
            toStep: StepID(number: 1, writer: Samples.writer),
            commit: Samples.id(50),
            recordedAt: 0)
        view.apply(.reverted(back), id: Samples.id(70))
        view.apply(step(3, parent: 50, score: 7, .accepted))
        #expect(
            lines(view).map { String($0.prefix(26)) } == [
                "●  s-1:3 7 (+30.0% at acce", "↶  lineage a went back  to", "│ ○  s-1:2 8 (+20.0% at ac",
                "├─╯",
                "○  s-1:1 9 (+10.0% at acce", "◆  s-1:0 10 base  edit 0",
            ])
        view.apply(.undone(UndoRecord(event: Samples.id(70), recordedAt: 0)), id: Samples.id(71))
        #expect(!lines(view).contains { $0.contains("went back") })
    }

    @Test func `a step that was undone says so`() throws {
        var view = view([])
        view.apply(step(1, parent: 0, score: 9, .accepted), id: Samples.id(77))
        view.apply(.undone(UndoRecord(event: Samples.id(77), recordedAt: 0)), id: Samples.id(78))
        #expect(lines(view).first == "○  s-1:1 9 (+10.0% at acceptance) accepted, undone  edit 1")
    }

    @Test func `a limit that a step breaks is said where it is drawn`() {
        let view = view([step(1, parent: 0, score: 9, .rejected, why: "'slots' is 9, and must be <= 6")])
        #expect(lines(view).first == "×  s-1:1 9 (+10.0%) rejected ('slots' is 9, and must be <= 6)  edit 1")
    }

    @Test func `of a long run the outline is drawn, and its line is broken where steps are left out`() {
        let view = view(
            (1...90).map { step($0, parent: $0 - 1, score: 100 - Double($0) / 2, .accepted) })
        let outline = RunOutline(view)
        let lines = StepGraph(view, outline).lines(for: console)
        #expect(outline.leftOut > 40 && lines.count == outline.kept.count + 1)
        #expect(lines.contains("┆  \(outline.leftOut) more steps"))
        #expect(StepGraph(view, RunOutline(view, .full)).lines(for: console).count == 91)
    }

    @Test func `on a terminal a line is cut to its width, styles apart`() {
        let view = view([step(1, parent: 0, score: 9, .accepted)])
        let narrow = Console(isTerminal: true, hasColor: true, width: 30)
        let lines = StepGraph(view, RunOutline(view)).lines(for: narrow)
        #expect(StyledLine(lines[0]).count == 30 && lines[0].hasSuffix("…"))
        #expect(StyledLine(lines[1]).count < 30 && lines[1].hasSuffix("edit 0"))
    }

    private func fork(_ name: String, at origin: Int) -> Event {
        .forked(
            ForkRecord(
                lineage: LineageName(text: name)!, from: Samples.id(origin),
                fromStep: StepID(number: origin, writer: Samples.writer),
                knows: StepID(number: origin, writer: Samples.writer),
                writer: Samples.writer, recordedAt: 0))
    }

    private func step(
        _ number: Int, parent: Int, _ others: Int..., score: Double, _ verdict: Verdict,
        lineage: String = "a",
        why: String? = nil
    ) -> Event {
        .step(
            StepRecord(
                step: StepID(number: number, writer: Samples.writer), lineage: LineageName(text: lineage)!,
                parents: Parents(Samples.id(parent), others.map(Samples.id)),
                candidate: Samples.id(number), tree: nil, outcome: .scored, verdict: verdict, why: why,
                moves: verdict == .accepted
                    ? [LineageMove(LineageName(text: lineage)!, .advanced(to: Samples.id(number)))] : [],
                summary: "edit \(number)",
                proposer: "mutation",
                evaluations: [Samples.evaluation(of: number, ["score": score])]))
    }
}
