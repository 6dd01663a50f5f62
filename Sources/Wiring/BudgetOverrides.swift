import StudyModel

/// Bounds from the command line that replace the study's.
package struct BudgetOverrides: Sendable {
    package var steps: Int?
    package var trials: Int?
    package var time: Duration?

    package init(steps: Int? = nil, trials: Int? = nil, time: Duration? = nil) {
        self.steps = steps
        self.trials = trials
        self.time = time
    }

    package static let none = BudgetOverrides()

    func applied(to budget: Budget) -> Budget {
        var budget = budget
        budget.steps = steps ?? budget.steps
        budget.trials = trials ?? budget.trials
        budget.time = time ?? budget.time
        return budget
    }
}
