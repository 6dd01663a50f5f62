/// What suggests a change: the mutation proposer, an agent, a model, a recording.
///
/// A proposer keeps no state between calls: all that it may learn from is in the request, so a resumed run proposes
/// what an uninterrupted one would have.
package protocol Proposer: Sendable {
    /// Returns a proposal; one without changes says in `problem` why there is none.
    ///
    /// Throws only what stops the run (a missing executable, cancellation); an unusable answer is a proposal.
    func propose(_ request: ProposalRequest) async throws -> Proposal

    /// Whether it may answer something else where it is asked again: a recording does not.
    var hasOtherAnswers: Bool { get }
}

extension Proposer {
    package var hasOtherAnswers: Bool { true }
}

/// All that a proposer is told at one step.
package struct ProposalRequest: Sendable {
    package var step: StepID
    package var parents: Parents
    /// The failed candidate that is to be mended: its files are changed, not the parent's.
    package var mends: CommitID?
    package var instructions: String
    package var evidence: Evidence
    /// The files that are changed, as far as the proposer may see them.
    package var artifact: any ArtifactView
    /// The files of the other parents, in their order.
    package var others: [any ArtifactView]
    /// Where every random choice of this proposal derives from.
    package var seed: UInt64
    /// What each kind of edit has brought so far in the run, by `Proposal.edit`.
    package var edits: [String: EditRecord]
    /// Where the search started, whose files the edits of `tries` were made of by proposers that do not go by the parent.
    package var origin: any ArtifactView
    /// What the clone's own steps tried since then that had an edit, oldest first.
    package var tries: [EditTry]
    /// What each model has brought in each form of edit, when the step's round began.
    package var arms = ArmHistory()
    /// The seeds of the turns before this one in its round, which choose before it.
    package var ahead: [UInt64] = []
    /// The run's earlier candidates, where the study lets them be read: `evidence.history: full`.
    package var history: (any RunHistory)?
    /// What this proposal may spend.
    package var allowance: Allowance
    /// How often it was asked at this step before and answered what the run has already: each time more chance is in place.
    package var asked = 0

    /// - Parameter origin: the first parent's files where it is left out.
    package init(
        step: StepID, parents: Parents, instructions: String, evidence: Evidence, artifact: any ArtifactView,
        others: [any ArtifactView] = [], seed: UInt64, edits: [String: EditRecord],
        origin: (any ArtifactView)? = nil, tries: [EditTry] = [],
        allowance: Allowance = .unlimited
    ) {
        self.step = step
        self.parents = parents
        self.instructions = instructions
        self.evidence = evidence
        self.artifact = artifact
        self.others = others
        self.seed = seed
        self.edits = edits
        self.origin = origin ?? artifact
        self.tries = tries
        self.allowance = allowance
    }

    /// The candidate whose files are changed: the first parent, or what is to be mended.
    package var changed: CommitID { mends ?? parents.first }
}

/// What a kind of edit has brought.
package struct EditRecord: Hashable, Sendable {
    package var tried: Int
    package var scored: Int
    /// How often it made the best that its lineage had: what is accepted as being no worse teaches nothing.
    package var gained: Int

    package init(tried: Int = 0, scored: Int = 0, gained: Int = 0) {
        self.tried = tried
        self.scored = scored
        self.gained = gained
    }
}

/// An edit that a step tried.
package struct EditTry: Hashable, Sendable {
    /// As the proposal named it.
    package let edit: String
    /// How much better than where the search started, in the metric's unit, by what a proposer may know; `nil` where there is no score, or nothing
    /// that the two have in common.
    package let gain: Double?

    package init(edit: String, gain: Double?) {
        self.edit = edit
        self.gain = gain
    }
}

/// What the proposer is shown: the very text that is kept as `evidence.md`.
package struct Evidence: Hashable, Sendable {
    package var markdown: String

    package init(markdown: String) { self.markdown = markdown }
}
