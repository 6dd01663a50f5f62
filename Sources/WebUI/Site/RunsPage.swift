import Listings
import Operations
import StudyModel
import Text

/// The list of runs: what the template `runs_page` shows.
struct RunsPage: Hashable, Sendable {
    let repository: String
    let hasRuns: Bool
    let runs: [RunRow]
    let unreadable: [String]

    init(_ list: (runs: [RunStatus], unreadable: [String]), repository: String) {
        self.repository = repository
        hasRuns = !list.runs.isEmpty
        runs = list.runs.map { RunRow($0) }
        unreadable = list.unreadable
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
        let share = winner.flatMap { Naming.gainOverBase($0, in: view) }
        name = view.record.run.text
        link = SitePath.text(of: view.record.run)
        state = verdict.state
        stateClass = verdict.stateClass
        objective = "\(view.objective.metric), \(view.objective.direction.rawValue)"
        baseline = view.baseline?.score.map(Figures.value) ?? "–"
        best = winner?.score.map(Figures.value) ?? "–"
        let isConfirmed = view.finish?.confirmed == true
        gain = share.map { Figures.percent($0) + (isConfirmed ? "" : "*") } ?? "–"
        gainClass = share.map { $0 > 0 ? "good" : "bad" } ?? ""
        let budget = view.budget.steps.map { " of \($0)" }
        steps = "\(view.spent.steps)\(budget ?? "")"
    }
}
