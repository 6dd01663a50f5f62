import Listings
import StudyModel
import Text

/// A sweep as a table with what follows from it.
struct SweepTable {
    /// How a table is written for other programs.
    enum Format: String, CaseIterable { case csv, markdown, latex }

    private let report: SweepReport
    private let grid: SweepGrid

    init(_ report: SweepReport) {
        self.report = report
        grid = SweepGrid(report)
    }

    private var plan: SweepPlan { report.plan }

    // MARK: - As text

    /// The table and the sentences below it.
    func lines(for console: Console) -> [String] {
        // What the last column has stands below, where a terminal has room for it.
        var table = Table(
            grid.columns.dropLast().map { column in
                switch column {
                case .level(let factor): (short(factor), .left)
                case .cell: (column.name, .left)
                case .figure, .against: (column.name, .right)
                }
            })
        for row in grid.rows { table.add(row.texts.dropLast().map { Table.Cell($0) }) }
        let text = table.lines(for: console)
        let width = console.width > 0 ? console.width : 100
        let wrapped = { (texts: [String]) in
            texts.flatMap { Paragraph($0).lines(indent: 0, width: width) }
        }
        return wrapped(["\(plan.name): \(grid.heading)"] + [grid.meaning].compactMap { $0 })
            + text
            + wrapped(grid.sides + SweepConclusions(report).sentences)
    }

    /// The last part of a key, where no other factor has that.
    private func short(_ key: String) -> String {
        let last = { (key: String) in key.split(separator: ".").last.map(String.init) ?? key }
        return plan.factors.count { last($0.name) == last(key) } == 1 ? last(key) : key
    }

    // MARK: - For other programs

    /// The cells in another format.
    func document(_ format: Format) -> String {
        let header = grid.columns.map(\.name)
        let rows = grid.rows.map(\.texts)
        return switch format {
        case .csv:
            ([header] + rows).map { CommaSeparated.row($0) + "\n" }.joined()
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
    func runs(for console: Console) -> [String] {
        var table = Table([
            ("run", .left), ("cell", .right), ("seed", .right), ("state", .left), ("figure", .right),
            ("best", .left), ("steps", .right), ("trials", .right), ("reason", .left),
        ])
        let words = SweepWords(report)
        for (cell, run) in report.runs {
            table.add(
                [
                    run.name.text, String(cell), String(run.seed), run.state.rawValue,
                    run.figure.map { words.figure($0.value) } ?? "–", run.best ?? "–",
                    run.spent.map { String($0.steps) } ?? "–", run.spent.map { String($0.trials) } ?? "–",
                    run.reason ?? "",
                ].map { Table.Cell($0) })
        }
        return table.lines(for: console)
    }
}
