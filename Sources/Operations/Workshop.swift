import Platform
import StudyModel
import Wiring

/// A repository with all that people do with its runs: each operation, given what it needs.
package struct Workshop: Sendable {
    private let workbench: Workbench

    /// Opens the repository that the process was started in.
    ///
    /// - Parameter observer: is told of what is waited for; a run that is stepped has one of its own.
    package init(_ surroundings: Surroundings, observer: any RunObserver = SilentObserver()) throws {
        workbench = try Workbench(surroundings, observer: observer)
    }

    /// What the process was given.
    package var surroundings: Surroundings { workbench.surroundings }
    /// The folder that the user works in.
    package var checkout: Checkout { workbench.checkout }

    /// The program that git is told to show long text with, by `core.pager`; `nil` where it is told none.
    package var pager: String? { get throws { try workbench.repository.context.setting("core.pager") } }

    /// The runs that have a journal here.
    package var runs: Runs { Runs(store: workbench.store, now: surroundings.now) }
    /// What names stand for.
    package var candidates: Candidates { Candidates(runs: runs, repository: workbench.repository) }
    /// Reads and writes study files.
    package var studies: Studies { Studies(directory: surroundings.directory, checkout: checkout) }
    /// Looks at the repository before there is a study for it.
    package var survey: StudySurvey { StudySurvey(workbench: workbench, studies: studies) }
    /// Looks where the time of a command goes.
    package var scout: Scout { Scout(workbench: workbench, studies: studies) }
    /// Tells before a run what it will tell and take.
    package var check: StudyCheck { StudyCheck(workbench: workbench, tests: tests) }
    /// Starts runs and goes on with them.
    package var liveRuns: LiveRuns { LiveRuns(workbench: workbench, runs: runs) }
    /// The same study with other choices, over seeds.
    package var sweeps: Sweeps {
        Sweeps(workbench: workbench, studies: studies, tests: tests)
    }
    /// Candidates on the sealed test split.
    package var tests: SealedTests { SealedTests(workbench: workbench, candidates: candidates) }
    /// Goes back and forks.
    package var lineages: Lineages { Lineages(workbench: workbench, candidates: candidates) }
    /// What happened to a run, and takes it back.
    package var operations: OperationLog { OperationLog(runs: runs, git: workbench.git) }
    /// What people say of candidates.
    package var reviews: Reviews { Reviews(candidates: candidates, comparisons: comparisons) }
    /// Candidates side by side.
    package var comparisons: Comparisons { Comparisons(candidates: candidates) }
    /// The steps that a file's lines are from.
    package var blame: Blame {
        Blame(
            candidates: candidates, git: workbench.git, directory: surroundings.directory)
    }
    /// Takes candidates over into branches.
    package var landings: Landings { Landings(workbench: workbench, candidates: candidates) }
    /// Checks candidates out for people to try.
    package var checkouts: CandidateCheckouts {
        CandidateCheckouts(workbench: workbench, candidates: candidates)
    }
    /// Makes candidates of parts of others.
    package var picks: Picks { Picks(candidates: candidates, liveRuns: liveRuns) }
    /// Finds the part of a candidate that keeps its gain.
    package var reductions: Reductions { Reductions(picks: picks) }
    /// Sends runs to other clones, and takes theirs in.
    package var remotes: Remotes { Remotes(candidates: candidates, git: workbench.git) }
    /// What an agent reads of hone.
    package func file(for agent: CarriedFile.Agent) throws -> CarriedFile {
        try CarriedFile(for: agent, in: checkout)
    }
    /// What a forge runs of hone.
    package func file(for forge: CarriedFile.Forge) throws -> CarriedFile {
        try CarriedFile(for: forge, in: checkout)
    }
    /// The hooks that call hone.
    package var hooks: Hooks { Hooks(store: workbench.store, git: workbench.git, checkout: checkout) }
}
