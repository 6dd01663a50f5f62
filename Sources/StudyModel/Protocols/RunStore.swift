/// A run as the loop reads it and appends to it; the journal is behind it.
package protocol RunStore: Sendable {
    /// What the run is.
    var record: RunRecord { get async }
    /// The writer that appends.
    var writer: WriterID { get async }

    /// Returns the events after the first `count`, of all writers, causes before effects.
    ///
    /// The order is this value's own and never changes: what others appended, and what people did to branches, comes after all that was
    /// returned before, whenever it happened. So whoever has folded `count` events asks for those after them. Events that were
    /// appended through `append` are among them. Of steps come summaries: `record(of:)` returns all of one.
    func events(after count: Int) async throws -> [RecordedEvent]

    /// Checks a proposal against the scope and builds its tree, from the first parent's, and commit, not yet reachable from any ref.
    func draft(_ proposal: Proposal, on parents: Parents, step: StepID, proposer: String) async throws
        -> Draft

    /// Appends an event, durably: when this returns, the event has happened. Branches and notes follow.
    ///
    /// `feedback` becomes the feedback note and the event's `feedback.md`, and `attachments` stay in the journal, below the event.
    func append(_ event: Event, feedback: String?, attachments: [Attachment]) async throws

    /// Returns all that was recorded of a step, or `nil` where the run has no such step.
    func record(of step: StepID) async throws -> StepRecord?

    /// Returns what was measured for an event that is no step, with its trials.
    func evaluations(of event: CommitID) async throws -> [RecordedEvaluation]

    /// Returns the repeats of each candidate that attempts at a sitting left without an event to record them; empty where there are none, or where they
    /// were made on other terms.
    func begun(_ sitting: SittingKey) async throws -> [Evaluation]

    /// Keeps such repeats until an event records the sitting; they outlive the process.
    func keep(_ repeats: [Evaluation], of sitting: SittingKey) async throws

    /// Returns what steps of this clone, in any of its runs, measured of a tree by an evaluator; the newest first, with trials and their traces.
    ///
    /// What others measured is not among it, nor what cannot be read any more. Nothing has to be there.
    func measured(_ tree: TreeID, by evaluator: EvaluatorIdentity) async throws -> [EarlierEvaluation]

    /// Tells whether an evaluator gave the same figures whenever this clone had it measure something again; `nil` where it never had.
    func isReproducible(_ evaluator: EvaluatorIdentity) async throws -> Bool?

    /// Keeps whether an evaluator gave the same figures again; once it did not, it never counts as one that does.
    func keep(reproducible: Bool, of evaluator: EvaluatorIdentity) async throws

    /// Returns a raw file of a step (`evidence.md`, `reply.md`, …), or `nil` where it has none of that name.
    func attachment(_ path: String, of step: StepID) async throws -> Attachment?

    /// Returns what the evaluator said at a step, or `nil` where it said nothing.
    ///
    /// What other runs, or other steps, were told of the same candidate is not in it.
    func feedback(of step: StepID) async throws -> String?

    /// Returns the unified diff of a candidate against its parent, as `git diff` prints it.
    func diff(from parent: CommitID, to candidate: CommitID) async throws -> String

    /// Applies what a candidate changed of another commit to a third, by a three-way merge. Nothing is stored.
    func reapply(_ candidate: CommitID, madeFrom parent: CommitID, onto other: CommitID) async throws
        -> ReappliedChanges

    /// Returns a candidate's files.
    func artifact(at candidate: CommitID) async throws -> any ArtifactView

    /// Returns the tree of a candidate.
    func tree(of candidate: CommitID) async throws -> TreeID
}

extension RunStore {
    /// Returns how much of the run's base a candidate changes.
    package func size(of candidate: CommitID) async throws -> ChangeSize {
        ChangeSize(diff: try await diff(from: await record.base, to: candidate))
    }
}

/// What became of a proposal when its tree was built.
package enum Draft: Hashable, Sendable {
    case candidate(commit: CommitID, tree: TreeID)
    /// Out of scope.
    case refused(ScopeViolation)
    /// Nothing differs from the first parent.
    case unchanged
    /// The run has a candidate with this tree already.
    case duplicate(of: CommitID)
}
