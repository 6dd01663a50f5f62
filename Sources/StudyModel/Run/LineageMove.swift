/// What a step does to one lineage: decided when the step is recorded, and never derived again.
package struct LineageMove: Hashable, Sendable {
    package enum Change: Hashable, Sendable {
        /// It begins at a candidate.
        case born(at: CommitID)
        /// A candidate is its head.
        case advanced(to: CommitID)
        /// Its head is no parent any more; why, in a few words.
        case ended(why: String)
    }

    package let lineage: LineageName
    package let change: Change

    /// Where it leaves the lineage's head; `nil` where that stays.
    package var head: CommitID? {
        switch change {
        case .born(let head), .advanced(let head): head
        case .ended: nil
        }
    }

    package init(_ lineage: LineageName, _ change: Change) {
        self.lineage = lineage
        self.change = change
    }
}
