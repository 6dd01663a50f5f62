import StudyModel
import Text

/// What a run spent of its budget: what the template `costs` shows.
struct CostTable: Hashable, Sendable {
    let costRows: [Row]

    struct Row: Hashable, Sendable {
        let name: String
        let spent: String
        let budget: String
        /// In percent.
        let share: String?
    }

    init(_ view: RunView) {
        let (spent, budget) = (view.spent, view.budget)
        let tokens = spent.usage.tokensIn + spent.usage.tokensOut
        var rows = [
            Self.row("Steps", Double(spent.steps), budget.steps.map(Double.init), Figures.value),
            Self.row(
                "Updates (steps with a score)", Double(spent.updates), budget.updates.map(Double.init),
                Figures.value),
            Self.row(
                "Trials (runs of the command)", Double(spent.trials), budget.trials.map(Double.init),
                Figures.value),
            Self.row(
                "Time in steps", spent.wallSeconds, budget.time.map { $0 / .seconds(1) }, Figures.duration),
        ]
        if spent.cached > 0 {
            rows.append(
                Self.row("Evaluations taken from earlier ones", Double(spent.cached), nil, Figures.value))
        }
        if tokens > 0 || budget.tokens != nil {
            rows.append(Self.row("Tokens", Double(tokens), budget.tokens.map(Double.init), Figures.value))
        }
        if spent.usage.cost > 0 || budget.cost != nil {
            rows.append(
                Self.row("Money", spent.usage.cost, budget.cost) { "\(Figures.value($0)) \(budget.currency)" }
            )
        }
        costRows = rows
    }

    private static func row(
        _ name: String, _ spent: Double, _ budget: Double?, _ words: (Double) -> String
    ) -> Row {
        let share = budget.flatMap { $0 > 0 ? Figures.fixed(spent / $0 * 100, digits: 0) : nil }
        return Row(name: name, spent: words(spent), budget: budget.map(words) ?? "none", share: share)
    }
}
