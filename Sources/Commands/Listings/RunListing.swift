import Operations
import StudyModel

/// A run as `hone status --json` shows it.
struct RunListing: Encodable {
    struct Lineage: Encodable {
        let name: String
        let head: String
        let branch: String
        let branchDeleted: Bool
        /// Why it ended; absent while it lives.
        let ended: String?
        let checkedOutAt: String?
    }

    /// A branch at which a person put commits that the run does not take up.
    struct Diverted: Encodable {
        let branch: String
        let head: String
        let wanted: String
        let violation: String?
    }

    let run: String
    let study: String
    let base: String
    let best: String
    let bestStep: String?
    let steps: Int
    let trials: Int
    let tokensIn: Int
    let tokensOut: Int
    let cost: Double
    let currency: String
    let baseline: Double?
    let bestScore: Double?
    let gain: Double?
    let isStepping: Bool
    let stopped: String?
    let confirmed: Bool?
    /// The winner against the base at the end; gain and interval in the metric's unit, positive is better.
    let confirmation: Comparison?
    let lineages: [Lineage]
    let diverted: [Diverted]
    let startedAt: Int64

    init(_ status: RunStatus) {
        let view = status.view
        let bestStep = view.step(of: view.best)
        run = view.record.run.text
        study = view.record.study.name
        base = view.record.base.text
        best = view.best.text
        self.bestStep = bestStep.map { Naming.step($0.step, in: view) }
        steps = view.spent.steps
        trials = view.spent.trials
        tokensIn = view.spent.usage.tokensIn
        tokensOut = view.spent.usage.tokensOut
        cost = view.spent.usage.cost
        currency = view.record.study.budget.currency
        baseline = view.baseline?.score
        bestScore = bestStep?.score
        gain = bestStep.flatMap { Naming.gainOverBase($0, in: view) }
        isStepping = status.isStepping
        stopped = view.finish?.reason.rawValue
        confirmed = view.finish.map(\.confirmed)
        confirmation = view.finish?.comparison
        lineages = view.lineages.values.sorted { $0.name < $1.name }.map {
            Lineage(
                name: $0.name.text, head: $0.head.text, branch: "hone/\(view.record.run)/\($0.name)",
                branchDeleted: $0.branchDeleted, ended: $0.ended, checkedOutAt: status.checkedOut[$0.name])
        }
        diverted = status.diverted.map {
            Diverted(branch: $0.name, head: $0.head.text, wanted: $0.wanted.text, violation: $0.violation)
        }
        startedAt = view.record.startedAt
    }
}
