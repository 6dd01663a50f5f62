import Listings
import StudyModel
import Text

/// A sweep as a table: a row a cell, the first of which the others are compared with, and what follows from it.
struct SweepTable {
    /// How a table is written for other programs.
    enum Format: String, CaseIterable { case csv, markdown, latex }

    private let report: SweepReport
    private let words: SweepWords

    init(_ report: SweepReport) {
        self.report = report
        words = SweepWords(report)
    }

    private var plan: SweepPlan { report.plan }

    // MARK: - Cells

    private var header: [String] {
        ["cell"] + plan.factors.map(\.name) + ["n", "mean ± SE", "best"]
            + (hasMiddles ? ["IQM [95 %]"] : [])
            + (hasTests ? ["test"] : []) + (hasDropped ? ["dropped"] : []) + ["failed"]
            + (hasTokens ? ["tokens"] : []) + ["against"]
    }

    private var rows: [[String]] {
        report.cells.map { cell in
            let against = report.comparisons.filter { $0.cell == cell.number }
            var row = [String(cell.number)] + cell.levels.map(\.level) + [String(cell.figures.count)]
            row.append(
                cell.mean.map {
                    words.figure($0) + (cell.standardError.map { " ± " + words.spread($0) } ?? "")
                } ?? "–")
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
            if hasTokens { row.append(String(cell.runs.compactMap { $0.spent?.usage.tokens }.reduce(0, +))) }
            row.append(
                against.isEmpty
                    ? (cell.number == 1 ? "reference" : "–")
                    : against.map(words.text(of:)).joined(separator: "; "))
            return row
        } + report.baselines.map(row)
    }

    /// What is no cell, told apart by its name.
    private func row(_ baseline: SweepReport.Baseline) -> [String] {
        var row = [baseline.kind.rawValue] + plan.factors.map { _ in "–" }
        row.append(baseline.n > 0 ? String(baseline.n) : "–")
        row.append(
            baseline.mean.map {
                words.figure($0) + (baseline.standardError.map { " ± " + words.spread($0) } ?? "")
            } ?? "–")
        row.append(baseline.best.map(words.figure) ?? "–")
        if hasMiddles { row.append("–") }
        if hasTests { row.append(baseline.test.map(words.value) ?? "–") }
        if hasDropped { row.append("–") }
        let runs = baseline.cell?.runs
        row.append(runs.map { runs in String(runs.count { $0.state == .failed }) } ?? "–")
        if hasTokens {
            row.append(runs.map { String($0.compactMap { $0.spent?.usage.tokens }.reduce(0, +)) } ?? "–")
        }
        row.append(baseline.comparison.map(words.text(of:)) ?? "–")
        return row
    }

    private var hasMiddles: Bool { report.cells.contains { $0.middle != nil } }
    private var hasDropped: Bool { report.cells.contains { $0.dropped != nil } }
    private var hasTests: Bool { report.cells.contains { $0.test != nil } }
    private var hasTokens: Bool {
        report.cells.contains { $0.runs.contains { ($0.spent?.usage.tokens ?? 0) > 0 } }
    }

    // MARK: - As text

    /// The table and the sentences below it.
    func lines(for console: Console) -> [String] {
        // What the last column has stands below, where a terminal has room for it.
        var table = Table(
            header.dropLast().map { title in
                let isFactor = plan.factors.contains { $0.name == title }
                return (isFactor ? short(title) : title, title == "cell" || isFactor ? .left : .right)
            })
        for row in rows { table.add(row.dropLast().map { Table.Cell($0) }) }
        let head =
            "\(plan.name): \(plan.study), \(plan.cells.count) cells × \(plan.seeds.count) seeds, a run has "
            + "\(plan.budget.each.settingText) \(plan.budget.unit)"
        let text = table.render(for: console)
        let sides =
            report.comparisons.map { "cell \($0.cell) against \(words.text(of: $0))" }
            + report.baselines.compactMap { baseline in
                baseline.comparison.map { "\(baseline.kind.rawValue) against \(words.text(of: $0))" }
            }
        let width = console.width > 0 ? console.width : 100
        let wrapped = { (texts: [String]) in
            texts.flatMap { Paragraph($0).lines(indent: 0, width: width) }
        }
        let hasFigures = report.cells.contains { !$0.figures.isEmpty }
        return wrapped([head] + (hasFigures ? ["figures are \(words.meaning)"] : []))
            + text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
            + wrapped(sides + SweepConclusions(report).sentences)
    }

    /// The last part of a key, where no other factor has that.
    private func short(_ key: String) -> String {
        let last = { (key: String) in key.split(separator: ".").last.map(String.init) ?? key }
        return plan.factors.count { last($0.name) == last(key) } == 1 ? last(key) : key
    }

    // MARK: - For other programs

    /// The cells in another format.
    func document(_ format: Format) -> String {
        switch format {
        case .csv:
            ([header] + rows).map { row in
                row.map { cell in
                    cell.contains { ",\"\n".contains($0) }
                        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
                }.joined(separator: ",")
            }.joined(separator: "\n") + "\n"
        case .markdown:
            ([header, header.map { _ in "---" }] + rows).map { row in
                "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
            }.joined(separator: "\n") + "\n"
        case .latex:
            "\\begin{tabular}{\(String(repeating: "l", count: header.count))}\n\\hline\n"
                + ([header] + rows).map { row in
                    row.map(Self.latex).joined(separator: " & ") + " \\\\"
                }.joined(separator: "\n") + "\n\\hline\n\\end{tabular}\n"
        }
    }

    private static func latex(_ text: String) -> String {
        text.reduce(into: "") { result, letter in
            switch letter {
            case "±": result += "$\\pm$"
            case "–": result += "--"
            case "%", "&", "_", "#", "$", "{", "}": result += "\\" + String(letter)
            case "\\": result += "\\textbackslash{}"
            case "~": result += "\\textasciitilde{}"
            case "^": result += "\\textasciicircum{}"
            default: result.append(letter)
            }
        }
    }

    /// A line a run: its cell, seed, state, figure and what it spent.
    func runs(for console: Console) -> String {
        var table = Table([
            ("run", .left), ("cell", .right), ("seed", .right), ("state", .left), ("figure", .right),
            ("best", .left), ("steps", .right), ("trials", .right), ("reason", .left),
        ])
        for (cell, run) in report.runs {
            table.add(
                [
                    run.name.text, String(cell), String(run.seed), run.state.rawValue,
                    run.figure.map { words.figure($0.value) } ?? "–", run.best ?? "–",
                    run.spent.map { String($0.steps) } ?? "–", run.spent.map { String($0.trials) } ?? "–",
                    run.reason ?? "",
                ].map { Table.Cell($0) })
        }
        return table.render(for: console)
    }
}
