import Git
import StudyModel

/// How a candidate goes onto a branch.
package enum LandingStyle: Hashable, Sendable {
    /// As `git merge` would: the branch moves forward where it can, else a merge commit is made.
    case merge(message: String)
    /// One commit with the candidate's whole difference.
    case squash(message: String)
}

/// What putting a candidate onto a branch would be.
package enum LandingPlan: Hashable, Sendable {
    /// The branch has all of it already.
    case nothingToDo
    /// The branch and the candidate changed the same lines of these files.
    case conflict(paths: [String])
    /// The branch goes to this commit, which is durable and not reachable yet.
    case ready(LandRecord)
}
