import StudyModel

/// Steps as a table for people: newest first, the best marked.
struct StepTable {
    private var table = Table([
        ("step", .left), ("standing", .left), ("score", .right), ("vs base", .right), ("lineage", .left),
        ("commit", .left), ("summary", .left),
    ])

    init(_ rows: [(step: StepSummary, view: RunView)]) {
        for row in rows { add(row.step, in: row.view) }
    }

    private mutating func add(_ step: StepSummary, in view: RunView) {
        let isBest = step.candidate != nil && step.candidate == view.best
        table.add([
            .init(Naming.step(step.step, in: view), isBest ? .bold : nil),
            .init(Naming.standing(step) + (isBest ? " *best" : ""), Naming.style(step)),
            .init(step.score.map(Figures.value) ?? "-"),
            .init(Naming.gainOverBase(step, in: view).map(Figures.percent) ?? ""),
            .init(step.lineage.text),
            .init(step.candidate?.short ?? "-", .cyan),
            .init(step.summary),
        ])
    }

    func render(for console: Console) -> String { table.render(for: console) }
}
