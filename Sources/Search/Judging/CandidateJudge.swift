import StudyModel

/// When parents are measured beside candidates.
enum ParentSittings: Hashable, Sendable {
    case asNeeded
    /// Beside candidates alone, never before something is proposed: what the proposer was told was settled earlier.
    case besideCandidates
}

/// Has a candidate evaluated, beside its parent where that decides, and decides on it.
///
/// The step's minibatch comes first, the validation split where it decides (`accept.on`). What selection goes by follows for accepted
/// candidates alone, where it is not known yet: the validation split, or the rest of train.
struct CandidateJudge {
    let store: any RunStore
    let evaluator: PatientEvaluator
    let record: RunRecord
    let examples: StudyExamples
    let parents: ParentSittings
    /// What a program outside says that candidates scored.
    let reported: Evaluation?

    private var study: Study { record.study }

    /// Judges the base: the score alone, on all of train and, where it will be asked for, validation.
    func judgeBase(_ base: Subject, step: StepID) async throws -> Judgment {
        try await judge(base, over: nil, step: step, train: examples.train, verdict: "the base")
    }

    /// Judges a candidate over what is known of its parent.
    ///
    /// What was reported of it can turn it down and no more: whatever would be accepted by that is measured, and judged by what was measured.
    func judge(_ subject: Subject, over parent: KnownParent, step: StepID) async throws -> Judgment {
        let told = try reported.map { try self.told($0, of: subject, over: parent, step: step) }
        if let told, told.ruling.verdict != .accepted {
            // A figure of no example that is named can be set beside none.
            if examples.train.isEmpty || !told.isOfUnknownExamples { return told }
        }
        var judgment = try await judge(
            subject, over: parent, step: step, train: examples.minibatch(for: step), verdict: nil)
        if let told { judgment.add(reported: told.evaluations[0]) }
        return judgment
    }

    /// The first look at a candidate that is made of two, where there is one: by what is recorded of both on the examples that select.
    func firstLook(atMergeOf parent: KnownParent, and other: KnownParent, step: StepID) -> MergeLook? {
        let split = study.closingSplit(examples)
        return MergeLook(
            at: split == .validation ? examples.validation : examples.train, of: split,
            parents: [parent, other].compactMap(\.recorded), study: study,
            seed: record.seed(for: step, purpose: "merge"))
    }

    /// Judges what a lineage begins with, which is accepted whenever it is scored.
    func judge(start subject: Subject, over parent: KnownParent, step: StepID) async throws -> Judgment {
        var record = record
        record.study.search.accept.rule = .always
        return try await CandidateJudge(
            store: store, evaluator: evaluator, record: record, examples: examples, parents: parents,
            reported: nil
        ).judge(subject, over: parent, step: step)
    }

    /// Judges a candidate by a first look, and measures the rest of what selects where it passes.
    func judge(_ subject: Subject, over parent: KnownParent, by look: MergeLook, step: StepID) async throws
        -> Judgment
    {
        let part = Part(split: look.split, examples: look.examples, number: 1)
        let found = try await sit(subject, over: nil, step: step, part)
        var judgment = Judgment(
            candidate: subject.commit, evaluations: [], ruling: found.ruling, rival: parent.subject.commit)
        judgment.add(found, as: look.split)
        guard found.ruling.verdict == .accepted else { return judgment }
        judgment.ruling = look.ruling(on: found.evaluation)
        if judgment.ruling.verdict == .accepted {
            try await complete(&judgment, of: subject, step: step, isBase: false)
        }
        return judgment
    }

    /// Returns what is recorded of a parent.
    func known(_ parent: CommitID, in view: RunView) async throws -> KnownParent {
        let scored = view.step(of: parent)?.step
        let own: StepRecord? = if let scored { try await store.record(of: scored) } else { nil }
        let recorded = own?.evaluation(by: record.evaluator)
        let rivals = study.goesOnWithParents ? rivals(of: parent, in: view) : []
        return KnownParent(
            subject: Subject(commit: parent, tree: try await store.tree(of: parent)), step: scored,
            recorded: recorded, isOutdated: recorded == nil && own?.evaluation?.outcome == .scored,
            isSelected: parent != record.base,
            later: try await later(of: rivals), rivals: rivals.count)
    }

