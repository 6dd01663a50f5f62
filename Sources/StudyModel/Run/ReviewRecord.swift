/// What a person decided, or said, about a candidate.
package struct ReviewRecord: Hashable, Sendable {
    /// What was decided; a word that is not known decides nothing.
    package struct Decision: OpenWord {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let approve = Decision(rawValue: "approve")
        package static let reject = Decision(rawValue: "reject")
        /// Words alone: the person's decision stays what it was.
        package static let comment = Decision(rawValue: "comment")
        /// The person takes their decision back.
        package static let withdraw = Decision(rawValue: "withdraw")
        /// The candidate went onto a branch, which the text names; said by hone, of whoever landed it.
        package static let landed = Decision(rawValue: "landed")

        /// What a person can decide or say.
        package static let ofPeople = [approve, reject, comment, withdraw]
    }

    package var candidate: CommitID
    package var decision: Decision
    /// The person's words; may be empty, may have several lines.
    package var text: String
    /// Who it was, as with a commit.
    package var name: String
    package var email: String
    package var by: Actor
    package var recordedAt: Int64

    package init(
        candidate: CommitID, decision: Decision, text: String, name: String, email: String,
        by: Actor = .person, recordedAt: Int64
    ) {
        self.candidate = candidate
        self.decision = decision
        self.text = text
        self.name = name
        self.email = email
        self.by = by
        self.recordedAt = recordedAt
    }

    /// What tells one person, or program, from another: the address, or the name where there is none.
    package var person: String {
        by == .program ? "program \(name)" : email.isEmpty ? name : email.lowercased()
    }

    /// What it comes to: a program's approval takes its own rejection back, and decides nothing that is a person's to decide.
    package var effect: Decision { by == .program && decision == .approve ? .withdraw : decision }
}

/// A review that stands in a run.
package struct Review: Hashable, Sendable {
    /// The event's ID; `nil` for one that was folded without its journal.
    package let id: CommitID?
    package let record: ReviewRecord
}
