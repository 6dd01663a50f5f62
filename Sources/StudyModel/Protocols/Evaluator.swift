/// What judges candidates.
package protocol Evaluator: Sendable {
    /// Judges one or more candidates in one sitting and returns an evaluation for each, in order.
    ///
    /// With several candidates the trials are interleaved. A candidate that fails its build or a gate gets that outcome, and the
    /// others are then not measured any further. Throws what stops the run, and on cancellation after all processes are gone.
    func evaluate(_ sitting: Sitting) async throws -> [Evaluation]
}

/// Candidates that are judged together.
package struct Sitting: Hashable, Sendable {
    /// Whether slots may be warm from earlier candidates.
    package enum Slots: Hashable, Sendable { case warm, clean }

    package var candidates: [Subject]
    package var split: Split
    /// The examples to run; empty where the study has none.
    package var examples: [Example]
    /// Runs of the command for each candidate and example.
    package var repeats: Int
    /// The seed of repetition r of an example derives from this, alike for all candidates.
    package var seed: UInt64
    package var slots: Slots

    package init(
        candidates: [Subject], split: Split = .train, examples: [Example] = [], repeats: Int, seed: UInt64,
        slots: Slots = .warm
    ) {
        self.candidates = candidates
        self.split = split
        self.examples = examples
        self.repeats = repeats
        self.seed = seed
        self.slots = slots
    }
}

/// A candidate to be judged.
package struct Subject: Hashable, Sendable {
    package var commit: CommitID
    package var tree: TreeID

    package init(commit: CommitID, tree: TreeID) {
        self.commit = commit
        self.tree = tree
    }
}
