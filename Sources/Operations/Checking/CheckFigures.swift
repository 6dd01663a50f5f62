import Search
import Statistics
import StudyModel

/// What the base's repeats say about noise, by every objective, and about time.
struct CheckFigures {
    let study: Study
    let base: Evaluation
    /// The whole sitting.
    let wallSeconds: Double
    let repeats: Int
    let examples: [Example]
    /// Seconds that whoever proposes takes for a reply.
    private let replySeconds: Double
    /// What the repeats say by each objective, the first before others.
    let objectives: [CheckedObjective]

    /// - Parameters:
    ///   - wallSeconds: of the whole sitting.
    ///   - replySeconds: that whoever proposes takes for a reply.
    ///   - looks: how often the sealed examples were looked at before, in all runs of the repository.
    init(
        _ study: Study, base: Evaluation, wallSeconds: Double, repeats: Int, examples: [Example],
        replySeconds: Double, looks: Int
    ) {
        (self.study, self.base, self.wallSeconds) = (study, base, wallSeconds)
        self.replySeconds = replySeconds
        (self.repeats, self.examples) = (repeats, examples)
        objectives = study.objectives.indices.map {
            ObjectiveFigures(study, place: $0, base: base, examples: examples, looks: looks).checked
        }
    }

    /// What the base was run on.
    var sample: Sample {
        let train = examples.filter { $0.split == .train }
        return Sample(examples: ExampleSet(train.map(\.id), of: train.count), repeats: repeats)
    }

    /// Whether all repeats gave the same values, by every objective.
    var repeatsAgree: Bool { objectives.allSatisfy(\.repeatsAgree) }

    /// Whether every example gave every metric alike in all repeats; `nil` where that was not tried.
    var comesAgain: Bool? {
        guard base.outcome == .scored, repeats > 1 else { return nil }
        return Dictionary(grouping: base.trials, by: \.example).values.allSatisfy { repeats in
            Set(repeats.map(\.metrics)).count == 1
        }
    }

    /// How many pairs a race takes for a candidate without a gain.
    var usualPairs: Double? { plan.usualPairs(confidence: study.search.accept.confidence) }

    private var plan: ComparisonPlan { ComparisonPlan(ofStepsOf: study, examples: examples) }

    private var batch: Int {
        let train = examples.filter { $0.split == .train }.count
        return min(study.batch.size ?? train, train)
    }

    var measure: String {
        switch plan {
        case .exact: "one trial"
        case .examples(1): "1 paired \(study.witnesses.dropLast())"
        case .examples(let count): "\(count) paired \(study.witnesses)"
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
        let validation = study.search.runsValidation ? examples.count { $0.split == .validation } : 0
        let own = study.search.select == .train ? train : batch
        return Double(own + validation) / Double(train)
    }

    /// Runs of the command that a step makes of its candidate, and its parent where they run in turn; of a race those that one without a gain takes.
    private var stepRuns: Double {
        guard !study.evaluator.deterministic else { return 1 }
        let warmup = Double(study.evaluator.warmup)
        if study.furtherRunsAStep > 0 {
            return Double(study.repeats + study.furtherRunsAStep) + 2 * warmup
        }
        return ((usualPairs ?? Double(study.repeats)) + warmup)
            * (study.evaluator.measure.compare == .interleaved ? 2 : 1)
    }

    /// What a step takes of the evaluator, as a share of what the base took here.
    var stepShare: Double {
        base.commandRuns == 0 ? 0 : stepRuns / Double(base.commandRuns) * exampleShare
    }

    /// Seconds of building and gates, and of moving a slot.
    private var preparation: Double { max(0, wallSeconds - trialSeconds * Double(base.commandRuns)) }

    /// Seconds of a step, the reply of whom it asks included.
    var stepSeconds: Double {
        preparation + trialSeconds * stepRuns * exampleShare + replySeconds
    }

    /// How many steps the budget allows; `nil` where nothing bounds them.
    var steps: PlannedSteps? {
        let train = examples.count { $0.split == .train }
        let most = study.mostTrialsAStep(
            train: train, validation: examples.count { $0.split == .validation })
        // Of what it takes at the most, a race alone is as a rule much shorter.
        let spared = usualPairs.map { _ in Double(study.trialsAStep(train: train)) - stepRuns } ?? 0
        let base = (study.repeats + study.evaluator.warmup) * (study.search.runsValidation ? 2 : 1)
        return PlannedSteps(
            of: study, runs: Double(most) - spared, most: most, base: base, seconds: stepSeconds)
    }

    /// Seconds of the comparison at the end; a trial here is a run on all of train.
    private var closingSeconds: Double {
        let train = max(1, examples.count { $0.split == .train })
        let split: Split
        switch ClosingMethod(of: study, examples: examples) {
        case .maximum where study.evaluator.deterministic: return 0
        case .maximum: split = .validation
        case .apart: split = .confirm
        case .none(let own, _): split = own
        case .pairs: split = .train
        }
        let count = max(1, examples.count { $0.split == split })
        let pairs = study.evaluator.deterministic ? count : max(count, study.evaluator.measure.confirm)
        let runs = 2 * (pairs + study.evaluator.warmup) + FinalChoice.runs(of: study)
        return trialSeconds * Double(runs) / Double(train) + preparation
    }

    var runSeconds: Double? {
        steps.map { stepSeconds * Double($0.count) + closingSeconds }
    }
}
