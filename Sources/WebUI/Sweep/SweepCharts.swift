import Listings
import StudyModel
import Text

/// Curves twice, for wide and for narrow pages, with their legend: what the template `curve_figure` shows.
struct CurveFigure: Hashable, Sendable {
    let wide: CurveChart
    let narrow: CurveChart
    let keys: [Key]
    /// What the drawing shows.
    let words: String

    struct Key: Hashable, Sendable {
        let look: String
        let title: String
    }

    /// `nil` where there is nothing to draw.
    init?(_ series: [CurveSeries], over axes: CurveAxes, id: String, words: String) {
        guard series.contains(where: { !$0.points.isEmpty }) else { return nil }
        wide = CurveChart(series, over: axes, id: id, frame: .wide)
        narrow = CurveChart(series, over: axes, id: id, frame: .narrow)
        keys = series.map { Key(look: $0.look, title: $0.title) }
        self.words = words
    }
}

/// The drawings of a sweep: the best so far over steps, and how soon targets were reached.
struct SweepCharts {
    /// More lines than these cannot be told apart.
    static let mostLines = 6

    private let report: SweepReport
    private let words: SweepWords

    init(_ report: SweepReport) {
        self.report = report
        words = SweepWords(report)
    }

    /// The first cell, the chosen one, and the best of the others, by number.
    var drawn: [SweepReport.Cell] {
        let cells = report.cells.filter { !$0.curve.points.isEmpty }
        let isLess = report.figure != .gain && report.objective?.direction == .minimize
        let ranked = cells.sorted { one, other in
            let ranks = [one, other].map { [1, report.chosen].contains($0.number) ? 0 : 1 }
            let means = [one, other].map { ($0.mean ?? 0) * (isLess ? 1 : -1) }
            return (ranks[0], means[0], one.number) < (ranks[1], means[1], other.number)
        }
        return ranked.prefix(Self.mostLines).sorted { $0.number < $1.number }
    }

    /// What the drawings leave out; `nil` for nothing.
    var leftOut: String? {
        let others = report.cells.count { !$0.curve.points.isEmpty } - drawn.count
        return others <= 0
            ? nil
            : "Drawn are the first cell and the best of the others; \(others) more \(others == 1 ? "is" : "are") in the table."
    }

    /// What is drawn of a cell is called by its levels.
    private func name(_ cell: SweepReport.Cell) -> String {
        let levels = cell.levels.map { "\($0.factor)=\($0.level)" }.joined(separator: ", ")
        return "cell \(cell.number)" + (levels.isEmpty ? "" : " (\(levels))")
    }

    // MARK: - The best so far

    var curves: CurveFigure? {
        let series = drawn.enumerated().map { place, cell in
            let points = cell.curve.points
            return CurveSeries(
                title: "\(name(cell)): \(points.last.map(end) ?? "nothing yet")",
                look: "series s\(place + 1)",
                points: points.map {
                    CurveSeries.Point(x: Double($0.steps), y: $0.mean, reach: $0.standardError ?? 0)
                })
        }
        let isGain = report.figure == .gain
        let metric = report.objective?.metric ?? "score"
        let base = isGain ? nil : report.base
        let sample =
            switch report.figure {
            case .score(let split?): " on \(split.rawValue)"
            case .score(nil), .gain: ""
            }
        let values = isGain ? "gain during the search, in \(metric)" : metric + sample
        return CurveFigure(
            series,
            over: CurveAxes(
                title: "\(values), the best so far over steps, by cell", name: values, over: "step",
                values: base.map { [$0] } ?? [], baseline: base),
            id: "curves",
            words:
                "The mean over seeds of the best accepted so far, and one standard error to each side. A run that ended earlier keeps its best."
                + (isGain
                    ? " These are what the search knew on the way; the table has what the end of each run found."
                    : "") + (base.map { " The dashed line is the base, \(words.value($0))." } ?? ""))
    }

    private func end(_ point: MeanCurve.Point) -> String {
        let spread = point.standardError.map { " ± \(Figures.value($0))" } ?? ""
        return
            "\(Figures.value(point.mean))\(spread) after \(RunFigures.steps(point.steps)), \(point.n) \(point.n == 1 ? "run" : "runs")"
    }

    // MARK: - How soon

    /// Of all pairs of a run and a target the share that was reached by so many runs of the command.
    var runtime: CurveFigure? {
        guard !report.runtime.isEmpty else { return nil }
        let found = drawn.map { cell in
            let rows = report.runtime.compactMap { $0.rows.first { $0.cell == cell.number } }
            return (cell: cell, reached: rows.flatMap(\.reached).sorted(), all: rows.reduce(0) { $0 + $1.n })
        }
        let last = found.compactMap(\.reached.last).max() ?? 1
        let series = found.enumerated().map { place, found in
            let share = { (count: Int) in found.all == 0 ? 0 : Double(count) / Double(found.all) }
            let steps = found.reached.indices.filter { index in
                index + 1 == found.reached.count || found.reached[index + 1] != found.reached[index]
            }.map { CurveSeries.Point(x: Double(found.reached[$0]), y: share($0 + 1)) }
            let end = share(found.reached.count)
            return CurveSeries(
                title:
                    "\(name(found.cell)): \(found.reached.count) of \(found.all) reached, \(Figures.fixed(end * 100, digits: 0)) %",
                look: "series s\(place + 1)",
                points: [CurveSeries.Point(x: 0, y: 0)] + steps
                    + [CurveSeries.Point(x: Double(last), y: end)])
        }
        let targets = report.runtime.map(\.target)
        return CurveFigure(
            series,
            over: CurveAxes(
                title:
                    "The share of targets that were reached, over runs of the evaluator's command, by cell",
                name: "share reached", over: "runs of the evaluator's command", values: [0, 1]),
            id: "runtime",
            words:
                "Of every run and each of \(targets.count) targets, from \(Figures.value(targets[0])) to \(Figures.value(targets[targets.count - 1])): how many were reached by so many runs of the evaluator's command (an empirical distribution of runtimes). Further up and to the left is sooner."
        )
    }
}
