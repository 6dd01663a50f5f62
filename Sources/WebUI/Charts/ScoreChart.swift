import StudyModel
import Text

/// The scores of a run over its steps, as a drawing: what the template `score_chart` shows.
struct ScoreChart: Hashable, Sendable {
    let kind: String
    /// What its elements' IDs begin with.
    let id: String
    /// `dense` where marks lie so close that they are drawn small and without an edge.
    let density: String
    let radius: String
    let width: String
    let height: String
    let title: String
    let description: String
    let name: String
    let nameX: String
    let right: String
    let stepNameY: String
    let axis: String
    let valueTicks: [Tick]
    let stepTicks: [Tick]
    let band: Band?
    let baseline: Line?
    let bestLine: String?
    let accepted: [Mark]
    let rejected: [Mark]
    let rejectedPath: String?
    let failed: [Mark]
    let failedPath: String?
    /// Scores so far from the others that they are drawn at the edge.
    let off: [Mark]
    /// Which those are.
    let offWords: String?
    let labels: [Caption]
    let empty: String?
    let centre: String
    let middle: String

    struct Band: Hashable, Sendable {
        let x: String
        let y: String
        let width: String
        let height: String
    }

    struct Line: Hashable, Sendable { let line: String }

    init(_ series: ScoreSeries, frame: ChartFrame) {
        let plot = ChartPlot(series, frame: frame)
        kind = frame.kind.rawValue
        id = series.place == 0 ? frame.kind.rawValue : "\(frame.kind.rawValue)-\(series.place + 1)"
        width = px(frame.width)
        height = px(frame.height)
        title = "\(series.name) of every step, \(series.directionWords)"
        description = series.description
        name = "\(series.name), \(series.directionWords)"
        nameX = "0"
        right = px(plot.right)
        stepNameY = px(frame.height - 4)
        axis = "M\(px(plot.left)) \(px(frame.axis))H\(px(plot.right))"
        valueTicks = plot.valueTicks
        stepTicks = plot.stepTicks
        band = plot.band
        baseline = plot.baselineLine
        bestLine = plot.bestLine
        let isLong = series.points.count > Self.mostMarks
        density = isLong ? "dense" : ""
        radius = isLong ? "2.5" : "5"
        accepted = plot.accepted
        rejected = isLong ? [] : plot.rejected
        rejectedPath = isLong ? plot.rejectedPath : nil
        failed = isLong ? [] : plot.failed
        failedPath = isLong ? plot.failedPath : nil
        off = plot.off
        offWords = Self.words(plot.outliers.map { "step \($0.point.name) with \(Figures.value($0.score))" })
        labels = plot.labels
        empty = series.hasScores ? nil : "no scores yet"
        centre = px((plot.left + plot.right) / 2)
        middle = px((frame.top + frame.bottom) / 2)
    }

    private static func words(_ names: [String]) -> String? {
        guard !names.isEmpty else { return nil }
        let others = names.count > mostNamed ? " and \(names.count - mostNamed) more" : ""
        return "Outside the drawing, the \(names.count == 1 ? "triangle" : "triangles") at its edge: "
            + names.prefix(mostNamed).joined(separator: ", ") + others + "."
    }

    private static let mostNamed = 5

    /// Longer runs draw what was not accepted without words to each mark.
    private static let mostMarks = 300
}
