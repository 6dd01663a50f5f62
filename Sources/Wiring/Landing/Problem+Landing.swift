import StudyModel

extension Problem {
    /// What keeps a candidate from going onto a branch.
    package enum Landing: Hashable, Sendable {
        case unknownBranch(String)
        case detachedHead
        case dirtyCheckout(branch: String, paths: [String])
        /// A hook or a setting of the user's git said no, in its own words.
        case refusedByGit(command: String, output: String)
        case conflict(branch: String, paths: [String])
        case branchMoved(String)
        case alreadyLanded(branch: String)
        /// The base of a run is no candidate of it.
        case isBase(String, run: RunName)
    }
}
