import Listings
import Platform
import Proposers
import Search
import StudyModel
import StudyStore
import Wiring
import Workspaces

/// A run that is open for stepping, with all its parts put together.
package struct LiveRun: Sendable {
    package let record: RunRecord
    let store: StudyRepository
    let journal: RunJournal
    /// What is another thing of the evaluator than when the run was last judged; `nil` where nothing is.
    var evaluatorChange: EvaluatorChangeRecord?
    let proposer: any Proposer
    let parts: RunParts
    /// What it goes by now: the recorded settings, and what the command line said in place of them.
    let settings: RecordedSettings
    /// What it may spend in all by these settings.
    package let budget: Budget
    /// The versions of what steps it now, by program.
    let programs: [String: String]
    let surroundings: Surroundings
    /// What the run can hardly tell or not at all, a sentence each; of one that begins.
    package var notes: [String] = []

    /// Why evaluators run without a sandbox, in a few words; `nil` where they have one, or the study wants none.
    package var missingSandbox: String? {
        guard case .plain(let absence) = parts.sandbox, absence != .turnedOff else { return nil }
        return absence.words
    }

    /// The run, to be read while it goes on.
    package var reader: RunReader { RunReader(journal: journal) }

    /// Runs the loop until its budget, a stop rule, or `stop` ends it; throws `Problem` and `CancellationError`.
    ///
    /// Holds the run's step lock: one process of a clone steps a run at a time. One whose proposals come from outside can only come to its end here.
    package func go(observer: some RunObserver, stop: StopRequest) async throws -> RunEnd {
        if record.study.proposer == .external {
            try await requireEnd()
            return try await close(observer: observer, stop: stop)
        }
        let end = try await journal.withStepLock {
            try await journal.claimLineage()
            try await recordChanges()
            let keeper = PhaseKeeper(observer, of: journal, now: surroundings.now)
            return try await keeper.during {
                try await loop(proposer, keeper, within: budget).run(stop: stop)
            }
        }
        return await ended(end)
    }

    /// What a loop came to.
    ///
    /// Branches follow fast steps as the step lock is given back, and are held where that fails.
    func ended(_ end: LoopEnd) async -> RunEnd {
        RunEnd(
            view: end.view, finish: end.finish,
            held: await journal.projectionConcerns.compactMap(HeldRef.init))
    }

    /// Returns the run's branches at which people put commits that it does not take up.
    package func divertedBranches() async throws -> [DivertedBranch] {
        let checkedOut = try await store.repository.checkedOutBranches()
        return try await journal.strayBranches().compactMap {
            DivertedBranch($0, checkedOut: checkedOut)
        }
    }

    func loop(_ proposer: any Proposer, _ observer: any RunObserver, within budget: Budget) -> LearningLoop {
        LearningLoop(
            store: journal, proposer: proposer, evaluator: parts.evaluator, observer: observer,
            strategy: StrategyKind.makeStrategy(of: record.study), clock: ContinuousClock(),
            date: surroundings.now, examples: parts.examples, budget: budget,
            tuner: TuneProposer(TuneSettings(), knobs: record.study.artifact.knobs))
    }
}

/// What a run came to when its loop returned.
package struct RunEnd: Sendable {
    package let view: RunView
    /// `nil` when it was stopped between steps.
    package let finish: Finish?
    /// Branches and notes that could not follow it.
    package let held: [HeldRef]
}