    /// The steps whose candidates were compared with a parent, in order.
    private func rivals(of parent: CommitID, in view: RunView) -> [StepSummary] {
        view.steps[(view.index(of: parent) ?? 0)...].filter { $0.gain?.over == parent }
    }

    /// What steps measured of a parent for their candidates: of the whole the last ones, of examples those in which it was due.
    private func later(of rivals: [StepSummary]) async throws -> [Evaluation] {
        let telling =
            study.examples == nil
            ? rivals.suffix(10).reversed()
            : rivals.enumerated().filter { KnownParent.isDue(at: $0.offset) }.map(\.element)
        var later: [RecordedEvaluation] = []
        for step in telling {
            let evaluations = try await store.record(of: step.step)?.evaluations ?? []
            later += evaluations.filter { $0.of == step.gain?.over }
        }
        return later.filter { $0.evaluator == record.evaluator.id && $0.evaluation.outcome == .scored }
            .map(\.evaluation)
    }

    /// Tells whether a parent has to be measured before something is proposed: its recorded trials do not cover the step's minibatch, or are
    /// another evaluator's.
    func mustMeasure(_ parent: KnownParent, before step: StepID) -> Bool {
        if parents == .asNeeded, parent.isOutdated { return true }
        guard parents == .asNeeded, let known = parent.recorded, known.outcome == .scored else {
            return false
        }
        return !known.covers(examples.minibatch(for: step))
    }

    /// Measures a parent on a step's minibatch.
    ///
    /// The trials' seeds are those of the candidate's own trials. Where candidate and parent are measured in turn later, once is enough: those trials
    /// are for the evidence alone.
    func measure(_ parent: inout KnownParent, before step: StepID) async throws {
        let sitting = Sitting(
            candidates: [parent.subject], examples: examples.minibatch(for: step),
            repeats: isBeside ? 1 : study.repeats,
            seed: seed(step))
        parent.measured = try await evaluate(sitting, of: step, number: 0, proven: parent).first
    }

    /// Whether parents are measured in turn with their candidates.
    private var isBeside: Bool {
        !study.evaluator.deterministic && study.evaluator.measure.compare == .interleaved
    }

    private func judge(
        _ subject: Subject, over rival: KnownParent?, step: StepID, train: [Example], verdict: String?
    ) async throws -> Judgment {
        let on = study.search.accept.on
        let first = Part(split: .train, examples: train, number: 1)
        var judgment = try await sit(subject, over: on == .validation ? nil : rival, step: step, first)
        if let verdict { judgment.ruling = Ruling(.accepted, why: verdict) }
        guard judgment.evaluation.outcome == .scored else { return judgment }
        let isUndecided = judgment.ruling.verdict == .accepted || on == .validation
        if on != .train, isUndecided, !examples.validation.isEmpty {
            let part = Part(
                split: .validation, examples: examples.validation, number: judgment.sittings + 1)
            let second = try await sit(subject, over: rival, step: step, part)
            judgment.add(second, as: .validation)
            judgment.rival = second.rival
            if verdict == nil { judgment.ruling = second.ruling.on(.validation) }
        }
        guard judgment.ruling.verdict == .accepted else { return judgment }
        try await complete(&judgment, of: subject, step: step, isBase: verdict != nil)
        return judgment
    }

