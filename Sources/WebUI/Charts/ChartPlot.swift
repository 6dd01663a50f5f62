import StudyModel
import Text

/// Where everything of a chart lies.
struct ChartPlot {
    let series: ScoreSeries
    let frame: ChartFrame
    let left: Double
    let right: Double
    private let values: Scale
    private let steps: Scale
    private let valueLabels: [(value: Double, label: String)]

    init(_ series: ScoreSeries, frame: ChartFrame) {
        self.series = series
        self.frame = frame
        let range = ChartRange(series)
        let values = Scale(from: range.low, to: range.high, start: frame.bottom, end: frame.top)
        let labels = values.ticks(about: 5).map { (value: $0, label: Figures.value($0)) }
        left = 10 + 7.2 * Double(labels.map(\.label.count).max() ?? 1)
        right = frame.width - 10
        self.values = values
        valueLabels = labels
        steps = Scale(
            from: 0, to: Double(max(series.points.count - 1, 1)), start: left + 8, end: right - 8)
    }

    private func x(_ index: Int) -> Double { steps.place(Double(index)) }
    private func y(_ value: Double) -> Double { values.place(value) }
    private func isOff(_ score: Double) -> Bool { score > values.high || score < values.low }

    // MARK: - Axes

    var valueTicks: [Tick] {
        guard series.hasScores else { return [] }
        return valueLabels.map { value, label in
            Tick(
                line: "M\(px(left)) \(px(y(value)))H\(px(right))", x: px(left - 6), y: px(y(value) + 4),
                label: label)
        }
    }

    var stepTicks: [Tick] {
        let most = series.points.count - 1
        guard most >= 0 else { return [] }
        let places = Scale(from: 0, to: Double(max(most, 1)), start: 0, end: 1)
            .ticks(about: frame.kind == .wide ? 10 : 5)
        return places.compactMap { Int(exactly: $0) }.filter { $0 <= most }.map { index in
            return Tick(
                line: "M\(px(x(index))) \(px(frame.axis))v4", x: px(x(index)), y: px(frame.stepLabels),
                label: "\(series.points[index].number)")
        }
    }

    // MARK: - Lines

    var baselineLine: ScoreChart.Line? {
        series.baseline.map { ScoreChart.Line(line: "M\(px(left)) \(px(y($0)))H\(px(right))") }
    }

    var band: ScoreChart.Band? {
        guard let middle = series.baseline, let spread = series.spread else { return nil }
        let (top, bottom) = (y(middle + spread), y(middle - spread))
        return ScoreChart.Band(
            x: px(left), y: px(top), width: px(right - left), height: px(max(bottom - top, 1)))
    }

    var bestLine: String? {
        let line = series.bestSoFar
        guard let first = line.first else { return nil }
        let path = line.dropFirst().reduce("M\(px(x(first.index))) \(px(y(first.score)))") {
            $0 + "H\(px(x($1.index)))V\(px(y($1.score)))"
        }
        return path + "H\(px(x(series.points.count - 1)))"
    }

    // MARK: - Marks

    var accepted: [Mark] {
        scored { $0 == .accepted || $0 == .base }.filter { !isOff($0.1) }.map {
            mark(
                $0.0, at: $0.1, look: $0.0.look == .base ? "base" : $0.0.isBest ? "accepted best" : "accepted"
            )
        }
    }

    var rejected: [Mark] {
        scored { $0 == .rejected }.filter { !isOff($0.1) }.map { mark($0.0, at: $0.1, look: "rejected") }
    }

    var rejectedPath: String? {
        let places = scored { $0 == .rejected }.filter { !isOff($0.1) }
        return places.isEmpty
            ? nil : places.map { "M\(px(x($0.0.index))) \(px(y($0.1)))h0" }.joined()
    }

    /// The points that there is no room for.
    var outliers: [(point: ScoreSeries.Point, score: Double)] {
        scored { $0 != .failed }.filter { isOff($0.1) }.map { (point: $0.0, score: $0.1) }
    }

    /// A triangle at the edge beyond which the score lies.
    var off: [Mark] {
        outliers.map { point, score in
            let isAbove = score > values.high
            let (tip, base) = isAbove ? (frame.top - 3, 7.0) : (frame.bottom + 3, -7.0)
            return Mark(
                x: "", y: "", look: "off",
                shape: "M\(px(x(point.index))) \(px(tip))l4 \(px(base))h-8z", title: point.title)
        }
    }

    var failed: [Mark] {
        series.points.filter { $0.look == .failed }.map {
            Mark(x: "", y: "", look: "failed", shape: cross($0), title: $0.title)
        }
    }

    /// A line for each, where there is no room for crosses.
    var failedPath: String? {
        let shapes = series.points.filter { $0.look == .failed }.map {
            "M\(px(x($0.index))) \(px(frame.strip - 3.5))v7"
        }
        return shapes.isEmpty ? nil : shapes.joined()
    }

    var labels: [Caption] {
        guard let baseline = series.baseline else { return [] }
        let minimizes = series.objective.direction == .minimize
        let base = Caption(
            x: px(right - 4), y: px(y(baseline) + (minimizes ? -7 : 15)), look: "baseline",
            text: "baseline \(Figures.value(baseline))")
        guard let best = series.best, let score = best.score, best.look == .accepted,
            abs(y(score).distance(to: y(baseline))) > 22
        else { return [base] }
        let place = min(max(x(best.index) + 30, left + 80), right - 4)
        return [
            base,
            Caption(
                x: px(place), y: px(y(score) + (minimizes ? 18 : -10)), look: "best",
                text: "best \(Figures.value(score))"),
        ]
    }

    private func cross(_ point: ScoreSeries.Point) -> String {
        "M\(px(x(point.index) - 3.5)) \(px(frame.strip - 3.5))l7 7m-7 0l7 -7"
    }

    private func mark(_ point: ScoreSeries.Point, at score: Double, look: String) -> Mark {
        Mark(x: px(x(point.index)), y: px(y(score)), look: look, shape: "", title: point.title)
    }

    private func scored(_ isWanted: (StepLook) -> Bool) -> [(ScoreSeries.Point, Double)] {
        series.points.compactMap { point in
            point.score.flatMap { isWanted(point.look) ? (point, $0) : nil }
        }
    }
}
