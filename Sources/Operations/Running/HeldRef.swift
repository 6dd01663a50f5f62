import StudyModel
import StudyStore

/// A branch or a notes ref that could not follow the run, and what keeps it: it follows with the run's next step, once that is gone.
package struct HeldRef: Hashable, Sendable {
    /// Without `refs/heads/`.
    package let name: String
    /// Why, and what to do, as a sentence.
    package let sentence: String

    /// Returns nil for what a person put there: that is a branch that went another way.
    init?(_ concern: ProjectionConcern) {
        name = RefNames.shortBranch(concern.ref)
        switch concern.reason {
        case .foreign, .outOfScope, .behind, .deleted: return nil
        case .locked(let file):
            sentence =
                "\(name) is behind: its lock '\(file)' exists. If no git is at work here, remove that file; "
                + "the run's next step moves it to \(concern.wanted.short)"
        case .checkedOut(let worktree):
            sentence =
                "\(name) is behind: it is checked out at '\(worktree)'. To follow: "
                + "`git -C '\(worktree)' reset --keep \(concern.wanted.short)`"
        case .nameTaken:
            sentence =
                "\(name) is not there: another branch's name is a part of its, or its of another's. "
                + "Rename that; the run's next step makes it, at \(concern.wanted.short)"
        }
    }
}
