import Search
import StudyModel
import StudyStore
import Workspaces

/// A run that is open for stepping, with all its parts put together.
package struct LiveRun: Sendable {
    package let record: RunRecord
    let store: StudyRepository
    /// Where its events go.
    package let journal: RunJournal
    let proposer: any Proposer
    /// What its study picked.
    package let parts: RunParts
    /// What it may spend in all, with what the command line said.
    package let budget: Budget
    let surroundings: Surroundings

    /// Why evaluators run without a sandbox, in a few words; `nil` where they have one, or the study wants none.
    package var missingSandbox: String? {
        guard case .plain(let absence) = parts.sandbox, absence != .turnedOff else { return nil }
        return absence.words
    }

    /// Runs the loop until its budget, a stop rule, or `stop` ends it; throws `Problem` and `CancellationError`.
    ///
    /// Holds the run's step lock: one process of a clone steps a run at a time.
    package func go(observer: some RunObserver, stop: StopRequest) async throws -> RunEnd {
        if record.study.proposer == .external { throw Problem.study(.proposedFromOutside) }
        return try await Workbench.translating {
            try await journal.withStepLock {
                try await journal.claimLineage()
                return try await run(proposer, parts.evaluator, observer, stop)
            }
        }
    }

    private func run(
        _ proposer: some Proposer, _ evaluator: some Evaluator, _ observer: some RunObserver,
        _ stop: StopRequest
    ) async throws -> RunEnd {
        let end = try await loop(over: journal, proposer, evaluator, observer).run(stop: stop)
        return RunEnd(view: end.view, finish: end.finish)
    }

    func loop<Maker: Proposer, Judge: Evaluator, Watcher: RunObserver>(
        over journal: RunJournal, _ proposer: Maker, _ evaluator: Judge, _ observer: Watcher
    ) -> LearningLoop<RunJournal, Maker, Judge, Watcher, ContinuousClock, Chain> {
        LearningLoop(
            store: journal, proposer: proposer, evaluator: evaluator, observer: observer,
            strategy: Chain(rollback: record.study.search.rollback), clock: ContinuousClock(),
            date: surroundings.now, examples: parts.examples, budget: budget)
    }
}
