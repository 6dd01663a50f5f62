import Search
import Statistics
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
            return Summaries.mean(values)
        }
    }

    var repeatsAgree: Bool { Set(values).count <= 1 }

    var relativeSpread: Double? {
        guard let mean = Summaries.mean(values), mean != 0 else { return nil }
        return Summaries.standardDeviation(values).map { $0 / abs(mean) }
    }

    /// How many pairs a race takes for a candidate without a gain.
    var usualPairs: Double? { plan.usualPairs(confidence: study.search.accept.confidence) }

    private var plan: ComparisonPlan { ComparisonPlan(ofStepsOf: study, examples: examples) }

    /// As a share of the base's score; of a study that compares runs.
    var detectableGain: Double? {
        if case .examples = plan { return nil }
        guard let score = base.score(study.objective), score != 0 else { return nil }
        return Search.detectableGain(base: values, study: study, seed: study.seed).map { $0 / abs(score) }
    }

    /// What a step tells, the end and the sealed test, of a study over examples; in the order in which they come.
    var tellable: [TellableGain] {
        let step: TellableGain? =
            if case .examples(let count) = plan, study.search.accept.rule == .better {
                TellableGain(
                    .step, split: study.search.accept.on == .validation ? .validation : .train,
                    examples: count,
                    candidates: 1, least: nil,
                    gain: DetectableShare(
                        examples: count, base: scores,
                        tail: ComparisonPlan.tail(study.search.accept.confidence)))
            } else { nil }
        let closings: [(TellableGain.Place, ClosingPlan?)] = [
            (.end, ClosingPlan(ofEndOf: study, examples: examples)),
            (.test, ClosingPlan(ofTestOf: study, examples: examples)),
        ]
        return [step].compactMap { $0 }
            + closings.compactMap { place, plan in
                plan.map {
                    TellableGain(
                        place, split: $0.split, examples: $0.observations, candidates: $0.candidates,
                        least: $0.canClaim ? nil : $0.least, gain: $0.detectable(base: scores))
                }
            }
    }

    /// The base's scores, of each example its repeats.
    private var scores: [[Double]] {
        let scores = base.trials.compactMap { trial in
            trial.metrics[study.objective.metric].map { (trial.example, $0) }
        }
        return Dictionary(grouping: scores, by: \.0).values.map { $0.map(\.1) }
    }

    private var batch: Int {
        let train = examples.filter { $0.split == .train }.count
        return min(study.batch.size ?? train, train)
    }

    var measure: String {
        switch plan {
        case .exact: "one trial"
        case .examples(let count): "\(count) paired examples"
        case .pairs(let count): "\(count) interleaved \(count == 1 ? "pair" : "pairs")"
        case .race(let looks):
            "a race of \(looks.lowerBound) to \(looks.upperBound) interleaved pairs"
        case .samples(_, let count):
            "\(count) \(count == 1 ? "repeat" : "repeats") against the parent's stored ones"
        }
    }

    /// Seconds of one run of the command on all of train; each trial of a run has the whole run's time.
    private var trialSeconds: Double {
        Summaries.mean(base.trials.map(\.wallSeconds)) ?? 0
    }

    /// The examples that a step runs at most, as a share of those that the base was run on.
    private var exampleShare: Double {
        let train = examples.count { $0.split == .train }
        guard train > 0 else { return 1 }
        let usesValidation = study.search.accept.on != .train || study.search.select == .validation
        let validation = usesValidation ? examples.count { $0.split == .validation } : 0
        let own = study.search.select == .train ? train : batch
        return Double(own + validation) / Double(train)
    }

    /// Runs of the command that a step makes of its candidate, and its parent where they run in turn; of a race those that one without a gain takes.
    private var stepRuns: Double {
        guard !study.evaluator.deterministic else { return 1 }
        if study.goesOnWithParents { return Double(study.evaluator.measure.repeats.count + 1) }
        return (usualPairs ?? Double(study.evaluator.measure.repeats.count))
            * (study.evaluator.measure.compare == .interleaved ? 2 : 1)
    }

    /// What a step takes of the evaluator, as a share of what the base took here.
    var stepShare: Double {
        base.commandRuns == 0 ? 0 : stepRuns / Double(base.commandRuns) * exampleShare
    }

    /// Seconds of building and gates, and of moving a slot.
    private var preparation: Double { max(0, wallSeconds - trialSeconds * Double(base.commandRuns)) }

    var stepSeconds: Double {
        preparation + trialSeconds * stepRuns * exampleShare
    }

    /// Seconds of the comparison at the end; a trial here is a run on all of train.
    private var closingSeconds: Double {
        let train = max(1, examples.count { $0.split == .train })
        let split: Split
        switch ClosingMethod(of: study, examples: examples) {
        case .maximum: return 0
        case .apart: split = .confirm
        case .none(let own, _): split = own
        case .pairs: split = .train
        }
        let count = max(1, examples.count { $0.split == split })
        let pairs = study.evaluator.deterministic ? count : max(count, study.evaluator.measure.confirm)
        return trialSeconds * Double(2 * pairs) / Double(train) + preparation
    }

    var runSeconds: Double? {
        guard let steps = study.budget.steps else { return nil }
        return stepSeconds * Double(steps) + closingSeconds
    }
}