    /// Measures what the winner is selected by, where that is not known of the candidate yet.
    ///
    /// A candidate that fails there, or breaks a constraint, is no candidate for the best, and is rejected; the base stays what it is.
    private func complete(
        _ judgment: inout Judgment, of subject: Subject, step: StepID, isBase: Bool
    ) async throws {
        let split = study.search.selectingSplit
        let isKnown = judgment.evaluations.contains {
            $0.of == subject.commit && $0.sample.wholeSplit == split && $0.evaluation.outcome == .scored
        }
        guard study.search.select != .last, !isKnown else { return }
        let known = Set(judgment.evaluation.trials.compactMap(\.example))
        let all = split == .train ? examples.train : examples.validation
        let rest = all.filter { !known.contains($0.id) }
        guard !rest.isEmpty else { return }
        let part = Part(split: split, examples: rest, number: judgment.sittings + 1)
        let more = try await sit(subject, over: nil, step: step, part)
        judgment.add(more, as: split)
        // Limits hold there as well.
        if more.ruling.verdict != .accepted, !isBase {
            judgment.ruling = more.ruling.on(split)
        } else if rest.count < all.count {
            judgment.evaluations += pooled(judgment, all, of: split).map { [$0] } ?? []
        }
    }

    /// What was reported of a candidate, compared with what is recorded of its parent by the figures alone, with its values over the splits that it covers.
    private func told(
        _ evaluation: Evaluation, of subject: Subject, over parent: KnownParent, step: StepID
    ) throws -> Judgment {
        let ids = Set(evaluation.trials.compactMap(\.example))
        let sitting = Sitting(
            candidates: [subject], examples: examples.minibatch(for: step), repeats: study.repeats, seed: 0)
        var recorded = try record.evaluations(
            [evaluation], of: sitting, named: "", attempts: [],
            all: examples.count(of: .train))[0]
        recorded.source = .reported
        recorded.sample.repeats = max(1, evaluation.trials.count)
        if !ids.isEmpty { recorded.sample = sample(of: evaluation, ids: ids) }
        recorded.sample.sitting = nil
        // A test would turn down what is told of one run, however good that is.
        var study = study
        if study.search.accept.rule.isTest { study.search.accept.rule = .higher }
        let ruling = Acceptance(study, clusters: examples.clusters).judge(
            evaluation, over: parent.recorded, paired: false,
            seed: record.seed(for: step, purpose: "test"))
        var judgment = Judgment(
            candidate: subject.commit, evaluations: [recorded], ruling: ruling, rival: parent.subject.commit)
        guard !ids.isEmpty, evaluation.outcome == .scored else { return judgment }
        for (split, all) in [(Split.train, examples.train), (.validation, examples.validation)]
        where !all.isEmpty && evaluation.covers(all) {
            judgment.evaluations += pooled(judgment, all, of: split).map { [$0] } ?? []
        }
        return judgment
    }

    /// The sample of an evaluation that chose its examples itself; of several splits it is of none.
    private func sample(of evaluation: Evaluation, ids: Set<String>) -> Sample {
        let splits = [(Split.train, examples.train), (.validation, examples.validation)]
        let home = splits.first { ids.isSubset(of: $0.1.map(\.id)) }
        let all = home?.1 ?? examples.train + examples.validation
        let repeats = Dictionary(grouping: evaluation.trials, by: \.example).values.map(\.count).max() ?? 1
        return Sample(split: home?.0, examples: ExampleSet(ids, of: all.count), repeats: repeats)
    }

    /// The value over all examples of a split, put together from what was measured of them.
    private func pooled(_ judgment: Judgment, _ examples: [Example], of split: Split) -> RecordedEvaluation? {
        let parts = judgment.evaluations.filter {
            $0.of == judgment.candidate && $0.source != .pooled && [nil, split].contains($0.sample.split)
        }
        guard let first = parts.first else { return nil }
        let ids = Set(examples.map(\.id))
        guard let metrics = study.summaries(of: judgment.evaluation, over: ids) else { return nil }
        return RecordedEvaluation(
            of: judgment.candidate, source: .pooled, parts: parts.compactMap(\.sample.sitting),
            evaluator: record.evaluator.id,
            sample: Sample(
                split: split, examples: ExampleSet(ids, of: examples.count), repeats: first.sample.repeats),
            Evaluation(outcome: .scored, metrics: metrics))
    }

    /// What one sitting of a step runs, and which of the step's sittings that is.
    private struct Part {
        let split: Split
        let examples: [Example]
        let number: Int
    }

