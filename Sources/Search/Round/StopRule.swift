import StudyModel

/// When the loop ends by itself: its budget and the study's `stop`.
///
/// Asked before each round. Steps, updates and trials are capped: a round gets no more steps than are left, and none begins whose
/// trials would exceed what is left. What a step will cost in time, tokens and money is not known before, so those end the run once
/// they are spent, and each proposal is told what it may spend at most (`allowance`). The confirmation of the winner comes on top.
struct StopRule {
    let study: Study
    let budget: Budget
    /// Runs of the evaluator's command that the next step may take.
    let nextTrials: Int
    /// Runs of the command that are for the end.
    var keptBack = 0

    func reason(in state: LoopState) -> StopReason? {
        if let score = study.stop.score, isReached(score, in: state.view) { return .score }
        if let reason = spent(state.view.spent) { return reason }
        if let patience = study.stop.patience, state.stepsSinceBest >= patience { return .patience }
        if let failures = study.stop.failures, state.unscored >= failures { return .failures }
        return nil
    }

    /// How many of a round's turns the budget allows, those that it has taken already among them; at least the one that was begun.
    ///
    /// By what was left when the round began, so that one that was cut short is as wide as it was.
    func size(of round: LoopState.Round) -> Int {
        let left = [
            budget.steps.map { $0 - round.spent.steps }, budget.updates.map { $0 - round.spent.updates },
            budget.trials.map { max(1, ($0 - keptBack - round.spent.trials) / max(1, nextTrials)) },
        ]
        return left.compactMap { $0 }.reduce(round.turns.count, min)
    }

    /// What each of a round's proposals may spend: the same share of what was left when the round began.
    ///
    /// Not of what is left now, so that a round that was cut short goes on with the shares that it began with.
    func allowance(after spent: Usage, steps: Int) -> Allowance {
        let share = max(1, steps)
        return Allowance(
            tokens: budget.tokens.map { ($0 - spent.tokens) / share },
            cost: budget.cost.map { ($0 - spent.cost) / Double(share) })
    }

    private func isReached(_ goal: Double, in view: RunView) -> Bool {
        guard let best = view.step(of: view.best).flatMap(view.selectionScore),
            !view.isOutdated(best)
        else { return false }
        return !view.objective.isBetter(goal, than: best.value)
    }

    private func spent(_ spent: Spent) -> StopReason? {
        budget.spent(by: spent, nextTrials: nextTrials + keptBack)
    }
}
