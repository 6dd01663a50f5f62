import StudyModel

/// What came of judging one candidate.
struct Judgment {
    var evaluation: Evaluation
    var parentEvaluation: Evaluation?
    var ruling: Ruling
    /// The objective's value by split.
    var splits: [String: Double] = [:]
}

/// When parents are measured beside candidates.
enum ParentSittings: Hashable, Sendable {
    case asNeeded
    /// Beside candidates alone, never before something is proposed: what the proposer was told was settled earlier.
    case besideCandidates
    /// Never: the candidate's figures come from elsewhere, and are compared with those that are recorded.
    case never
}

/// Has a candidate evaluated, beside its parent where that is needed, and decides on it.
///
/// The step's examples come first: their trials are what the evidence of later steps tells of. The validation split follows where it
/// decides (`accept.on`) or where the winner is selected by it, and only for candidates that have not been rejected yet.
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

    /// Measures a parent on a step's minibatch where its recorded trials do not cover that.
    ///
    /// Their seeds are those of the candidate's own trials. Where candidate and parent are measured in turn later, once is enough: those trials
    /// are for the evidence alone.
    func measure(_ parent: inout ParentStanding, before step: StepID) async throws {
        let minibatch = examples.minibatch(for: step)
        guard parents == .asNeeded, let known = parent.recorded, known.outcome == .scored,
            !known.covers(minibatch)
        else { return }
        let sitting = Sitting(
            candidates: [parent.subject], examples: minibatch, repeats: isBeside ? 1 : study.repeats,
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
        var judgment = try await sit(subject, over: rival, step: step, split: .train, train)
        if let verdict { judgment.ruling = Ruling(.accepted, why: verdict) }
        let isUndecided = judgment.ruling.verdict == .accepted || on == .validation
        let selects = study.search.select == .validation
        guard judgment.evaluation.outcome == .scored, isUndecided, !examples.validation.isEmpty,
            on != .train || selects
        else { return judgment }
        let second = try await sit(subject, over: rival, step: step, split: .validation, examples.validation)
        judgment.add(second)
        let isDecided = verdict != nil || (on == .train && second.evaluation.outcome == .scored)
        if !isDecided { judgment.ruling = second.ruling.on(.validation) }
        return judgment
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
        if let score = evaluation.score(study.objective) { judgment.splits[split.rawValue] = score }
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

extension Judgment {
    /// Adds what the validation split gave; its words and files are not the evidence's.
    fileprivate mutating func add(_ validation: Judgment) {
        evaluation.add(validation.evaluation)
        if let beside = validation.parentEvaluation {
            parentEvaluation = parentEvaluation ?? Evaluation(outcome: beside.outcome)
            parentEvaluation?.add(beside)
        }
        splits.merge(validation.splits) { first, _ in first }
    }
}

extension Ruling {
    fileprivate func on(_ split: Split) -> Ruling {
        Ruling(verdict, why: "on \(split.rawValue): \(why)", comparison: comparison)
    }
}

extension Evaluation {
    fileprivate mutating func add(_ other: Evaluation) {
        trials += other.trials
        commandRuns += other.commandRuns
        wallSeconds += other.wallSeconds
        attachments += other.attachments.map { Attachment(path: "validation/" + $0.path, bytes: $0.bytes) }
    }
}

extension Study {
    /// Runs of the command for a candidate (and example) in a step.
    var repeats: Int { evaluator.deterministic ? 1 : evaluator.measure.repeats }
}
