/// A candidate that goes onto a branch of the user.
package struct LandRecord: Hashable, Sendable, Codable {
    /// Ties `landing` and `landed` together.
    package var id: String
    package var candidate: CommitID
    /// The full name of the ref that moves.
    package var onto: String
    package var from: CommitID?
    package var result: CommitID
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