    private func sit(
        _ subject: Subject, over rival: KnownParent?, step: StepID, _ part: Part
    ) async throws -> Judgment {
        let rivals = rival.flatMap { needsSitting($0, part.examples) ? $0.subject : nil }
        let race = rivals == nil || !part.examples.isEmpty ? nil : PairRace(study)
        let sitting = Sitting(
            candidates: [rivals, subject].compactMap { $0 }, split: part.split, examples: part.examples,
            repeats: race?.pairs ?? study.repeats, race: race, seed: seed(step))
        var evaluations = try await evaluate(sitting, of: step, number: part.number, proven: rival)
        let evaluation = evaluations[evaluations.count - 1].evaluation
        let beside = rivals == nil ? nil : evaluations[0].evaluation
        let paired = beside != nil && evaluation.outcome == .scored
        var other = beside ?? rival?.evaluation(over: part.examples)
        if let rival, beside == nil, other != nil, study.goesOnWithParents, evaluation.outcome == .scored {
            let runs = rival.furtherRuns(over: part.examples, of: study.repeats)
            let more = Sitting(
                candidates: [rival.subject], split: part.split, examples: part.examples, repeats: runs,
                seed: seed(step))
            let again =
                runs == 0 ? [] : try await evaluate(more, of: step, number: part.number + 1, proven: rival)
            evaluations += again
            other = rival.evaluation(over: part.examples, with: again.first?.evaluation)
        }
        let ruling = Acceptance(study, clusters: examples.clusters).judge(
            evaluation, over: other, paired: paired, by: race, seed: record.seed(for: step, purpose: "test"))
        var judgment = Judgment(
            candidate: subject.commit, evaluations: evaluations, ruling: ruling, rival: rival?.subject.commit)
        judgment.ruling.sitting = paired ? evaluations[0].sample.sitting : nil
        return judgment
    }

    /// Evaluates a sitting of a step; `proven` has a score, if it is of the sitting, and so has the base, without which no run begins.
    private func evaluate(
        _ sitting: Sitting, of step: StepID, number: Int, proven: KnownParent?
    ) async throws -> [RecordedEvaluation] {
        let keeping = TraceKeeping(study: study)
        let known = Set([proven?.subject.commit, record.base].compactMap { $0 })
        return try await evaluator.evaluate(
            sitting, named: "\(step.number).\(number)", of: step, proven: known
        ).map { recorded in
            var kept = recorded
            kept.evaluation = keeping.kept(recorded.evaluation, of: sitting.split)
            return kept
        }
    }

    /// Tells whether the parent has to be measured beside the candidate.
    private func needsSitting(_ rival: KnownParent, _ examples: [Example]) -> Bool {
        guard let known = rival.evaluation(over: examples) else { return rival.isOutdated }
        return isBeside || !known.covers(examples)
    }

    /// Alike for all steps where equal candidates must give equal values, else the step's own, so that steps are independent.
    private func seed(_ step: StepID) -> UInt64 {
        study.evaluator.deterministic
            ? Seeds.derive(study.seed, "trials") : record.seed(for: step, purpose: "trials")
    }
}

extension Study {
    /// What an evaluation has by every objective, over some of its examples or all; `nil` where it has nothing by one.
    func summaries(of evaluation: Evaluation, over examples: Set<String>?) -> [String: MetricSummary]? {
        var summaries: [String: MetricSummary] = [:]
        for objective in objectives {
            let values = Measurements(evaluation, objective: objective, examples: examples)
            guard let value = values.score(evaluator.measure.statistic) else { return nil }
            summaries[objective.metric] = MetricSummary(
                value: value, direction: objective.direction, n: values.places.count, sd: nil)
        }
        return summaries
    }

    /// Whether parents get further runs with each candidate that is compared with what is stored of them.
    ///
    /// A lucky figure would be the bar of all later steps: it is what selects. So what won is left out, and what is left grows.
    package var goesOnWithParents: Bool {
        !evaluator.deterministic && evaluator.measure.compare == .stored && search.accept.rule != .always
    }

    /// Runs of the command that a parent gets with every candidate.
    package var furtherRunsAStep: Int { goesOnWithParents && examples == nil ? 1 : 0 }
}
