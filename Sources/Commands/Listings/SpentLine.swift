import StudyModel
import Text

/// What a run's models and evaluator have spent, beside its budget; `nil` where they spent nothing.
struct SpentLine {
    let text: String

    init?(_ view: RunView) {
        guard view.spent.usage != .none else { return nil }
        let budget = view.budget
        let words = Naming.usage(view.spent.usage, currency: budget.currency)
        let bounds =
            [
                budget.tokens.map { "\($0) tokens" },
                budget.cost.map { "\(Figures.value($0)) \(budget.currency)" },
            ].compactMap { $0 }
        let isEstimated = view.steps.contains { $0.calls?.isEstimated == true }
        let without = Set(view.steps.flatMap { $0.calls?.without ?? [] }).sorted()
        text =
            "spent \(words)" + (bounds.isEmpty ? "" : " of \(bounds.joined(separator: " and "))")
            + (isEstimated ? "; tokens partly estimated" : "")
            + (without.isEmpty ? "" : "; the model does not take \(without.joined(separator: ", "))")
    }
}
