import Search
import StudyModel

/// What the base's repeats say about noise and time.
struct CheckFigures {
    let study: Study
    let base: Evaluation
    /// The whole sitting.
    let wallSeconds: Double
    let repeats: Int
    let examples: [Example]

    /// The objective's value in each repeat; over examples their mean.
    var values: [Double] {
        let scored = base.trials.filter { $0.metrics[study.objective.metric] != nil }
        let byRepeat = Dictionary(grouping: scored, by: \.repetition)
        return byRepeat.keys.sorted().compactMap { repetition in
            let values = (byRepeat[repetition] ?? []).compactMap { $0.metrics[study.objective.metric] }
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
    }

    var repeatsAgree: Bool { Set(values).count <= 1 }

    var relativeSpread: Double? {
        guard values.count > 1 else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count - 1)
        return mean == 0 ? nil : variance.squareRoot() / abs(mean)
    }

    /// As a share of the base's score.
    var detectableGain: Double? {
        guard let score = base.score(study.objective), score != 0 else { return nil }
        return Search.detectableGain(base: values, study: study, seed: study.seed).map { $0 / abs(score) }
    }

    /// Whether a step can be accepted at all at the study's confidence.
    var canAccept: Bool {
        study.evaluator.deterministic || study.search.accept.rule == .always
            || smallestAttainableP(of: study, examples: batch) <= 1 - study.search.accept.confidence
    }

    private var batch: Int {
        let train = examples.filter { $0.split == .train }.count
        return min(study.batch.size ?? train, train)
    }

    var measure: String {
        let repeats = study.evaluator.measure.repeats
        if study.evaluator.deterministic { return "one trial" }
        return study.evaluator.measure.compare == .interleaved
            ? "\(repeats) interleaved \(repeats == 1 ? "pair" : "pairs")"
            : "\(repeats) \(repeats == 1 ? "repeat" : "repeats") against the parent's stored ones"
    }

    /// Seconds of one run of the command.
    private var trialSeconds: Double {
        base.commandRuns == 0 ? 0 : base.trials.map(\.wallSeconds).reduce(0, +) / Double(base.commandRuns)
    }

    /// Seconds of building and gates, and of moving a slot.
    private var preparation: Double { max(0, wallSeconds - trialSeconds * Double(base.commandRuns)) }

    var stepSeconds: Double {
        let trials = study.evaluator.deterministic ? 1 : study.evaluator.measure.repeats
        let isBeside = !study.evaluator.deterministic && study.evaluator.measure.compare == .interleaved
        return preparation + trialSeconds * Double(trials * (isBeside ? 2 : 1))
    }

    var runSeconds: Double? {
        guard let steps = study.budget.steps else { return nil }
        let pairs = study.evaluator.deterministic ? 1 : study.evaluator.measure.confirm
        return stepSeconds * Double(steps) + trialSeconds * Double(2 * pairs) + preparation
    }
}
