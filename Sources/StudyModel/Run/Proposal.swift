/// A change that a proposer made, before anything has checked it.
package struct Proposal: Hashable, Sendable {
    /// The files that differ from the parent. Empty means that the proposer had nothing to offer.
    package var changes: [FileChange]
    /// One line: the candidate's commit subject.
    package var summary: String
    /// The candidate's commit body; may be empty.
    package var rationale: String
    /// The kind of edit, for proposers that learn which kinds pay; recorded with the step.
    package var edit: String?
    package var usage: Usage
    /// What to keep beside the step: `reply.md`, an agent's output.
    package var attachments: [Attachment]
    /// Why there is nothing to offer, in one line.
    package var problem: String?
    /// Whether nothing is left to try, whatever else is asked; the run then ends.
    package var exhausted: Bool

    package init(
        changes: [FileChange], summary: String, rationale: String = "", edit: String? = nil,
        usage: Usage = .none,
        attachments: [Attachment] = [], problem: String? = nil, exhausted: Bool = false
    ) {
        self.changes = changes
        self.summary = summary
        self.rationale = rationale
        self.edit = edit
        self.usage = usage
        self.attachments = attachments
        self.problem = problem
        self.exhausted = exhausted
    }
}
