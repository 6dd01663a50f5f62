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
    /// The numbers that it sets, where it sets nothing else.
    package var numbers: [NumberChange] = []
    package var usage: Usage
    /// How the calls of a model went; `nil` where none was asked.
    package var calls: ModelCalls?
    /// What to keep beside the step: `reply.md`, an agent's output.
    package var attachments: [Attachment]
    /// Why there is nothing to offer. Of one that reaches no further than the attempt, asking again is no new step, and what this
    /// answer spent counts with the next one's.
    package var failure: Failure?
    /// Why the run ends instead of this being a step, where there is nothing to offer whatever else is asked: `exhausted`, or `tokens` or `cost`
    /// where what is left of the budget buys no call.
    package var ends: StopReason?
    /// Who made it, where that is not the study's proposer; recorded with the step as the proposer's name.
    package var maker: String?

    package init(
        changes: [FileChange], summary: String, rationale: String = "", edit: String? = nil,
        usage: Usage = .none, calls: ModelCalls? = nil, attachments: [Attachment] = [],
        failure: Failure? = nil, ends: StopReason? = nil
    ) {
        self.changes = changes
        self.summary = summary
        self.rationale = rationale
        self.edit = edit
        self.usage = usage
        self.calls = calls
        self.attachments = attachments
        self.failure = failure
        self.ends = ends
    }

    /// A proposal of nothing.
    package static func nothing(
        _ failure: Failure, summary: String = "no change", attachments: [Attachment] = [],
        ends: StopReason? = nil
    ) -> Proposal {
        Proposal(changes: [], summary: summary, attachments: attachments, failure: failure, ends: ends)
    }
}
