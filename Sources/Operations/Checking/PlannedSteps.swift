import Search
import StudyModel
import Text

/// How many steps a budget allows, by what one takes, and which bound that is.
package struct PlannedSteps: Hashable, Sendable {
    package let count: Int
    /// The key of what ends the run before its steps or updates are spent; `nil` where nothing does.
    package let bound: String?

    /// - Parameters:
    ///   - runs: of the command that a step takes as a rule.
    ///   - most: of the command that it may take, without which none begins.
    ///   - base: of the command that the base takes.
    ///   - seconds: that a step takes.
    /// - Returns: `nil` where nothing bounds them.
    init?(of study: Study, runs: Double, most: Int, base: Int, seconds: Double) {
        let budget = study.budget
        var bounds: [(count: Int, key: String?)] = budget.proposals.map { [($0, nil)] } ?? []
        if let trials = budget.trials {
            let left = trials - FinalChoice.reserve(of: trials, for: study) - (study.ceiling ?? 0) - base
            let further = Double(left - most) / max(1, runs)
            bounds.append((left < most ? 0 : 1 + Int(clamping: further), "budget.trials"))
        }
        if let time = budget.time, seconds > 0 {
            bounds.append((Int(clamping: (time / .seconds(1) / seconds).rounded(.up)), "budget.time"))
        }
        guard let least = bounds.min(by: { $0.count < $1.count }) else { return nil }
        (count, bound) = least
    }
}
