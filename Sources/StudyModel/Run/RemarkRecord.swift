/// What somebody noted of a run, or of one of its candidates; it changes nothing.
package struct RemarkRecord: Hashable, Sendable {
    package var text: String
    /// `nil` for the run as a whole.
    package var candidate: CommitID?
    package var by: Actor
    /// Who it was, as with a commit.
    package var name: String
    package var email: String
    package var recordedAt: Int64

    package init(
        text: String, candidate: CommitID? = nil, by: Actor = .person, name: String, email: String,
        recordedAt: Int64
    ) {
        self.text = text
        self.candidate = candidate
        self.by = by
        self.name = name
        self.email = email
        self.recordedAt = recordedAt
    }
}
