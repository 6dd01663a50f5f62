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
        /// No piece of the candidate's difference has this name.
        case noSuchPiece(String, known: [String])
        /// The pieces that were picked have no score together; they are recorded under this name.
        case noScore(String, outcome: Outcome, reason: String?)
        /// The base of a run is no candidate of it.
        case isBase(String, run: RunName)
    }
}
