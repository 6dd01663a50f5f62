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
        case .checkedOut, .behind, .deleted, .locked, .nameTaken: return nil
        }
        self.init(
            name: RefNames.shortBranch(concern.ref), head: head, wanted: concern.wanted,
            violation: violation, worktree: checkedOut[concern.ref])
    }
}

extension StrayBranch {
    /// Returns `nil` for a concern of another kind, and for a branch that a worktree holds.
    init?(_ concern: ProjectionConcern, checkedOut: [String: String]) {
        guard checkedOut[concern.ref] == nil else { return nil }
        let head: CommitID?
        switch concern.reason {
        case .behind(let place): head = place
        case .deleted: head = nil
        case .checkedOut, .outOfScope, .foreign, .locked, .nameTaken: return nil
        }
        self.init(name: RefNames.shortBranch(concern.ref), head: head, wanted: concern.wanted)
    }
}
