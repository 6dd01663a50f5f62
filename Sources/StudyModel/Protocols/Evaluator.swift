/// What judges candidates.
package protocol Evaluator: Sendable {
    /// Judges one or more candidates in one sitting and returns an evaluation for each, in order.
    ///
    /// With several candidates the trials are interleaved. A candidate that fails its build or a gate gets that outcome, and the
    /// others are then not measured any further. Throws what stops the run, and on cancellation after all processes are gone.
    func evaluate(_ sitting: Sitting) async throws -> [Evaluation]

    /// The same, going on after the repeats that earlier attempts at the sitting left in `begun`, and leaving there what it measures.
    func evaluate(_ sitting: Sitting, goingOn begun: any BegunSitting) async throws -> [Evaluation]
}

extension Evaluator {
    /// Begins anew each time.
    package func evaluate(_ sitting: Sitting, goingOn begun: any BegunSitting) async throws -> [Evaluation] {
        try await evaluate(sitting)
    }
}

/// Candidates that are judged together.
package struct Sitting: Hashable, Sendable {
    /// Whether slots may be warm from earlier candidates.
    package enum Slots: Hashable, Sendable { case warm, clean }

    package var candidates: [Subject]
    package var split: Split
    /// The examples to run; empty where the study has none.
    package var examples: [Example]
    /// Runs of the command for each candidate and example; with a race as many at the most.
    package var repeats: Int
    /// What ends the sitting before that: the candidate, which is the last, against the first.
    package var race: PairRace?
    /// The seed of repetition r of an example derives from this, alike for all candidates.
    package var seed: UInt64
    package var slots: Slots

    package init(
        candidates: [Subject], split: Split = .train, examples: [Example] = [], repeats: Int,
        race: PairRace? = nil, seed: UInt64, slots: Slots = .warm
    ) {
        self.candidates = candidates
        self.split = split
        self.examples = examples
        self.repeats = repeats
        self.race = race
        self.seed = seed
        self.slots = slots
    }
}

extension Sitting {
    /// The seed that the command is given in a repetition, alike for all candidates and examples.
    ///
    /// Below 2^31, so that every language's generators take it as it is.
    package func seed(of repetition: Int) -> UInt64 {
        Seeds.told(Seeds.derive(seed, "repetition", String(repetition)))
    }

    /// Tells whether what was run so far decides the sitting's race, so that no further repeat is worth its cost.
    ///
    /// - Parameter values: the objective's values by candidate, of as many repeats each.
    package func isDecided(by values: [[Double]]) -> Bool {
        guard let race, let other = values.first, let own = values.last else { return false }
        return race.look(at: own, beside: other).decision != .another
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
