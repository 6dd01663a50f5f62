import StudyModel

/// A step that is about to be proposed.
struct Turn {
    let step: StepID
    let parent: ParentStanding
    /// What measuring the parent took.
    let seconds: Double
}

extension LearningLoop {
    /// How a round ended.
    enum RoundEnd {
        case recorded
        /// Nothing was proposed, why the run ends, and what was paid for all the same.
        case ended(StopReason, paid: [Attempt])
    }

    /// Takes the steps of one round, or those that are left of one that was cut short.
    ///
    /// `stop` ends waits for the proposer.
    func takeRound(
        _ state: inout LoopState, at desk: Desk, rule: StopRule,
        stop: StopRequest = StopRequest()
    ) async throws -> RoundEnd {
        let round = openRound(state, at: desk, rule: rule)
        let head = state.view.lineages[round.lineage]?.head
        var attempts = try await propose(round, rule: rule, stop: stop, view: state.view, at: desk)
        // Only from the end: a later proposal of the round has been paid for, and its step keeps its number.
        var ending: StopReason?
        var paid: [Attempt] = []
        while let last = attempts.last, let reason = last.ending {
            ending = reason
            paid.append(attempts.removeLast())
        }
        if let ending, attempts.isEmpty { return .ended(ending, paid: paid.reversed()) }
        try await draft(&attempts)
        let judged = try await concurrentMap(attempts, width: desk.study.parallel.evaluate) { attempt in
            try await judge(attempt, at: desk)
        }
        try Task.checkCancellation()
        try await sync(&state)
        let isMoved = state.view.lineages[round.lineage]?.head != head
        for (attempt, ruling) in zip(judged, settle(judged, in: round, state.view, isMoved: isMoved)) {
            try await record(attempt, ruling, in: round, at: desk)
            try await sync(&state)
        }
        return .recorded
    }

    /// The round that the next step belongs to: the last one where steps of it are missing, else a new one.
    func openRound(_ state: LoopState, at desk: Desk, rule: StopRule)
        -> LoopState.Round
    {
        if let round = state.round, round.first.writer == desk.writer,
            round.recorded.count < rule.roundSize(taken: round.recorded.count, spent: state.view.spent)
        {
            return round
        }
        return state.makeRound(at: desk.nextStep(in: state.view))
    }

    // MARK: - Proposing

    private func propose(
        _ round: LoopState.Round, rule: StopRule, stop: StopRequest, view: RunView,
        at desk: Desk
    ) async throws -> [Attempt] {
        let taken = round.recorded.count
        let size = rule.roundSize(taken: taken, spent: view.spent)
        guard round.parents.count >= size else {
            throw SearchError.wrongParentCount(asked: size, given: round.parents.count)
        }
        let allowance = rule.allowance(after: round.spent, steps: size)
        let bounds = WaitBounds(spent: view.spent.wallSeconds, time: rule.budget.time, stop: stop)
        let turns = try await concurrentMap(Array(taken..<size), width: desk.study.parallel.evaluate) {
            let step = StepID(number: round.first.number + $0, writer: desk.writer)
            return try await makeTurn(step, parent: round.parents[$0], view: view, at: desk)
        }
        return try await concurrentMap(turns, width: desk.study.parallel.propose) { turn in
            try await propose(turn, round, allowance, bounds, view: view, at: desk)
        }
    }

    /// Measures the parent on the step's minibatch where that has not been done.
    private func makeTurn(
        _ step: StepID, parent: CommitID, view: RunView, at desk: Desk
    ) async throws -> Turn {
        let start = clock.elapsed()
        var standing = try await desk.judge.standing(of: parent, scored: view.step(of: parent)?.step)
        if desk.judge.mustMeasure(standing, before: step) {
            await observer.observe(.evaluating(step: step, summary: "the parent, on this step's examples"))
            try await desk.judge.measure(&standing, before: step)
        }
        return Turn(step: step, parent: standing, seconds: (clock.elapsed() - start).inSeconds)
    }

    private func propose(
        _ turn: Turn, _ round: LoopState.Round, _ allowance: Allowance, _ bounds: WaitBounds,
        view: RunView, at desk: Desk
    ) async throws -> Attempt {
        await observer.observe(.proposing(step: turn.step, parent: turn.parent.subject.commit))
        let start = clock.elapsed()
        var request = try await makeRequest(turn.step, parent: turn.parent, round, view: view, at: desk)
        request.allowance = allowance
        let proposal = try await answer(to: request, since: start, within: bounds)
        return Attempt(
            step: turn.step, parent: turn.parent, evidence: request.evidence, seed: request.seed,
            proposal: proposal,
            seconds: turn.seconds + (clock.elapsed() - start).inSeconds)
    }

