import Listings
import StudyModel
import Text

/// A sweep as a table: a row a cell, the first of which the others are compared with, and what follows from it.
struct SweepTable {
    /// How a table is written for other programs.
    enum Format: String, CaseIterable { case csv, markdown, latex }

    private let report: SweepReport

    init(_ report: SweepReport) { self.report = report }

    private var plan: SweepPlan { report.plan }
    private var isGain: Bool { report.figure == .gain }

    // MARK: - Cells

    private var header: [String] {
        ["cell"] + plan.factors.map(\.name) + ["n", "mean ± SE", "best"]
            + (report.cells.contains { $0.middle != nil } ? ["IQM [95 %]"] : [])
            + (hasTests ? ["test"] : []) + ["failed"] + (hasTokens ? ["tokens"] : []) + ["against"]
    }

    private var rows: [[String]] {
        report.cells.map { cell in
            let against = report.comparisons.filter { $0.cell == cell.number }
            var row = [String(cell.number)] + cell.levels.map(\.level) + [String(cell.figures.count)]
            row.append(
                cell.mean.map { figure($0) + (cell.standardError.map { " ± " + spread($0) } ?? "") } ?? "–")
            row.append(cell.best.map(figure) ?? "–")
            if report.cells.contains(where: { $0.middle != nil }) {
                row.append(
                    cell.middle.map { "\(figure($0.mean)) [\(figure($0.low)), \(figure($0.high))]" } ?? "–")
            }
            if hasTests { row.append(cell.test.map(value) ?? "–") }
            row.append(String(cell.failed))
            if hasTokens { row.append(String(cell.runs.compactMap { $0.spent?.usage.tokens }.reduce(0, +))) }
            row.append(
                against.isEmpty
                    ? (cell.number == 1 ? "reference" : "–")
                    : against.map(words).joined(separator: "; "))
            return row
        }
    }

    private var hasTests: Bool { report.cells.contains { $0.test != nil } }
    private var hasTokens: Bool {
        report.cells.contains { $0.runs.contains { ($0.spent?.usage.tokens ?? 0) > 0 } }
    }

    /// `cell 1: +1.4 points [-13.5, +16.4], p .86`.
    private func words(_ comparison: SweepReport.Comparison) -> String {
        guard comparison.low < comparison.high else {
            return comparison.estimate == 0
                ? "cell \(comparison.with): the same with every seed"
                : "cell \(comparison.with): \(difference(comparison.estimate)) with every seed"
        }
        let p = "p \(Figures.fixed(comparison.holm, digits: 3))"
        return "cell \(comparison.with): \(difference(comparison.estimate)) "
            + "[\(difference(comparison.low)), \(difference(comparison.high))], \(p)"
    }

    // MARK: - Figures

    private var isPercent: Bool { report.objective?.usualScale == .percent }

    /// A figure: a score as the evaluator gives it, or a gain.
    private func figure(_ figure: Double) -> String {
        guard isGain else { return value(figure) }
        return isPercent ? Figures.percent(figure) : difference(figure)
    }

    private func spread(_ spread: Double) -> String {
        isGain && isPercent ? Figures.fixed(spread * 100, digits: 1) : value(spread)
    }

    private func value(_ value: Double) -> String { Figures.value(value) }

    /// How much better: in points where figures are shares, else in the figure's unit; gains of timings in points of a percent.
    private func difference(_ difference: Double) -> String {
        if isGain, isPercent { return GainScale.points.text(of: difference, over: 1) }
        return report.objective?.usualScale == .points
            ? GainScale.points.text(of: difference, over: 1)
            : GainScale.absolute.text(of: difference, over: 1)
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
        let sides = report.comparisons.map { "cell \($0.cell) against \(words($0))" }
        let width = console.width > 0 ? console.width : 100
        let wrapped = { (texts: [String]) in
            texts.flatMap { Paragraph($0).lines(indent: 0, width: width) }
        }
        let hasFigures = report.cells.contains { !$0.figures.isEmpty }
        return wrapped([head] + (hasFigures ? ["figures are \(meaning)"] : []))
            + text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
            + wrapped(sides + conclusions)
    }

    /// The last part of a key, where no other factor has that.
    private func short(_ key: String) -> String {
        let last = { (key: String) in key.split(separator: ".").last.map(String.init) ?? key }
        return plan.factors.count { last($0.name) == last(key) } == 1 ? last(key) : key
    }

