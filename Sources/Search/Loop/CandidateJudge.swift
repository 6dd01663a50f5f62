import StudyModel

/// When parents are measured beside candidates.
enum ParentSittings: Hashable, Sendable {
    case asNeeded
    /// Beside candidates alone, never before something is proposed: what the proposer was told was settled earlier.
    case besideCandidates
    /// Never: the candidate's figures come from elsewhere, and are compared with those that are recorded.
    case never
}

/// Has a candidate evaluated, beside its parent where that decides, and decides on it.
///
/// The step's minibatch comes first, the validation split where it decides (`accept.on`). What selection goes by follows for accepted
/// candidates alone, where it is not known yet: the validation split, or the rest of train.
struct CandidateJudge<Store: RunStore, Judge: Evaluator> {
    let store: Store
    let evaluator: Judge
    let record: RunRecord
    let examples: StudyExamples
    let parents: ParentSittings

    private var study: Study { record.study }

    /// Judges the base: the score alone, on all of train and, where it will be asked for, validation.
    func judgeBase(_ base: Subject, step: StepID) async throws -> Judgment {
        try await judge(base, over: nil, step: step, train: examples.train, verdict: "the base")
    }

    /// Judges a candidate over its parent, whose evaluation was recorded as the given step (`nil` for none).
    func judge(_ subject: Subject, over parent: CommitID, scored: StepID?, step: StepID) async throws
        -> Judgment
    {
        try await judge(subject, over: standing(of: parent, scored: scored), step: step)
    }

    /// Judges a candidate over what is known of its parent.
    func judge(_ subject: Subject, over parent: ParentStanding, step: StepID) async throws -> Judgment {
        try await judge(
            subject, over: parent, step: step, train: examples.minibatch(for: step), verdict: nil)
    }

    /// Returns what is recorded of a parent.
    func standing(of parent: CommitID, scored: StepID?) async throws -> ParentStanding {
        let own: StepRecord? = if let scored { try await store.record(of: scored) } else { nil }
        return ParentStanding(
            subject: Subject(commit: parent, tree: try await store.tree(of: parent)), step: scored,
            recorded: own?.evaluation)
    }

    /// Tells whether a parent has to be measured before something is proposed: its recorded trials do not cover the step's minibatch.
    func mustMeasure(_ parent: ParentStanding, before step: StepID) -> Bool {
        guard parents == .asNeeded, let known = parent.recorded, known.outcome == .scored else {
            return false
        }
        return !known.covers(examples.minibatch(for: step))
    }

    /// Measures a parent on a step's minibatch.
    ///
    /// The trials' seeds are those of the candidate's own trials. Where candidate and parent are measured in turn later, once is enough: those trials
    /// are for the evidence alone.
    func measure(_ parent: inout ParentStanding, before step: StepID) async throws {
        let sitting = Sitting(
            candidates: [parent.subject], examples: examples.minibatch(for: step),
            repeats: isBeside ? 1 : study.repeats,
            seed: seed(step))
        let evaluations = try await evaluate(sitting)
        guard let evaluation = evaluations.last, evaluations.count == 1 else {
            throw SearchError.wrongEvaluationCount(asked: 1, given: evaluations.count)
        }
        parent.fresh = evaluation
    }

    /// Whether parents are measured in turn with their candidates.
    private var isBeside: Bool {
        !study.evaluator.deterministic && study.evaluator.measure.compare == .interleaved
    }

    private func judge(
        _ subject: Subject, over rival: ParentStanding?, step: StepID, train: [Example], verdict: String?
    ) async throws -> Judgment {
        let on = study.search.accept.on
        var judgment = try await sit(
            subject, over: on == .validation ? nil : rival, step: step, split: .train, train)
        if parents == .never { return told(judgment, over: rival, step: step) }
        if let verdict { judgment.ruling = Ruling(.accepted, why: verdict) }
        guard judgment.evaluation.outcome == .scored else { return judgment }
        let isUndecided = judgment.ruling.verdict == .accepted || on == .validation
        if on != .train, isUndecided, !examples.validation.isEmpty {
            let second = try await sit(
                subject, over: rival, step: step, split: .validation, examples.validation)
            judgment.add(second, as: .validation)
            if verdict == nil { judgment.ruling = second.ruling.on(.validation) }
        }
        guard judgment.ruling.verdict == .accepted else { return judgment }
        try await complete(&judgment, of: subject, step: step, train: train, isBase: verdict != nil)
        return judgment
    }

