import Listings
import StudyModel
import Text

/// A sweep with what follows from it: what the template `sweep_body` shows.
struct SweepBody: Hashable, Sendable {
    let sweepWords: String
    let sweepState: String
    let stateClass: String
    let conclusions: [String]
    let meaning: String?
    let table: SweepCells
    let comparisons: IntervalTable?
    let curves: CurveFigure?
    let runtime: CurveFigure?
    let marginals: IntervalTable?
    let leftOut: String?
    let notDrawn: String?
    let runsSummary: String
    let sweepRuns: [SweepRunRow]

    /// - Parameter link: where a run's name leads.
    init(_ report: SweepReport, link: (RunName) -> String? = { _ in nil }) {
        let grid = SweepGrid(report)
        let charts = SweepCharts(report)
        sweepWords = grid.heading
        sweepState = report.hasEnded ? "ended" : "not ended"
        stateClass = report.runs.contains { $0.run.state == .running } ? "running" : ""
        conclusions = SweepConclusions(report).sentences
        meaning = grid.meaning
        table = SweepCells(grid, report)
        comparisons = Self.comparisons(report)
        marginals = Self.marginals(report)
        curves = charts.curves
        runtime = charts.runtime
        leftOut = charts.leftOut
        notDrawn = curves == nil ? "No run has ended yet, so there is nothing to draw." : nil
        let runs = report.runs
        let finished = runs.count { $0.run.state == .finished }
        runsSummary = "The runs: \(finished) of \(runs.count) ended"
        let words = SweepWords(report)
        sweepRuns = runs.map { cell, run in
            SweepRunRow(
                run, of: report.name(ofCell: cell), words,
                link: [.missing, .failed].contains(run.state) ? nil : link(run.name))
        }
    }

    private static func comparisons(_ report: SweepReport) -> IntervalTable? {
        let words = SweepWords(report)
        let all =
            report.comparisons.map { ("cell \($0.cell)", $0) }
            + report.baselines.compactMap { baseline in
                baseline.comparison.map { (baseline.kind.rawValue, $0) }
            }
        return IntervalTable(
            "How much better each is, with what it may be off by",
            all.map { name, comparison in
                IntervalTable.Estimate(
                    name: name, seeds: comparison.n, value: comparison.estimate, low: comparison.low,
                    high: comparison.high, words: "against \(words.text(of: comparison))")
            }, beside: 0)
    }

    private static func marginals(_ report: SweepReport) -> IntervalTable? {
        let words = SweepWords(report)
        return IntervalTable(
            "What each level comes to over all cells that have it",
            report.marginals.map { marginal in
                IntervalTable.Estimate(
                    name: "\(marginal.factor)=\(marginal.level)", seeds: marginal.n, value: marginal.mean,
                    low: marginal.low, high: marginal.high, words: words.text(of: marginal))
            }, beside: nil)
    }
}

/// The cells of a sweep, a row each.
struct SweepCells: Hashable, Sendable {
    let heads: [Field]
    let cellRows: [Row]

    struct Field: Hashable, Sendable {
        let label: String
        let text: String
        let look: String
    }

    struct Row: Hashable, Sendable {
        let name: String
        let isChosen: Bool
        let fields: [Field]
    }

    /// What the comparisons say stands in a table of its own.
    init(_ grid: SweepGrid, _ report: SweepReport) {
        let columns = grid.columns.dropLast().dropFirst()
        heads = columns.map { Field(label: $0.name, text: $0.name, look: Self.look($0)) }
        cellRows = grid.rows.map { row in
            Row(
                name: row.texts[0], isChosen: row.cell != nil && row.cell == report.chosen,
                fields: zip(columns, row.texts.dropFirst()).map {
                    Field(label: $0.name, text: $1, look: Self.look($0) + ($1 == "–" ? " nothing" : ""))
                })
        }
    }

    private static func look(_ column: SweepGrid.Column) -> String {
        switch column {
        case .cell, .level, .against: ""
        case .figure: "number"
        }
    }
}

/// A run of a sweep.
struct SweepRunRow: Hashable, Sendable {
    let name: String
    let link: String?
    let cell: String
    let seed: String
    let state: String
    let look: String
    let figure: String
    let best: String
    let steps: String
    let trials: String
    let reason: String?

    init(_ run: SweepReport.Run, of cell: String, _ words: SweepWords, link: String?) {
        name = run.name.text
        self.link = link
        self.cell = cell
        seed = "\(run.seed)"
        state = run.state.rawValue
        look = [.failed, .running].contains(run.state) ? run.state.rawValue : ""
        figure = run.figure.map { words.figure($0.value) } ?? "–"
        best = run.best ?? "–"
        steps = run.spent.map { "\($0.steps)" } ?? "–"
        trials = run.spent.map { "\($0.trials)" } ?? "–"
        reason = run.reason
    }
}
