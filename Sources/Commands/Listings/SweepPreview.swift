import Operations
import StudyModel
import Text

/// What a sweep will run, and what that can find, before anything is spent.
struct SweepPreview {
    private let prepared: PreparedSweep

    init(_ prepared: PreparedSweep) { self.prepared = prepared }

    var lines: [String] {
        let plan = prepared.plan
        let cells = plan.cells
        let runs = cells.count * plan.seeds.count
        var lines = [
            "\(plan.name): \(cells.count) cells × \(plan.seeds.count) seeds = \(runs) runs of "
                + plan.budget.words + (cells.count > 1 ? "; the first is the reference" : "")
        ]
        lines += cells.map { cell in
            let levels = zip(plan.factors, cell.levels).map { "\($0.name)=\($1.label)" }
            return "  \(cell.number)  \(levels.joined(separator: "  "))"
        }
        lines += prepared.baselines.map { "  –  " + $0 }
        let known = prepared.trials.compactMap { $0 }
        if known.count == cells.count, let least = known.min(), let most = known.max() {
            lines.append(
                "  the steps of a run make about \(least == most ? "\(most)" : "\(least) to \(most)") runs of the evaluator's command, "
                    + "all together \(known.reduce(0, +) * plan.seeds.count), and measuring bases and comparing winners with them comes on top"
            )
        }
        lines += prepared.decisions.map { "  " + $0 }
        lines += ["  can find: " + (prepared.findings.first ?? "")]
        lines += prepared.findings.dropFirst().map { "            " + $0 }
        lines += prepared.notes.map { "  cell \($0.cell): \($0.note)" }
        return lines.flatMap { line in
            let indent = line.prefix { $0 == " " }.count
            return Paragraph(String(line.dropFirst(indent))).lines(indent: indent)
        }
    }
}
