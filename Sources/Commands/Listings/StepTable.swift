import StudyModel
import Text

/// Steps as a table for people: newest first, the best marked.
///
/// Validation and test have a column where any step has such a score.
struct StepTable {
    private var table: Table
    private let splits: [Split]

    init(_ rows: some Collection<(step: StepSummary, view: RunView)>) {
        splits = [.validation, .test].filter { split in
            rows.contains { $0.view.splits(of: $0.step)[split.rawValue] != nil }
        }
        table = Table(
            [("step", .left), ("standing", .left), ("score", .right), ("vs base", .right)]
                + splits.map { ($0.rawValue, .right) }
                + [("lineage", .left), ("commit", .left), ("summary", .left)])
        for row in rows { add(row.step, in: row.view) }
    }

    private mutating func add(_ step: StepSummary, in view: RunView) {
        let isBest = step.candidate != nil && step.candidate == view.best
        let scores = view.splits(of: step)
        var row: [Table.Cell] = [
            .init(Naming.step(step.step, in: view), isBest ? .bold : nil),
            .init(Naming.standing(step) + mark(step, in: view, isBest: isBest), Naming.style(step)),
            .init(step.score.map(Figures.value) ?? "-"),
            .init(Naming.gainOverBase(step, in: view).map(Figures.percent) ?? ""),
        ]
        row += splits.map { .init(scores[$0.rawValue].map(Figures.value) ?? "") }
        row += [
            .init(step.lineage.text), .init(step.candidate?.short ?? "-", .cyan), .init(step.summary),
        ]
        table.add(row)
    }

    /// What became of a step after its verdict.
    private func mark(_ step: StepSummary, in view: RunView, isBest: Bool) -> String {
        if view.isUndone(step) { return ", undone" }
        if let candidate = step.candidate, view.isRejected(candidate) { return ", rejected in review" }
        return isBest ? " *best" : ""
    }

    func render(for console: Console) -> String { table.render(for: console) }
}
