import StudyModel

/// What a strategy may go by: the run, and how long its best has stood.
package struct SearchState: Sendable {
    package let view: RunView
    /// Steps since the best was found.
    package let stepsSinceBest: Int

    package init(view: RunView, stepsSinceBest: Int) {
        self.view = view
        self.stepsSinceBest = stepsSinceBest
    }
}

/// Chooses what is changed next, and who goes on when several of a round could.
///
/// A strategy keeps nothing between calls: the same state gives the same choice, so a resumed run goes on as if it had never stopped.
package protocol Strategy: Sendable {
    /// Returns the parents of a round's steps, `count` of them, all of the current lineage.
    ///
    /// `seed` is where random choices derive from.
    func parents(count: Int, in state: SearchState, seed: UInt64) -> [CommitID]

    /// Returns the verdicts of a round's steps, given what each deserves by itself; `nil` for steps without a candidate.
    ///
    /// `recorded` are the verdicts of the round's earlier steps, which stand: the round was cut short after them.
    func settle(_ rulings: [Ruling?], recorded: [Verdict?]) -> [Ruling?]
}
