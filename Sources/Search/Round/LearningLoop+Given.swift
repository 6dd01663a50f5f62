import StudyModel

extension LearningLoop {
    /// Evaluates the base, as step 0.
    func takeBase(_ state: inout LoopState, at desk: Desk) async throws {
        let step = StepID(number: 0, writer: desk.writer)
        let base = Subject(commit: desk.record.base, tree: desk.record.baseTree)
        let start = clock.elapsed()
        await observer.observe(.evaluating(step: step, summary: "the base"))
        let judgment = try await desk.judge.judgeBase(base, step: step)
        // Whatever is compared with nothing would be accepted, and claimed to be better. A metric that is no mean may have no value of a base that is sound.
        if let failed = judgment.evaluations.first(where: { $0.evaluation.outcome != .scored }),
            desk.study.objective.aggregate == nil
        {
            let split = failed.sample.split == .validation ? " on validation" : ""
            throw Failure(
                .run,
                "The base has no score\(split), so nothing could be compared with it: "
                    + (failed.evaluation.reason ?? failed.evaluation.outcome.rawValue),
                hint: failed.evaluation.outcome == .invalid
                    && failed.evaluation.trials.contains { $0.outcome == .scored && $0.example != nil }
                    ? "An example without a result counts as worst with `evaluator.missing: worst`" : nil)
        }
        if let note = Drift.note(on: judgment.evaluation, in: desk.study) {
            await observer.observe(.noticed(note))
        }
        if desk.study.evaluator.deterministic,
            try await store.isReproducible(desk.record.evaluator) == false
        {
            await observer.observe(
                .noticed(
                    "The evaluator gave other values when it ran the same again, so it is not deterministic "
                        + "and the end claims nothing; set `evaluator.deterministic: false`"))
        }
        try await take(
            StepRecord(
                step: step, lineage: .first, parents: Parents(base.commit), candidate: nil, tree: nil,
                outcome: .invalid, verdict: nil, summary: "the base", proposer: "base",
                wallSeconds: (clock.elapsed() - start).inSeconds, recordedAt: date()),
            base, judgment, &state, at: desk)
    }

    /// Evaluates the commits that a person added to a lineage, as one step.
    ///
    /// They stay the lineage's head whatever the verdict: it was a person who put them there.
    func takeAdopted(
        _ lineage: LineageName, _ state: inout LoopState, at desk: Desk
    ) async throws {
        guard let view = state.view.lineages[lineage], let head = view.adopted else { return }
        let step = desk.nextStep(in: state.view)
        let parent = view.adoptedOver ?? view.origin
        let start = clock.elapsed()
        await observer.observe(.evaluating(step: step, summary: "a person's commits"))
        let subject = Subject(commit: head, tree: try await store.tree(of: head))
        let judgment = try await desk.judge.judge(
            subject, over: try await desk.judge.known(parent, in: state.view), step: step)
        guard judgment.ruling.verdict != nil else { throw Failure(.run, judgment.ruling.why) }
        try await take(
            StepRecord(
                step: step, lineage: lineage, parents: Parents(parent), candidate: nil, tree: nil,
                outcome: .invalid,
                verdict: nil, summary: "a person's commits", proposer: Person.name,
                wallSeconds: (clock.elapsed() - start).inSeconds, recordedAt: date()),
            subject, judgment, &state, at: desk)
    }

    private func take(
        _ empty: StepRecord, _ subject: Subject, _ judgment: Judgment, _ state: inout LoopState,
        at desk: Desk
    ) async throws {
        var record = empty
        record.fill(subject, judgment, in: desk.study)
        record.hold(judgment.evaluations)
        if record.step.number > 0 { record.size = try await store.size(of: subject.commit) }
        if record.verdict == .accepted {
            record.moves = [LineageMove(record.lineage, .advanced(to: subject.commit))]
        }
        try Task.checkCancellation()
        try await store.append(
            .step(record), feedback: judgment.evaluation.feedback,
            attachments: judgment.evaluation.attachments)
        try await sync(&state)
    }
}

extension StepRecord {
    /// Holds what was measured; what was taken from earlier events is charged the time that it took then.
    mutating func hold(_ measured: [RecordedEvaluation]) {
        evaluations = measured
        wallSeconds += measured.filter { $0.source == .cached }.reduce(0) { $0 + $1.evaluation.wallSeconds }
    }

    /// Fills in what judging a candidate gave.
    mutating func fill(_ subject: Subject, _ judgment: Judgment, in study: Study) {
        candidate = subject.commit
        tree = subject.tree
        verdict = judgment.ruling.verdict
        if verdict == nil {
            (outcome, reason) = (.unmeasured, judgment.ruling.why)
        } else {
            (outcome, reason) = (judgment.evaluation.outcome, judgment.evaluation.reason)
            why = judgment.ruling.why
        }
        gains = judgment.gains(in: study)
    }
}
