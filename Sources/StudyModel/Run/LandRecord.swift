/// A candidate that goes onto a branch of the user.
package struct LandRecord: Hashable, Sendable {
    /// Ties `landing` and `landed` together.
    package var id: String
    package var candidate: CommitID
    /// The full name of the ref that moves.
    package var onto: String
    package var from: CommitID?
    package var result: CommitID
    /// Who lands it, as with a commit; `nil` in records that did not say.
    package var name: String?
    package var email: String?
    package var recordedAt: Int64

    package init(
        id: String, candidate: CommitID, onto: String, from: CommitID?, result: CommitID, recordedAt: Int64
    ) {
        self.id = id
        self.candidate = candidate
        self.onto = onto
        self.from = from
        self.result = result
        self.recordedAt = recordedAt
    }
}

extension Event {
    /// What the event says about a candidate in its review note.
    package var review: ReviewRecord? {
        switch self {
        case .reviewed(let record): record
        case .landed(let record):
            ReviewRecord(
                candidate: record.candidate, decision: .landed,
                text: "on \(record.onto.replacing("refs/heads/", with: "")) as \(record.result.short)",
                name: record.name ?? "", email: record.email ?? "", recordedAt: record.recordedAt)
        default: nil
        }
    }
}
