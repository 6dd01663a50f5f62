import StudyModel
import Text

/// A sweep as rows of words: a row a cell, the first of which the others are compared with, and the baselines after them.
///
/// What a terminal, a page and other programs' tables show of it, each in its own way.
package struct SweepGrid {
    /// What a column holds.
    package enum Column: Hashable, Sendable {
        /// The cell's number, or the baseline's name.
        case cell
        /// The level of a factor.
        case level(factor: String)
        /// A figure.
        case figure(String)
        /// How much better it is than what it is compared with.
        case against

        /// As tables for other programs name it.
        package var name: String {
            switch self {
            case .cell: "cell"
            case .level(let factor): factor
            case .figure(let name): name
            case .against: "against"
            }
        }
    }

    /// A row, in words by column.
    package struct Row: Hashable, Sendable {
        package let texts: [String]
        /// Of what it tells; `nil` for a baseline.
        package let cell: Int?
    }

    private let report: SweepReport
    private let words: SweepWords

    package init(_ report: SweepReport) {
        self.report = report
        words = SweepWords(report)
    }

    private var plan: SweepPlan { report.plan }

    /// What the rows have, in order.
    package var columns: [Column] {
        let figures =
            ["n", "mean ± SE", "best"] + (hasMiddles ? ["IQM [95 %]"] : []) + (hasTests ? ["test"] : [])
            + (hasDropped ? ["dropped"] : []) + ["failed"] + (hasTokens ? ["tokens"] : [])
        return [.cell] + plan.factors.map { .level(factor: $0.name) } + figures.map { .figure($0) }
            + [.against]
    }

    /// The cells in their order, then the baselines.
    package var rows: [Row] { report.cells.map(row) + report.baselines.map(row) }

    private func row(_ cell: SweepReport.Cell) -> Row {
        let against = report.comparisons.filter { $0.cell == cell.number }
        var row = [String(cell.number)] + cell.levels.map(\.level) + [String(cell.figures.count)]
        row.append(mean(cell.mean, cell.standardError))
        row.append(cell.best.map(words.figure) ?? "–")
        if hasMiddles {
            row.append(
                cell.middle.map {
                    "\(words.figure($0.mean)) [\(words.figure($0.low)), \(words.figure($0.high))]"
                } ?? "–")
        }
        if hasTests { row.append(cell.test.map(words.value) ?? "–") }
        if hasDropped { row.append(cell.dropped.map { "after \($0.seeds)" } ?? "–") }
        row.append(String(cell.failed))
        if hasTokens { row.append(Self.tokens(cell.runs)) }
        row.append(
            against.isEmpty
                ? (cell.number == 1 ? "reference" : "–")
                : against.map(words.text(of:)).joined(separator: "; "))
        return Row(texts: row, cell: cell.number)
    }

    private func row(_ baseline: SweepReport.Baseline) -> Row {
        var row = [baseline.kind.rawValue] + plan.factors.map { _ in "–" }
        row.append(baseline.n > 0 ? String(baseline.n) : "–")
        row.append(mean(baseline.mean, baseline.standardError))
        row.append(baseline.best.map(words.figure) ?? "–")
        if hasMiddles { row.append("–") }
        if hasTests { row.append(baseline.test.map(words.value) ?? "–") }
        if hasDropped { row.append("–") }
        let runs = baseline.cell?.runs
        row.append(runs.map { runs in String(runs.count { $0.state == .failed }) } ?? "–")
        if hasTokens { row.append(runs.map(Self.tokens) ?? "–") }
        row.append(baseline.comparison.map(words.text(of:)) ?? "–")
        return Row(texts: row, cell: nil)
    }

    private func mean(_ mean: Double?, _ standardError: Double?) -> String {
        mean.map { words.figure($0) + (standardError.map { " ± " + words.spread($0) } ?? "") } ?? "–"
    }

    private static func tokens(_ runs: [SweepReport.Run]) -> String {
        String(runs.compactMap { $0.spent?.usage.tokens }.reduce(0, +))
    }

    private var hasMiddles: Bool { report.cells.contains { $0.middle != nil } }
    private var hasDropped: Bool { report.cells.contains { $0.dropped != nil } }
    private var hasTests: Bool { report.cells.contains { $0.test != nil } }
    private var hasTokens: Bool {
        report.cells.contains { $0.runs.contains { ($0.spent?.usage.tokens ?? 0) > 0 } }
    }

    // MARK: - Around the rows

    /// What was run: its study, how many cells and seeds, and what a run has.
    package var heading: String {
        "\(plan.study), \(plan.cells.count) cells × \(plan.seeds.count) seeds, a run has \(plan.budget.words)"
    }

    /// What the figures are; `nil` where there are none yet.
    package var meaning: String? {
        report.cells.contains { !$0.figures.isEmpty } ? "figures are \(words.meaning)" : nil
    }

    /// Each comparison in words.
    package var sides: [String] {
        report.comparisons.map { "cell \($0.cell) against \(words.text(of: $0))" }
            + report.baselines.compactMap { baseline in
                baseline.comparison.map { "\(baseline.kind.rawValue) against \(words.text(of: $0))" }
            }
    }
}