    func makeRequest(
        _ step: StepID, parent: ParentStanding, _ round: LoopState.Round, view: RunView,
        at desk: Desk
    ) async throws -> ProposalRequest {
        let commit = parent.subject.commit
        return ProposalRequest(
            step: step, parents: Parents(commit), instructions: desk.study.instructions,
            evidence: try await desk.evidence.evidence(
                for: step, parent: parent, memory: round.memory, view: view),
            artifact: try await store.artifact(at: commit),
            seed: desk.record.seed(for: step, purpose: "propose"), edits: round.memory.edits)
    }

    /// Builds the proposals' trees, in step order: of two that are the same the later is the duplicate.
    private func draft(_ attempts: inout [Attempt]) async throws {
        let name = await store.record.study.proposer.name
        var trees: [TreeID: CommitID] = [:]
        for index in attempts.indices {
            let attempt = attempts[index]
            guard !attempt.proposal.changes.isEmpty else {
                let problem = attempt.proposal.problem ?? "the proposer changed nothing"
                attempts[index].fate = .none(.noProposal, reason: problem)
                continue
            }
            var draft = try await store.draft(
                attempt.proposal, on: Parents(attempt.parent.subject.commit), step: attempt.step,
                proposer: attempt.proposal.maker ?? name)
            if case .candidate(let commit, let tree) = draft {
                if let other = trees[tree] { draft = .duplicate(of: other) }
                trees[tree] = trees[tree] ?? commit
            }
            attempts[index].fate = Attempt.Fate(draft)
            if case .none = attempts[index].fate {
                let artifact = try await store.artifact(at: attempt.parent.subject.commit)
                let diff = ProposedDiff(changes: attempt.proposal.changes)
                attempts[index].tried = try await diff.text(against: artifact)
            }
        }
    }

    // MARK: - Judging

    private func judge(_ attempt: Attempt, at desk: Desk) async throws -> Attempt {
        guard case .candidate(let subject) = attempt.fate else { return attempt }
        await observer.observe(.evaluating(step: attempt.step, summary: attempt.proposal.summary))
        let start = clock.elapsed()
        var judged = attempt
        judged.judgment = try await desk.judge.judge(
            subject, over: attempt.parent, step: attempt.step)
        judged.seconds += (clock.elapsed() - start).inSeconds
        return judged
    }

    /// The verdicts, given what happened meanwhile: one head goes on, and none where a person moved the lineage or rejected the parent.
    private func settle(
        _ attempts: [Attempt], in round: LoopState.Round, _ view: RunView, isMoved: Bool
    ) -> [Ruling?] {
        let rulings = attempts.map { attempt in
            let ruling = attempt.judgment?.ruling
            return view.isRejected(attempt.parent.subject.commit)
                ? ruling?.rejected("its parent was rejected meanwhile") : ruling
        }
        if isMoved { return rulings.map { $0?.rejected("its lineage was moved meanwhile") } }
        return strategy.settle(rulings, recorded: round.recorded)
    }

    private func record(
        _ attempt: Attempt, _ ruling: Ruling?, in round: LoopState.Round, at desk: Desk
    ) async throws {
        var record = StepRecord(
            step: attempt.step, lineage: round.lineage, parents: Parents(attempt.parent.subject.commit),
            candidate: nil,
            tree: nil,
            outcome: .noProposal, verdict: nil, summary: attempt.proposal.summary,
            proposer: attempt.proposal.maker ?? desk.study.proposer.name, edit: attempt.proposal.edit,
            proposerUsage: attempt.proposal.usage, calls: attempt.proposal.calls,
            wallSeconds: attempt.seconds, recordedAt: date(), round: round.first.number,
            turn: attempt.step.number - round.first.number)
        if case .none(let outcome, let reason) = attempt.fate {
            (record.outcome, record.reason) = (outcome, reason)
        }
        if case .candidate(let subject) = attempt.fate, let judgment = attempt.judgment, let ruling {
            record.fill(subject, judgment, ruling, in: desk.study)
        }
        record.evaluations = attempt.evaluations
        record.seed = attempt.seed
        try await store.append(
            .step(record), feedback: attempt.judgment?.evaluation.feedback, attachments: attempt.files)
    }
}