    /// What a figure is.
    private var meaning: String {
        switch report.figure {
        case .gain:
            "how much better than the base each run's winner was, by pairs that selected nothing"
        case .score(let split):
            (report.objective.map { "\($0.metric) (\($0.direction.rawValue))" } ?? "the score")
                + " of each run's best"
                + (split.map { " on \($0.rawValue)" } ?? "")
                + baseWords
        }
    }

    /// What the base has on the same, and on the sealed test where that was looked at.
    private var baseWords: String {
        let parts = [report.base.map(value), report.baseTest.map { value($0) + " on the sealed test" }]
            .compactMap { $0 }
        return parts.isEmpty ? "" : "; the base has " + parts.joined(separator: ", and ")
    }

    /// What follows, a sentence or two each.
    private var conclusions: [String] {
        [limit, found, marginals, choice, missing].compactMap { $0 }
    }

    private var found: String? {
        guard !report.comparisons.isEmpty else {
            return plan.seeds.count < 2 ? "One seed compares nothing: cells differ from seed to seed." : nil
        }
        let level = 1 - plan.confidence + 1e-12
        let differing = report.comparisons.filter { $0.holm <= level }
        let test =
            "paired t test over seeds" + (report.comparisons.count > 1 ? ", Holm" : "")
            + (report.compared == report.figure ? "" : ", by the sealed test, which chose nothing")
        let power = report.power.map {
            " \(report.comparisons[0].n) seeds find \(findable($0.detectable)) in four cases of five; "
                + "\($0.seeds) seeds would find \(findable($0.detectable / 2))."
        }
        guard !differing.isEmpty else {
            return "No difference found at this budget (\(test))." + (power ?? "")
        }
        let names = differing.map { comparison in
            "cell \(comparison.cell) is \(comparison.estimate > 0 ? "better" : "worse") than cell \(comparison.with) by "
                + "\(unsigned(abs(comparison.estimate))) [\(difference(comparison.low)), \(difference(comparison.high))]"
        }
        return names.joined(separator: "; ") + " (\(test))." + (power ?? "")
    }

    /// A difference as large as this, which shares cannot have beyond one.
    private func findable(_ amount: Double) -> String {
        report.objective?.usualScale == .points && amount >= 1
            ? "no difference, however large," : "a difference of \(unsigned(amount))"
    }

    private func unsigned(_ amount: Double) -> String {
        let text = difference(amount)
        return text.hasPrefix("+") ? String(text.dropFirst()) : text
    }

    private var marginals: String? {
        guard !report.marginals.isEmpty else { return nil }
        let texts = report.marginals.map { marginal in
            let bounds = marginal.low.flatMap { low in
                marginal.high.map { " [\(figure(low)), \(figure($0))]" }
            }
            return "\(marginal.factor)=\(marginal.level) \(figure(marginal.mean))\(bounds ?? "")"
        }
        return "By level, over all cells that have it: " + texts.joined(separator: ", ") + "."
    }

    private var choice: String? {
        guard let chosen = report.chosen, let cell = report.cells.first(where: { $0.number == chosen }) else {
            return nil
        }
        let levels = cell.levels.map { "\($0.factor)=\($0.level)" }.joined(separator: ", ")
        let tested = cell.runs.count { $0.tested != nil }
        return "Best mean: cell \(chosen) (\(levels))"
            + (tested > 0 ? ", tested on the sealed examples: its \(tested) winners and the base" : "")
            + ". Its figure is of what chose it, so run it with other seeds before anything is said of it."
    }

    private var limit: String? {
        report.limited.map {
            "The limit was reached after \($0) of \(plan.seeds.count) seeds, and no further one was begun."
        }
    }

    private var missing: String? {
        guard !report.missing.isEmpty else { return "Missing: none." }
        let reasons = report.missing.filter { $0.run.reason != nil }.prefix(5).map { missing in
            "cell \(missing.cell) seed \(missing.run.seed): \(missing.run.reason ?? "")"
        }
        let count = report.missing.count
        return "Missing: \(count) of \(report.cells.reduce(0) { $0 + $1.runs.count }) runs"
            + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))")
            + (report.hasEnded ? "." : ". Go on with `hone sweep --resume \(plan.name)`.")
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
        for cell in report.cells {
            for run in cell.runs {
                table.add(
                    [
                        run.name.text, String(cell.number), String(run.seed), run.state.rawValue,
                        run.figure.map { figure($0.value) } ?? "–", run.best ?? "–",
                        run.spent.map { String($0.steps) } ?? "–", run.spent.map { String($0.trials) } ?? "–",
                        run.reason ?? "",
                    ].map { Table.Cell($0) })
            }
        }
        return table.render(for: console)
    }
}
