import StudyModel

extension Problem {
    /// What keeps an operation from being undone, or a run from being renamed or deleted.
    package enum Undo: Hashable, Sendable {
        case unknownOperation(String, run: RunName?)
        /// The start of an ID fits several operations.
        case ambiguousOperation(String, run: RunName)
        case nothing(RunName)
        case impossible(Operation)
        case undoneAlready(CommitID)
        case runExists(RunName)
        case branchInUse(String, path: String)
        /// The branch of a landing is not where the landing left it.
        case branchMoved(String, expected: CommitID)
        /// The branch of a landing is checked out and has changes that are not committed.
        case dirtyCheckout(branch: String, paths: [String])
    }
}
