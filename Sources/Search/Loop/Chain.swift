import StudyModel

/// The strategy `chain`: each candidate is made from the head of the current lineage, or where a person rejects that, from the
/// nearest candidate below it that nobody rejects.
///
/// With a `rollback` the parent is the best instead, once that many steps have passed since it was found and the head is
/// worse by more than the given share of the best's gain over the base. Of a round the one with the largest gain goes on alone: a chain
/// has one head, and the others were not made from it.
package struct Chain: Strategy {
    private let rollback: RollbackSettings?

    package init(rollback: RollbackSettings? = nil) { self.rollback = rollback }

    package func parents(count: Int, in state: SearchState, seed: UInt64) -> [CommitID] {
        let view = state.view
        let parent = mustRollBack(state) ? view.best : view.parent(for: view.current)
        return Array(repeating: parent, count: count)
    }

    package func settle(_ rulings: [Ruling?], recorded: [Verdict?]) -> [Ruling?] {
        let accepted = rulings.indices.filter { rulings[$0]?.verdict == .accepted }
        let gain = { (index: Int) in rulings[index]?.comparison?.gain ?? -.infinity }
        guard let first = accepted.first else { return rulings }
        let winner =
            recorded.contains(.accepted)
            ? nil : accepted.dropFirst().reduce(first) { gain($1) > gain($0) ? $1 : $0 }
        var settled = rulings
        for index in accepted where index != winner {
            settled[index] = settled[index]?.rejected("another of its round gained more")
        }
        return settled
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
