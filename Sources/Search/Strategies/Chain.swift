import StudyModel

/// The strategy `chain`: each candidate is made from the head of the current lineage, or where a person rejects that, from the
/// nearest candidate below it that nobody rejects.
///
/// With a `rollback` the parent is the best instead, once that many steps have passed since it was found and the head is
/// worse by more than the given share of the best's gain over the base. Of a round the one with the largest gain goes on alone: a chain
/// has one head, and the others were not made from it.
package struct Chain: Strategy {
    static let kind = StrategyKind(
        "chain", "Each step starts from the last accepted candidate", rule: .better, options: []
    ) { Chain(rollback: $0.study.search.rollback) }

    private let rollback: RollbackSettings?

    package init(rollback: RollbackSettings? = nil) { self.rollback = rollback }

    package func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let view = state.view
        let parent = mustRollBack(state) ? view.best : view.parent(for: view.current)
        return Array(repeating: Turn(view.currentLineage, from: Parents(parent)), count: count)
    }

    package func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        guard step.verdict == .accepted, let candidate = step.candidate else { return Settlement() }
        let gain = step.comparison?.gain ?? -.infinity
        let isOutdone =
            state.view.earlier(inRoundOf: step).contains { $0.verdict == .accepted }
            || later.contains {
                $0.verdict == .accepted && $0.comparison.map { $0.gain > gain } ?? false
            }
        return isOutdone
            ? Settlement(rejection: "another of its round gained more")
            : Settlement(moves: [LineageMove(step.lineage, .advanced(to: candidate))])
    }

    private func mustRollBack(_ state: SearchState) -> Bool {
        let view = state.view
        guard let rollback, state.stepsSinceBest >= rollback.patience, view.best != view.current.head,
            let best = view.step(of: view.best), best.lineage == view.currentLineage,
            let bestScore = view.selectionScore(best),
            let base = view.baseline.flatMap(view.selectionScore),
            let head = view.step(of: view.current.head)
        else { return false }
        // A head without a score, such as a person's commit that does not build, is as bad as can be.
        guard let headScore = view.selectionScore(head) else { return true }
        let lost = view.objective.gain(of: bestScore, over: headScore)
        return lost > 0 && lost > rollback.drop * view.objective.gain(of: bestScore, over: base)
    }
}