    /// Measures what the winner is selected by, where that is not known of the candidate yet.
    ///
    /// A candidate that fails there is no candidate for the best, and is rejected; the base stays what it is.
    private func complete(
        _ judgment: inout Judgment, of subject: Subject, step: StepID, train: [Example], isBase: Bool
    ) async throws {
        let split: Split = study.search.select == .validation ? .validation : .train
        guard study.search.select != .last, judgment.splits[split.rawValue] == nil else { return }
        let known = Set(train.map(\.id))
        let rest = split == .train ? examples.train.filter { !known.contains($0.id) } : examples.validation
        guard !rest.isEmpty else { return }
        let more = try await sit(subject, over: nil, step: step, split: split, rest)
        judgment.add(more, as: split)
        if more.evaluation.outcome != .scored, !isBase {
            judgment.ruling = more.ruling.on(split)
        } else if split == .train {
            judgment.splits[split.rawValue] = score(of: judgment.evaluation, on: examples.train)
        }
    }

    /// What was judged elsewhere, compared with what is recorded of its parent; its splits are those that it covers.
    private func told(_ judgment: Judgment, over rival: ParentStanding?, step: StepID) -> Judgment {
        var judgment = judgment
        let evaluation = judgment.evaluation
        judgment.ruling = Acceptance(study).judge(
            evaluation, over: rival?.recorded, paired: false, seed: record.seed(for: step, purpose: "test"))
        guard evaluation.trials.contains(where: { $0.example != nil }), evaluation.outcome == .scored else {
            return judgment
        }
        judgment.splits = [:]
        for (split, all) in [(Split.train, examples.train), (.validation, examples.validation)]
        where !all.isEmpty && evaluation.covers(all) {
            judgment.splits[split.rawValue] = score(of: evaluation, on: all)
        }
        if judgment.splits[Split.train.rawValue] == nil {
            judgment.splits[StepRecord.minibatchSplit] = evaluation.score(study.objective)
        }
        return judgment
    }

    /// The score on some examples alone.
    private func score(of evaluation: Evaluation, on examples: [Example]) -> Double? {
        Measurements(evaluation, objective: study.objective, examples: Set(examples.map(\.id)))
            .score(study.evaluator.measure.statistic)
    }

    private func sit(
        _ subject: Subject, over rival: ParentStanding?, step: StepID, split: Split, _ examples: [Example]
    ) async throws -> Judgment {
        let rivals = rival.flatMap { needsSitting($0, examples) ? $0.subject : nil }
        let sitting = Sitting(
            candidates: [rivals, subject].compactMap { $0 }, split: split, examples: examples,
            repeats: study.repeats, seed: seed(step))
        let evaluations = try await evaluate(sitting)
        guard let evaluation = evaluations.last, evaluations.count == sitting.candidates.count else {
            throw SearchError.wrongEvaluationCount(asked: sitting.candidates.count, given: evaluations.count)
        }
        let beside = rivals == nil ? nil : evaluations.first
        let paired = beside != nil && evaluation.outcome == .scored
        let ruling = Acceptance(study).judge(
            evaluation, over: paired ? beside : rival?.evaluation(over: examples), paired: paired,
            seed: record.seed(for: step, purpose: "test"))
        var judgment = Judgment(evaluation: evaluation, parentEvaluation: beside, ruling: ruling)
        if paired, beside?.outcome != .scored {
            judgment.ruling = Ruling(.rejected, why: "the parent gave no score beside it")
        }
        let isPart = split == .train && examples.count < self.examples.train.count
        let name = isPart ? StepRecord.minibatchSplit : split.rawValue
        if let score = evaluation.score(study.objective) { judgment.splits[name] = score }
        return judgment
    }

    private func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        let keeping = TraceKeeping(study: study)
        return try await evaluator.evaluate(sitting).map { keeping.kept($0, of: sitting.split) }
    }

    /// Tells whether the parent has to be measured beside the candidate.
    private func needsSitting(_ rival: ParentStanding, _ examples: [Example]) -> Bool {
        guard parents != .never, let known = rival.evaluation(over: examples), known.outcome == .scored
        else { return false }
        return isBeside || !known.covers(examples)
    }

    /// Alike for all steps where equal candidates must give equal values, else the step's own, so that steps are independent.
    private func seed(_ step: StepID) -> UInt64 {
        study.evaluator.deterministic
            ? Seeds.derive(study.seed, "trials") : record.seed(for: step, purpose: "trials")
    }
}

extension Study {
    /// Runs of the command for a candidate (and example) in a step.
    var repeats: Int { evaluator.deterministic ? 1 : evaluator.measure.repeats }
}
