import Listings
import Search
import StudyModel
import StudyStore

extension DivertedBranch {
    /// Returns `nil` for a concern of another kind.
    init?(_ concern: ProjectionConcern, checkedOut: [String: String]) {
        let head: CommitID
        var violation: String?
        switch concern.reason {
        case .foreign(let place): head = place
        case .outOfScope(let place, let what): (head, violation) = (place, what.sentence)
        case .checkedOut, .locked, .nameTaken: return nil
        }
        self.init(
            name: RefNames.shortBranch(concern.ref), head: head, wanted: concern.wanted,
            violation: violation, worktree: checkedOut[concern.ref])
    }
}
