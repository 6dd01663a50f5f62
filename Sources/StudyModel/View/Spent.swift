import Text

/// What a run has spent, over all writers.
package struct Spent: Hashable, Sendable {
    /// Steps after the base.
    package var steps = 0
    /// Those with a score.
    package var updates = 0
    /// Runs of the evaluator's command.
    package var trials = 0
    /// Evaluations that were taken from earlier ones, and are charged like those.
    package var cached = 0
    package var usage = Usage.none
    /// The sum of the steps' wall clock.
    package var wallSeconds = 0.0

    package init() {}

    /// Adds what a step spent.
    package mutating func add(_ step: StepSummary) {
        if step.step.number > 0 {
            steps += 1
            if step.outcome == .scored { updates += 1 }
        }
        trials = trials.adding(clamping: step.commandRuns)
        cached += step.cached
        usage = usage + step.usage
        wallSeconds += step.wallSeconds
    }
}

extension Budget {
    /// Returns why nothing more may be spent; `nil` while something may.
    ///
    /// - Parameter nextTrials: runs of the evaluator's command that what comes next may take.
    package func spent(by spent: Spent, nextTrials: Int) -> StopReason? {
        if let steps, spent.steps >= steps { return .steps }
        if let updates, spent.updates >= updates { return .updates }
        if let trials, spent.trials.adding(clamping: nextTrials) > trials { return .trials }
        if let time, spent.wallSeconds >= time / .seconds(1) { return .time }
        if let tokens, spent.usage.tokens >= tokens { return .tokens }
        if let cost, spent.usage.cost >= cost { return .cost }
        return nil
    }
}
