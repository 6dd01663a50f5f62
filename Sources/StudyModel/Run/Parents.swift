/// The commits that a candidate is made from: one, or several where what they changed is brought together.
package struct Parents: Hashable, Sendable {
    /// The one that the candidate is compared with.
    package let first: CommitID
    package let others: [CommitID]

    package init(_ first: CommitID, _ others: [CommitID] = []) {
        self.first = first
        self.others = others
    }

    /// All of them, in order.
    package var all: [CommitID] { [first] + others }
}
