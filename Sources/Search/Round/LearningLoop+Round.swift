import StudyModel

extension LearningLoop {
    /// How a round ended.
    enum RoundEnd {
        case recorded
        /// Nothing was proposed, why the run ends, and what was paid for all the same.
        case ended(StopReason, paid: [Attempt])
    }

    /// Takes the steps of one round, or those that are left of one that was cut short.
    func takeRound(_ state: inout LoopState, at desk: Desk, rule: StopRule) async throws -> RoundEnd {
        let round = openRound(state, at: desk, rule: rule)
        let heads = state.view.lineages.mapValues(\.head)
        let patient = PatientProposer(
            proposer: proposer, clock: clock, spent: state.view.spent.wallSeconds, time: rule.budget.time,
            limit: desk.study.proposer.wait, pauses: desk.pauses)
        var attempts = try await propose(round, patient, rule: rule, view: state.view, at: desk)
        // Only from the end: a later proposal of the round has been paid for, and its step keeps its number.
        var ending: StopReason?
        var paid: [Attempt] = []
        while let last = attempts.last, let reason = last.ending {
            ending = reason
            paid.append(attempts.removeLast())
        }
        if let ending, attempts.isEmpty { return .ended(ending, paid: paid.reversed()) }
        try await draft(&attempts)
        try await askAgain(&attempts, of: round, patient, view: state.view, at: desk)
        try await Recurrences(store: store, view: state.view).find(in: &attempts)
        for index in attempts.indices {
            guard let candidate = attempts[index].subject?.commit else { continue }
            attempts[index].size = try await store.size(of: candidate)
        }
        let judged = try await concurrentMap(attempts, width: desk.study.parallel.evaluate) { attempt in
            try await judge(attempt, at: desk)
        }
        try Task.checkCancellation()
        try checkMeasuring(judged, after: state.unmeasured)
        try await sync(&state)
        try await settle(judged, of: round, since: heads, &state, at: desk)
        return .recorded
    }

    /// The round that the next step belongs to: the last one where steps of it are missing, else a new one.
    func openRound(_ state: LoopState, at desk: Desk, rule: StopRule)
        -> LoopState.Round
    {
        if let round = state.round, round.first.writer == desk.writer,
            round.recorded < rule.size(of: round)
        {
            return round
        }
        return state.makeRound(at: desk.nextStep(in: state.view))
    }

    // MARK: - Proposing

    private func propose(
        _ round: LoopState.Round, _ patient: PatientProposer, rule: StopRule, view: RunView, at desk: Desk
    ) async throws -> [Attempt] {
        let asked = desk.study.search.round
        guard (1...asked).contains(round.turns.count) else {
            throw SearchError.wrongTurnCount(asked: asked, given: round.turns.count)
        }
        let size = rule.size(of: round)
        let allowance = rule.allowance(after: round.spent.usage, steps: size)
        let openings = try await concurrentMap(
            Array(round.recorded..<size), width: desk.study.parallel.evaluate
        ) { try await open($0, of: round, view: view, at: desk) }
        return try await concurrentMap(openings, width: desk.study.parallel.propose) { opening in
            try await propose(opening, allowance, patient, view: view, at: desk)
        }
    }

    /// Measures the parent that a turn's candidate is compared with on the step's minibatch, where that has not been done.
    private func open(
        _ turn: Int, of round: LoopState.Round, view: RunView, at desk: Desk
    ) async throws -> Opening {
        let start = clock.elapsed()
        var opening = try await look(at: turn, of: round, view: view, at: desk)
        let step = opening.step
        if opening.firstLook == nil, desk.judge.mustMeasure(opening.parent, before: step) {
            await observer.observe(.evaluating(step: step, summary: "the parent, on this step's examples"))
            try await desk.judge.measure(&opening.parent, before: step)
        }
        opening.seconds = (clock.elapsed() - start).inSeconds
        return opening
    }

    /// Returns a turn with what is recorded of its parent.
    func look(
        at turn: Int, of round: LoopState.Round, view: RunView, at desk: Desk
    ) async throws -> Opening {
        let (planned, merged) = try await Merging(store: store, view: view).choose(round.turns[turn])
        let step = StepID(number: round.first.number + turn, writer: desk.writer)
        let parents = planned.turn.parents
        let parent = parents.first
        let known = try await desk.judge.known(parent, in: view)
        var look: MergeLook?
        if merged != nil, let other = parents.others.first {
            look = desk.judge.firstLook(
                atMergeOf: known, and: try await desk.judge.known(other, in: view), step: step)
        }
        return Opening(
            step: step, place: turn, planned: planned, merged: merged, firstLook: look, parent: known,
            best: try await best(planned.memory.best, over: parent, view: view, at: desk))
    }

    /// What a candidate has to be as good as where that is not its parent: by steps that may each lose a little, a lineage would lose much.
    private func best(_ best: CommitID?, over parent: CommitID, view: RunView, at desk: Desk) async throws
        -> KnownParent?
    {
        let study = desk.study
        guard let best, study.search.accept.rule == .notWorse, !study.evaluator.deterministic,
            study.examples == nil,
            best != parent
        else { return nil }
        return try await desk.judge.known(best, in: view)
    }

