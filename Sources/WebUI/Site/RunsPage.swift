import Listings
import Operations
import StudyModel
import Text

/// The list of runs: what the template `runs_page` shows.
struct RunsPage: Hashable, Sendable {
    let repository: String
    let hasRuns: Bool
    let isEmpty: Bool
    let runs: [RunRow]
    let hasSweeps: Bool
    let sweeps: [SweepRow]
    let unreadable: [String]

    init(_ list: (runs: [RunStatus], sweeps: [SweepLine], unreadable: [String]), repository: String) {
        self.repository = repository
        hasRuns = !list.runs.isEmpty
        isEmpty = list.runs.isEmpty && list.sweeps.isEmpty
        runs = list.runs.map { RunRow($0) }
        hasSweeps = !list.sweeps.isEmpty
        sweeps = list.sweeps.map { SweepRow($0) }
        unreadable = list.unreadable
    }
}

/// A sweep in the list.
struct SweepRow: Hashable, Sendable {
    let name: String
    let link: String
    let study: String
    let state: String
    let runs: String

    init(_ line: SweepLine) {
        name = line.sweep.text
        link = SitePath.text(ofSweep: line.sweep)
        study = line.study
        state = line.hasEnded ? "ended" : "not ended"
        runs = "\(line.runs)"
    }
}

/// A run in the list: what the template `run_row` shows.
struct RunRow: Hashable, Sendable {
    let name: String
    let link: String
    let state: String
    let stateClass: String
    let objective: String
    let baseline: String
    let best: String
    let gain: String
    let gainClass: String
    let steps: String

    init(_ status: RunStatus) {
        let view = status.view
        let verdict = RunVerdict(view, isStepping: status.isStepping)
        let winner = view.step(of: view.best).flatMap { $0.step.number > 0 ? $0 : nil }
        let known = winner.flatMap(view.gainOverBase)
        name = view.record.run.text
        link = SitePath.text(of: view.record.run)
        state = verdict.state
        stateClass = verdict.stateClass
        objective = Naming.objectives(view.record.study.objectives)
        let base = view.baseline.flatMap(view.selectionScore)
        // Beside each other only as they ran beside each other.
        let beside = known.flatMap { known in known.value.map { _ in known.comparison.reference } }
        baseline = (known == nil ? base?.value : beside).map(Figures.value) ?? "–"
        best =
            (known?.value ?? (known == nil ? winner.flatMap(view.selectionScore)?.value : nil))
            .map(Figures.value) ?? "–"
        gain = known.map { Self.words($0, in: view) } ?? "–"
        gainClass = known.map { $0.estimate > 0 ? "good" : "bad" } ?? ""
        let budget = view.budget.steps.map { " of \($0)" }
        steps = "\(view.spent.steps)\(budget ?? "")"
    }

    /// How much, and how far that is to be trusted: what the search alone measured has a star.
    private static func words(_ gain: KnownGain, in view: RunView) -> String {
        if gain.isConfirmed == true { return view.short(gain) }
        return view.short(gain) + (gain.verdict.map { ", \($0)" } ?? "*")
    }
}
