import StudyModel

/// The end of a loop.
package struct LoopEnd: Sendable {
    /// The run as the loop left it.
    package let view: RunView
    package let finish: Finish
    /// Whether the loop came to this end now; `false` where the run had ended before and nothing was spent.
    package let isNew: Bool
}

/// The learning loop: propose, build, evaluate, decide, record, until the budget or a stop rule ends it.
///
/// It keeps nothing that its events do not hold. The state is the fold of what the store returns, every random choice derives from
/// the run's seed and what it is for, and a store is asked for news before each decision; so a loop that was killed goes on from its
/// journal as if nothing had happened.
package struct LearningLoop: Sendable {
    let store: any RunStore
    var proposer: any Proposer
    let evaluator: any Evaluator
    let observer: any RunObserver
    let strategy: any Strategy
    let clock: LoopClock
    /// Seconds since 1970.
    let date: @Sendable () -> Int64
    let allExamples: [Example]
    var parents = ParentSittings.asNeeded
    /// What a program outside says that the candidate scored.
    var reported: Evaluation?
    /// Why the loop ends instead of asking for a proposal; `nil` where it asks.
    var ending: StopReason?
    private let budgetOverride: Budget?
    /// What tunes the base's numbers at the end, where the study asks for that.
    private let tuner: (any Proposer)?

    /// A loop over a run.
    ///
    /// `clock` measures what steps take, and `date` gives seconds since 1970. `examples` are the study's, of every split, empty where it has
    /// none; the test split is left alone. `budget` replaces the recorded one, for a run that is extended. `tuner` sets numbers, for a study that
    /// asks for what those alone would have gained.
    package init(
        store: some RunStore, proposer: any Proposer, evaluator: any Evaluator, observer: any RunObserver,
        strategy: any Strategy, clock: some Clock<Duration>, date: @escaping @Sendable () -> Int64,
        examples: [Example] = [], budget: Budget? = nil, tuner: (any Proposer)? = nil
    ) {
        self.store = store
        self.proposer = proposer
        self.evaluator = evaluator
        self.observer = observer
        self.strategy = strategy
        self.clock = LoopClock(clock)
        self.date = date
        allExamples = examples
        budgetOverride = budget
        self.tuner = tuner
    }

    /// Runs until something ends the loop, compares the winner with the base, and records the end.
    ///
    /// A stop request ends it after the round in flight, without the comparison, which a later run makes up for. Cancelling the task ends it at
    /// once with `CancellationError`: the round in flight is lost and nothing else is. Throws whatever the parts throw.
    package func run(stop: StopRequest) async throws -> LoopEnd {
        var state = try await makeState()
        let desk = await makeDesk(for: state.view, stop: stop)
        await observer.observe(.began(state.view))
        while true {
            do {
                if let end = try await goOn(&state, stop: stop, at: desk) { return end }
            } catch is Interruption {
                // What was waited for is not recorded, and the wish is seen to at once.
                precondition(stop.isMade, "nothing else interrupts a wait")
            }
        }
    }

    /// Takes what is next, and returns the end where that is it.
    private func goOn(_ state: inout LoopState, stop: StopRequest, at desk: Desk) async throws -> LoopEnd? {
        try Task.checkCancellation()
        try await sync(&state)
        let rule = stopRule(state, at: desk)
        if stop.isMade { return try await end(state, as: .interrupted, at: desk) }
        guard state.view.baseline != nil else {
            try await takeBase(&state, at: desk)
            return nil
        }
        if let reason = rule.reason(in: state) { return try await end(state, as: reason, at: desk) }
        if let lineage = state.adopted.first {
            try await takeAdopted(lineage, &state, at: desk)
        } else if let ending {
            return try await end(state, as: ending, at: desk)
        } else if case .ended(let reason, let paid) = try await takeRound(&state, at: desk, rule: rule) {
            return try await end(state, as: reason, paid: paid, at: desk)
        }
        return nil
    }

    /// What ends the loop by itself.
    func stopRule(_ state: LoopState, at desk: Desk) -> StopRule {
        StopRule(
            study: desk.study, budget: searchBudget(at: desk), nextTrials: desk.mostTrialsAStep,
            keptBack: state.view.ceiling == nil ? desk.study.ceiling ?? 0 : 0)
    }

    /// - Parameter stop: what ends the waits for others.
    func makeDesk(for view: RunView, stop: StopRequest = StopRequest()) async -> Desk {
        Desk(loop: self, record: view.record, evaluator: view.evaluator, writer: view.writer, stop: stop)
    }

    /// The state that the run's history leads to.
    func makeState() async throws -> LoopState {
        var state = LoopState(await store.record, strategy: strategy, writer: await store.writer)
        for entry in try await store.events(after: 0) { try await take(entry, into: &state) }
        return state
    }

    private func take(_ entry: RecordedEvent, into state: inout LoopState) async throws {
        if let step = state.asksFor(entry), let record = try await store.record(of: step) {
            state.learn(record)
        }
        state.apply(entry)
    }

    /// Takes in what was appended, by this loop or by others.
    func sync(_ state: inout LoopState) async throws {
        for entry in try await store.events(after: state.view.eventCount) {
            try await take(entry, into: &state)
            await observer.observe(.recorded(entry.content, state.view))
        }
    }

    /// Records the end, once; a loop that finds its run at its end leaves it so.
    ///
    /// `paid` are steps that were begun and not proposed: what they measured and spent counts with the end.
    private func end(
        _ state: LoopState, as reason: StopReason, paid: [Attempt] = [], at desk: Desk
    ) async throws -> LoopEnd {
        if let finish = state.view.finish, finish.reason != .interrupted || reason == .interrupted {
            return LoopEnd(view: state.view, finish: finish, isNew: false)
        }
        var state = state
        if reason != .interrupted { try await choose(&state, at: desk) }
        let compared = reason == .interrupted ? nil : try await confirm(&state, at: desk)
        if reason != .interrupted { try await findCeiling(&state, at: desk) }
        let none = StepID(number: 0, writer: desk.record.writer)
        var finish = FinishRecord(
            reason: reason, winner: state.view.best,
            winnerStep: state.view.step(of: state.view.best)?.step ?? none, compared: compared?.id,
            recordedAt: date())
        for attempt in paid {
            finish.commandRuns += attempt.parent.fresh?.commandRuns ?? 0
            finish.usage = finish.usage + (attempt.parent.fresh?.usage ?? .none) + attempt.proposal.usage
        }
        try await store.append(
            .finished(finish), feedback: nil,
            attachments: paid.flatMap { attempt in
                attempt.files.map { $0.below("unproposed/\(attempt.step.number)/") }
            })
        try await sync(&state)
        return LoopEnd(view: state.view, finish: Finish(finish, compared: compared?.record), isNew: true)
    }

    /// Tunes the base's numbers alone where the study asks for that and something is better than the base, and records what came of it; once.
    private func findCeiling(_ state: inout LoopState, at desk: Desk) async throws {
        let view = state.view
        guard let trials = desk.study.ceiling, let tuner, view.ceiling == nil, view.best != desk.record.base
        else { return }
        let ceiling = TuningCeiling(
            record: desk.record, examples: allExamples, store: store, tuner: tuner, evaluator: evaluator,
            desk: desk)
        await observer.observe(
            .evaluating(
                step: StepID(number: view.spent.steps, writer: desk.writer),
                summary: "the base's numbers alone, by up to \(trials) runs of the evaluator"))
        var (compared, diff) = try await ceiling.find(
            trials: trials, after: view.spent.steps,
            base: try await desk.judge.known(desk.record.base, in: view).recorded)
        compared.recordedAt = date()
        try await store.append(
            .compared(compared), feedback: nil,
            attachments: diff.map { [Attachment(path: "numbers.diff", text: $0)] } ?? [])
        try await sync(&state)
    }

    private func budget(at desk: Desk) -> Budget { budgetOverride ?? desk.study.budget }

    /// What is there for steps: the budget without what the choice at the end takes.
    private func searchBudget(at desk: Desk) -> Budget {
        var budget = budget(at: desk)
        budget.trials = budget.trials.map { $0 - FinalChoice.reserve(of: $0, for: desk.study) }
        return budget
    }

    /// Has one of several heads be the best, and records that; nothing where there is none to choose.
    private func choose(_ state: inout LoopState, at desk: Desk) async throws {
        guard
            let choice = FinalChoice(
                record: desk.record, writer: desk.writer, view: state.view, budget: budget(at: desk))
        else { return }
        await observer.observe(.choosing(heads: choice.count))
        var chosen = try await choice.run(by: desk.judge.evaluator, in: store)
        chosen.recordedAt = date()
        try await store.append(.compared(chosen), feedback: nil, attachments: [])
        try await sync(&state)
    }

    /// Compares the best with the base, and records that; where nothing new can be known of the two, what was found is it.
    ///
    /// `nil` where the base is the best.
    private func confirm(_ state: inout LoopState, at desk: Desk) async throws -> ClosingComparison? {
        let view = state.view
        guard view.best != desk.record.base else { return nil }
        let confirmation = Confirmation(
            record: desk.record, writer: desk.writer, examples: desk.examples, view: view, store: store)
        if let known = view.confirmation ?? confirmation.verdict(on: view.best) { return known }
        if let pairs = confirmation.pairs {
            await observer.observe(.confirming(winner: view.best, pairs: pairs))
        }
        let winner = Subject(commit: view.best, tree: try await store.tree(of: view.best))
        var compared = try await confirmation.run(
            winner: winner, after: view.spent.steps, evaluator: desk.judge.evaluator)
        compared.recordedAt = date()
        try await store.append(.compared(compared), feedback: nil, attachments: [])
        try await sync(&state)
        return state.view.closings.last
    }
}