    private func propose(
        _ opening: Opening, _ allowance: Allowance, _ patient: PatientProposer, view: RunView, at desk: Desk
    ) async throws -> Attempt {
        // Nobody is told of errors that are not theirs, nor is a proposal asked for that nothing could be said of.
        if let reason = opening.parent.lapse { return Attempt(of: opening, unmeasured: reason) }
        if let merged = opening.merged { return Attempt(of: opening, merged) }
        await observer.observe(.proposing(step: opening.step, parent: opening.parent.subject.commit))
        let start = clock.elapsed()
        var request = try await makeRequest(opening, view: view, at: desk)
        request.allowance = allowance
        let proposal = try await patient.answer(to: request, since: start)
        try checkProposing(proposal, view: view, study: desk.study)
        return Attempt(
            of: opening, proposal, answering: request, within: (clock.elapsed() - start).inSeconds)
    }

    /// Throws what three steps in a row have met alike and for nothing: no later one would meet anything else, and steps are not for that.
    ///
    /// A program that starts and says nothing new is meant, or an endpoint that nobody answers at. A reply that could not be used has
    /// cost tokens, and the next one may be better. Of an agent that has brought candidates, to change nothing is an answer.
    private func checkProposing(_ proposal: Proposal, view: RunView, study: Study) throws {
        guard let failure = proposal.failure, failure.scope == .step, proposal.usage.tokens == 0 else {
            return
        }
        if failure.isAnswer, view.steps.contains(where: { $0.step.number > 0 && $0.candidate != nil }) {
            return
        }
        switch study.proposer {
        case .agent, .chat: break
        default: return
        }
        let last = view.steps.filter { $0.step.writer == view.writer && $0.step.number > 0 }.suffix(2)
        let isSame = last.allSatisfy {
            $0.outcome == .noProposal && $0.reason == failure.cause && $0.usage.tokens == 0
        }
        guard last.count == 2, isSame else { return }
        throw Failure(
            .run, "three proposals in a row came to the same: \(failure.cause)",
            hint: "Look at what it printed with `hone show`, mend it, then go on with `hone run --resume`")
    }

    /// Returns what a turn's proposer is told.
    func makeRequest(_ opening: Opening, view: RunView, at desk: Desk) async throws -> ProposalRequest {
        let (turn, memory) = (opening.planned.turn, opening.planned.memory)
        let mended = turn.mends.flatMap { view.step($0) }
        var others: [any ArtifactView] = []
        for parent in turn.parents.others { others.append(try await store.artifact(at: parent)) }
        let history =
            desk.study.evidence.history == .full
            ? try await KnownHistory(view, memory: memory, store: store) : nil
        var request = ProposalRequest(
            step: opening.step, parents: turn.parents, instructions: desk.study.instructions,
            evidence: try await desk.evidence.evidence(
                for: opening.step, of: turn, parent: opening.parent, mending: mended, memory: memory,
                view: view, history: history),
            artifact: try await store.artifact(at: mended?.candidate ?? turn.parents.first), others: others,
            seed: desk.record.seed(for: opening.step, purpose: "propose"), edits: opening.planned.edits,
            origin: try await store.artifact(at: view.unrejected(view.start)), tries: opening.planned.tries)
        request.mends = mended?.candidate
        request.history = history
        request.arms = opening.planned.arms
        request.ahead = (0..<opening.place).map { place in
            let earlier = StepID(number: opening.step.number - opening.place + place, writer: desk.writer)
            return desk.record.seed(for: earlier, purpose: "propose")
        }
        return request
    }

    /// Builds the trees of the proposals that have none yet, in step order: of two that are the same the later is the duplicate.
    func draft(_ attempts: inout [Attempt]) async throws {
        let name = await store.record.study.proposer.name
        let known = attempts.compactMap(\.subject).map { ($0.tree, $0.commit) }
        var trees = Dictionary(known) { first, _ in first }
        for index in attempts.indices where attempts[index].fate == nil {
            let attempt = attempts[index]
            guard !attempt.proposal.changes.isEmpty else {
                let reason = attempt.proposal.failure?.cause ?? "the proposer changed nothing"
                attempts[index].fate = .nothing(.noProposal, reason: reason)
                continue
            }
            let proposal = try await attempt.proposal.whole(
                mending: attempt.request?.mends, of: attempt.parent.subject.commit, in: store)
            var draft = try await store.draft(
                proposal, on: attempt.turn.parents, step: attempt.step,
                proposer: proposal.maker ?? name)
            if case .candidate(let commit, let tree) = draft {
                if let other = trees[tree] { draft = .duplicate(of: other) }
                trees[tree] = trees[tree] ?? commit
            }
            attempts[index].fate = Attempt.Fate(draft)
            if attempts[index].subject == nil {
                let artifact = try await store.artifact(at: attempt.parent.subject.commit)
                let diff = ProposedDiff(changes: proposal.changes)
                attempts[index].tried = try await diff.text(against: artifact)
            }
        }
    }

    // MARK: - Judging

