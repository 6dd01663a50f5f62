import Statistics
import StudyModel
import Text

/// Which examples a candidate won against the base, and which it lost: what the template `examples` shows.
struct ExampleTable: Hashable, Sendable {
    let exampleWords: String
    let exampleCaption: String
    let exampleRows: [Row]
    let exampleLimit: String?

    struct Row: Hashable, Sendable {
        let id: String
        let base: String
        let candidate: String
        let gain: String
        let result: String
        let look: String
    }

    private static let mostRows = 200

    /// Returns `nil` where one evaluator did not measure both, or they have no example in common.
    init?(base: StepRecord, candidate: StepRecord, in view: RunView) {
        guard let own = candidate.evaluation, let old = base.evaluation(alike: candidate) else { return nil }
        self.init(base: old, candidate: own, objective: view.objective)
    }

    /// Returns `nil` where the two have no example in common.
    init?(base: Evaluation, candidate: Evaluation, objective: Objective) {
        let (old, new) = (Self.means(base, objective), Self.means(candidate, objective))
        let pairs = new.compactMap { id, value in
            old[id].map { ExampleRow(example: id, value: value, other: $0, objective: objective) }
        }
        guard !pairs.isEmpty else { return nil }
        let won = pairs.count { $0.gain > 0 }
        let lost = pairs.count { $0.gain < 0 }
        let ordered = pairs.sorted { (abs($1.gain), $0.example) < (abs($0.gain), $1.example) }
        exampleWords =
            "Of \(pairs.count) examples that both were tried on, it won \(won) and lost \(lost); \(pairs.count - won - lost) are the same. "
            + "These are means over repeats, without a test of each."
        exampleCaption = "The examples by how much they changed, most first"
        exampleRows = ordered.prefix(Self.mostRows).map { pair in
            Row(
                id: pair.example, base: Figures.value(pair.other), candidate: Figures.value(pair.value),
                gain: (pair.gain > 0 ? "+" : "") + Figures.value(pair.gain),
                result: pair.gain > 0 ? "won" : pair.gain < 0 ? "lost" : "same",
                look: pair.gain > 0 ? "won" : pair.gain < 0 ? "lost" : "")
        }
        let rest = pairs.count - exampleRows.count
        exampleLimit = rest > 0 ? "\(rest) more examples changed less." : nil
    }

    /// The mean of each example's repeats.
    private static func means(_ evaluation: Evaluation, _ objective: Objective) -> [String: Double] {
        var values: [String: [Double]] = [:]
        for trial in evaluation.trials {
            guard let id = trial.example, let value = trial.metrics[objective.metric] else { continue }
            values[id, default: []].append(value)
        }
        return values.compactMapValues(Summaries.mean)
    }
}
