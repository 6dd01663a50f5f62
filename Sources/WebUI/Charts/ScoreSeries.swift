import StudyModel
import Text

/// The scores of a run in the order in which its steps were recorded.
struct ScoreSeries: Hashable, Sendable {
    struct Point: Hashable, Sendable {
        /// The place in the order.
        let index: Int
        let number: Int
        let name: String
        let look: StepLook
        /// Finite.
        let score: Double?
        let gain: String?
        let standing: String
        let isBest: Bool

        var title: String {
            let value = score.map { " \(Figures.value($0))" } ?? ""
            return "step \(name): \(standing)\(value)\(gain.map { " (\($0))" } ?? "")"
        }
    }

    let metric: String
    let objective: Objective
    let points: [Point]
    let baseline: Double?
    /// The standard deviation of the base's repeats.
    let spread: Double?

    init(_ view: RunView, spread: Double?) {
        objective = view.objective
        metric = view.objective.metric
        baseline = view.baseline?.score.flatMap { $0.isFinite ? $0 : nil }
        self.spread = spread.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
        points = view.steps.enumerated().map { index, step in
            Point(
                index: index, number: step.step.number, name: StepName.short(step.step, in: view),
                look: StepLook(step), score: step.score.flatMap { $0.isFinite ? $0 : nil },
                gain: Naming.gainOverBase(step, in: view).map(Figures.percent),
                standing: Naming.standing(step),
                isBest: step.candidate == view.best)
        }
    }

    var hasScores: Bool { points.contains { $0.score != nil } }
    var best: Point? { points.last { $0.isBest && $0.score != nil } }
    var directionWords: String { objective.direction == .minimize ? "lower is better" : "higher is better" }

    /// What the drawing shows, in a sentence or two.
    var description: String {
        func count(_ look: StepLook) -> Int { points.count { $0.look == look } }
        let start = baseline.map { "The baseline is \(Figures.value($0))." } ?? "The base has no score yet."
        let end = best.flatMap { best in
            best.score.map { " The best is \(Figures.value($0)), of step \(best.name)." }
        }
        return start + (end ?? "")
            + " \(count(.accepted)) steps were accepted, \(count(.rejected)) rejected, \(count(.failed)) have no score."
    }

    /// The best accepted score up to each point, where there is one.
    var bestSoFar: [(index: Int, score: Double)] {
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
