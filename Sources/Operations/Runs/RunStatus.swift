import StudyModel

/// A run as it stands in this repository.
package struct RunStatus: Sendable {
    package let view: RunView
    /// Whether a process of this clone is stepping it now.
    package let isStepping: Bool
    /// By lineage, the worktree that has its branch checked out.
    package let checkedOut: [LineageName: String]
    /// The branches that people moved to where the run does not follow.
    package let diverted: [DivertedBranch]

    package init(
        view: RunView, isStepping: Bool, checkedOut: [LineageName: String], diverted: [DivertedBranch] = []
    ) {
        self.view = view
        self.isStepping = isStepping
        self.checkedOut = checkedOut
        self.diverted = diverted
    }
}