    private func judge(_ attempt: Attempt, at desk: Desk) async throws -> Attempt {
        guard let subject = attempt.subject else { return attempt }
        await observer.observe(.evaluating(step: attempt.step, summary: attempt.proposal.summary))
        let start = clock.elapsed()
        var judged = attempt
        judged.judgment =
            if let look = attempt.firstLook {
                try await desk.judge.judge(subject, over: attempt.parent, by: look, step: attempt.step)
            } else if attempt.turn.start != nil {
                try await desk.judge.judge(start: subject, over: attempt.parent, step: attempt.step)
            } else {
                try await desk.judge.judge(
                    subject, over: attempt.best ?? attempt.parent, step: attempt.step)
            }
        judged.seconds += (clock.elapsed() - start).inSeconds
        return judged
    }

    /// Throws why parents cannot be measured, where that has been so for some steps.
    ///
    /// They are tried again when the run goes on, so the last of these steps is not recorded.
    private func checkMeasuring(_ attempts: [Attempt], after earlier: Int) throws {
        let lapses = attempts.compactMap(\.lapse)
        guard let reason = lapses.last, lapses.count == attempts.count, earlier + lapses.count >= 3 else {
            return
        }
        throw Failure(
            .run, "Steps cannot be judged any more: \(reason)",
            hint:
                "Nothing that was recorded is lost. See to the evaluator, and go on with `hone run --resume`")
    }

    // MARK: - Settling

    /// Records the steps of a judged round in order, each as the strategy settles it; `heads` are those that the round was planned from.
    ///
    /// Nothing goes on where a person moved the lineage or rejected a parent meanwhile.
    private func settle(
        _ attempts: [Attempt], of round: LoopState.Round, since heads: [LineageName: CommitID],
        _ state: inout LoopState, at desk: Desk
    ) async throws {
        let moved = Set(attempts.map(\.turn.lineage)).filter {
            state.view.lineages[$0]?.head != heads[$0]
        }
        let records = attempts.map { attempt in
            var record = makeRecord(attempt, of: round, at: desk)
            if record.parents.all.contains(where: state.view.isRejected) {
                record.reject("its parent was rejected meanwhile")
            }
            if moved.contains(record.lineage) { record.reject("its lineage was moved meanwhile") }
            return record
        }
        for record in records { state.learn(record) }
        let steps = records.map { StepSummary($0, objectives: desk.study.objectives) }
        for (index, attempt) in attempts.enumerated() {
            var record = records[index]
            if !moved.contains(record.lineage) {
                let settlement = strategy.settle(
                    steps[index], before: steps[(index + 1)...], in: state.search)
                if let reason = settlement.rejection { record.reject(reason) }
                record.moves = settlement.moves
            }
            try await store.append(
                .step(record), feedback: attempt.judgment?.feedback, attachments: attempt.files)
            try await sync(&state)
        }
    }

    /// The record of a step with the verdict that its candidate deserves by itself.
    private func makeRecord(_ attempt: Attempt, of round: LoopState.Round, at desk: Desk) -> StepRecord {
        var record = StepRecord(
            step: attempt.step, lineage: attempt.turn.lineage, parents: attempt.turn.parents,
            candidate: nil, tree: nil, outcome: .noProposal, verdict: nil,
            summary: attempt.proposal.summary,
            proposer: attempt.proposal.maker ?? desk.study.proposer.name, edit: attempt.proposal.edit,
            proposerUsage: attempt.proposal.usage, calls: attempt.proposal.calls,
            wallSeconds: attempt.seconds, recordedAt: date(), round: round.first.number,
            turn: attempt.step.number - round.first.number, mends: attempt.turn.mends)
        switch attempt.fate {
        case .nothing(let outcome, let reason): (record.outcome, record.reason) = (outcome, reason)
        case .duplicate(let other):
            (record.outcome, record.reason) = (.duplicate, attempt.words(duplicateOf: other))
        case .candidate(let subject):
            if let judgment = attempt.judgment { record.fill(subject, judgment, in: desk.study) }
        case nil: break
        }
        record.hold(attempt.evaluations)
        (record.seed, record.start) = (attempt.seed, attempt.turn.start)
        (record.patch, record.size, record.returns) = (attempt.patch, attempt.size, attempt.returns)
        return record
    }
}

extension StepRecord {
    /// Turns an accepted candidate down for a reason beyond it.
    fileprivate mutating func reject(_ reason: String) {
        guard verdict == .accepted else { return }
        verdict = .rejected
        why = [why, reason].compactMap { $0 }.joined(separator: "; ")
    }
}

/// Returns `body` of each element, in order, with at most `width` of them running at once.
///
/// The first error cancels the others and is thrown when they have ended.
func concurrentMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], width: Int, _ body: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        var results = [Result?](repeating: nil, count: elements.count)
        for (index, element) in elements.enumerated() {
            if index >= max(1, width), let (done, result) = try await group.next() { results[done] = result }
            group.addTask { (index, try await body(element)) }
        }
        for try await (done, result) in group { results[done] = result }
        return results.compactMap { $0 }
    }
}
