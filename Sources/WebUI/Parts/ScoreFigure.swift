import StudyModel

/// The score over steps with its legend: what the template `score_figure` shows.
struct ScoreFigure: Hashable, Sendable {
    let wide: ScoreChart
    let narrow: ScoreChart
    /// Those of the further objectives.
    let others: [Charts]
    let bandWords: String?
    /// What the candidates that stand are called.
    let accepted: String

    struct Charts: Hashable, Sendable {
        let wide: ScoreChart
        let narrow: ScoreChart
    }

    /// - Parameter base: the base's figure of the objective, whose repeats say how much noise there is.
    init(_ view: RunView, base: MetricSummary?) {
        let series = ScoreSeries(view, spread: base?.sd)
        accepted = Naming.accepted(in: view)
        wide = ScoreChart(series, frame: .wide)
        narrow = ScoreChart(series, frame: .narrow)
        bandWords =
            series.spread == nil || series.baseline == nil
            ? nil : "noise: one standard deviation of the base's \(base?.n ?? 0) trials to each side"
        others = view.record.study.otherObjectives.indices.map { place in
            let series = ScoreSeries(view, by: place + 1, spread: nil)
            return Charts(
                wide: ScoreChart(series, frame: .wide), narrow: ScoreChart(series, frame: .narrow))
        }
    }
}
