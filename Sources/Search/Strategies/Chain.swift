import StudyModel

/// The strategy `chain`: each candidate is made from the head of the current lineage, or where a person rejects that, from the
/// nearest candidate below it that nobody rejects.
///
/// With a `restart` the lineage ends after so many steps without a new best of its own, and another begins from the base or the best. With a
/// `rollback` the parent is the best instead, once that many steps have passed since it was found and the head is
/// worse by more than the given share of the best's gain over the base. Of a round the one with the largest gain goes on alone: a chain
/// has one head, and the others were not made from it.
package struct Chain: Strategy {
    static let kind = StrategyKind(
        "chain", "Each step starts from the last accepted candidate", rule: .better,
        options: [
            .wholeNumber(
                "restart.after", atLeast: 1, or: "none",
                "Steps without a new best of its lineage after which that ends and another begins"),
            .word("restart.from", "base", "best", meaning: "Where that one begins: base or best"),
        ]
    ) { choices in
        Chain(
            rollback: choices.study.search.rollback,
            restart: choices.number("restart.after").map {
                Restart(after: $0, fromBest: choices["restart.from"] == .string("best"))
            })
    }

    /// When a lineage is given up, and where the next one begins.
    private struct Restart {
        let after: Int
        let fromBest: Bool
    }

    private let rollback: RollbackSettings?
    private let restart: Restart?

    private init(rollback: RollbackSettings?, restart: Restart?) {
        self.rollback = rollback
        self.restart = restart
    }

    /// A chain that never begins anew.
    package init() { self.init(rollback: nil, restart: nil) }

    /// Rollbacks and restarts go by the best.
    package var choosesParentsBySelection: Bool { rollback != nil || restart != nil }

    package var keepsSeveralLineages: Bool { false }

    package func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let view = state.view
        if let restart, stepsWithoutGain(in: state) >= restart.after {
            let start = Parents(restart.fromBest ? view.best : view.record.base)
            return Array(repeating: Turn(view.nextLineage, from: start), count: count)
        }
        let parent = mustRollBack(state) ? view.best : view.parent(for: view.current)
        return Array(repeating: Turn(view.currentLineage, from: Parents(parent)), count: count)
    }

    package func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        let settlement = state.settleGreedily(step, before: later)
        let view = state.view
        guard let restart, view.lineages[step.turnLineage] == nil else { return settlement }
        let why = "\(restart.after) \(restart.after == 1 ? "step" : "steps") without a new best"
        let end = LineageMove(view.currentLineage, .ended(why: why))
        return Settlement(rejection: settlement.rejection, moves: [end] + settlement.moves)
    }

    /// Steps of the current lineage since it found its best, or since a person decided where the search goes on.
    private func stepsWithoutGain(in state: SearchState) -> Int {
        let lineage = state.view.current
        var (best, steps) = (lineage.origin, 0)
        for step in state.view.steps where step.turnLineage == lineage.name && step.step.number > 0 {
            if state.isBetter(step, than: best), let candidate = step.candidate {
                (best, steps) = (candidate, 0)
            } else {
                steps += 1
            }
        }
        return min(steps, state.steps)
    }

    private func mustRollBack(_ state: SearchState) -> Bool {
        let view = state.view
        guard let rollback, state.stepsSinceBest >= rollback.patience, view.best != view.current.head,
            let best = view.step(of: view.best), best.turnLineage == view.currentLineage,
            let base = view.baseline, let gained = view.searchGain(of: best, over: base),
            let head = view.step(of: view.current.head)
        else { return false }
        // A head without a score, such as a person's commit that does not build, is as bad as can be.
        guard let change = view.searchGain(of: head, over: best) else { return head.score == nil }
        return change.estimate < 0 && -change.estimate > rollback.drop * gained.estimate
    }
}
