import StudyModel

/// The score over steps with its legend: what the template `score_figure` shows.
struct ScoreFigure: Hashable, Sendable {
    let wide: ScoreChart
    let narrow: ScoreChart
    let bandWords: String?
    let offWords: String?

    /// - Parameter base: the base's figure of the objective, whose repeats say how much noise there is.
    init(_ view: RunView, base: MetricSummary?) {
        let series = ScoreSeries(view, spread: base?.sd)
        wide = ScoreChart(series, frame: .wide)
        narrow = ScoreChart(series, frame: .narrow)
        bandWords =
            series.spread == nil || series.baseline == nil
            ? nil : "noise: one standard deviation of the base's \(base?.n ?? 0) trials to each side"
        offWords =
            wide.off.isEmpty
            ? nil
            : "\(wide.off.count) \(wide.off.count == 1 ? "score lies" : "scores lie") outside the drawing: the triangles at its edge."
    }
}
