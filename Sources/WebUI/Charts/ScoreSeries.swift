import StudyModel
import Text

/// What a run's curve is drawn of, in the order in which its steps were recorded: figures of one sample.
///
/// The scores on the split that selects, where the study has examples; the gains over the base, where candidates are measured beside their parents and scores
/// of different sittings are no figures to set side by side; else the scores. Where the evaluator changed, those by the one that judges now.
package struct ScoreSeries: Hashable, Sendable {
    package struct Point: Hashable, Sendable {
        /// The place in the order.
        package let index: Int
        package let number: Int
        let name: String
        package let look: StepLook
        /// Finite.
        package let score: Double?
        /// The step's scores, each with its sample.
        let scoreWords: String?
        let gain: String?
        let standing: String
        package let isBest: Bool

        var title: String {
            let value = scoreWords.map { " \($0)" } ?? ""
            return "step \(name): \(standing)\(value)\(gain.map { " (\($0))" } ?? "")"
        }
    }

    /// Which of the study's objectives it is of.
    let place: Int
    /// What the values are of.
    package let name: String
    package let objective: Objective
    package let points: [Point]
    /// What the candidates that stand are called.
    package let accepted: String
    package let baseline: Double?
    /// The standard deviation of the base's repeats; `nil` where the values are no single runs of one thing.
    let spread: Double?

    package init(_ view: RunView, by place: Int = 0, spread: Double?) {
        self.place = place
        accepted = Naming.accepted(in: view)
        let metric = view.objective(at: place).metric
        let isOfExamples = view.record.study.examples != nil
        let areGains = !isOfExamples && view.steps.contains { Self.isBesideParent($0, by: place, in: view) }
        let baseScore = view.baseline.flatMap { view.selectionScore($0, by: place) }
        let isBaseOutdated = baseScore.map(view.isOutdated) ?? false
        let scale = areGains ? Self.scale(of: view, by: place) : .absolute
        objective = areGains ? Objective(direction: .maximize) : view.objective(at: place)
        name =
            areGains
            ? (view.record.study.otherObjectives.isEmpty ? "" : "\(metric): ") + "gain over the base"
                + (scale == .percent ? ", percent" : "")
            : baseScore.map { score in
                isOfExamples ? "\(metric) on \(Naming.sample(score.sample, metric: metric))" : metric
            } ?? metric
        baseline = areGains ? baseScore.map { _ in 0 } : Self.finite(isBaseOutdated ? nil : baseScore?.value)
        self.spread =
            areGains || isOfExamples || isBaseOutdated
            ? nil : Self.finite(spread).flatMap { $0 > 0 ? $0 : nil }
        points = view.steps.enumerated().map { index, step in
            let gain = view.gainOverBase(step, by: place)
            let own = step.step.number == 0 ? 0 : scale == .percent ? gain?.percent : gain?.estimate
            let score = view.selectionScore(step, by: place).flatMap { score in
                let isComparable = baseScore.map { score.sample.isSame(as: $0.sample) } == true
                return isComparable && !score.isReported && !view.isOutdated(score) ? score.value : nil
            }
            return Point(
                index: index, number: step.step.number, name: StepName.short(step.step, in: view),
                look: StepLook(step), score: Self.finite(areGains ? own : score),
                scoreWords: place == 0
                    ? Naming.scores(step, in: view)
                    : step.figures(by: place).scores.first.map { Naming.score($0, in: view) },
                gain: gain.map { view.short($0) },
                standing: Naming.standing(step, in: view), isBest: step.candidate == view.best)
        }
    }

    /// Whether a step's gain is of what was measured beside it, not of scores of different sittings.
    private static func isBesideParent(_ step: StepSummary, by place: Int, in view: RunView) -> Bool {
        view.gainOverBase(step, by: place).map { $0.isBeside || $0.source == .chained } ?? false
    }

    private static func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }

    /// Percent where every gain is told so.
    private static func scale(of view: RunView, by place: Int) -> GainScale {
        view.steps.allSatisfy { view.gainOverBase($0, by: place).map { $0.scale == .percent } ?? true }
            ? .percent : .absolute
    }

    package var hasScores: Bool { points.contains { $0.score != nil } }
    var best: Point? { points.last { $0.isBest && $0.score != nil } }
    package var directionWords: String {
        objective.direction == .minimize ? "lower is better" : "higher is better"
    }

    /// What the drawing shows, in a sentence or two.
    package var description: String {
        func count(_ look: StepLook) -> Int { points.count { $0.look == look } }
        let start = baseline.map { "The baseline is \(Figures.value($0))." } ?? "The base has no score yet."
        let end = best.flatMap { best in
            best.score.map { " The best is \(Figures.value($0)), of step \(best.name)." }
        }
        return start + (end ?? "")
            + " \(count(.accepted)) steps were \(accepted), \(count(.rejected)) rejected, \(count(.failed)) have no score."
    }

    /// The best accepted score up to each point, where there is one.
    package var bestSoFar: [(index: Int, score: Double)] {
        var best: Double?
        var line: [(Int, Double)] = []
        for point in points {
            guard let score = point.score, point.look == .accepted || point.look == .base else { continue }
            guard best.map({ objective.isBetter(score, than: $0) }) ?? true else { continue }
            best = score
            line.append((point.index, score))
        }
        return line
    }
}
