extension Problem {
    /// What is wrong with the repository, or with writing to it.
    package enum Repository: Hashable, Sendable {
        case notARepository(directory: String)
        case bareRepository(path: String)
        case noCommits(branch: String)
        case unsupportedFormat(String)
        case ownedByOther(message: String)
        case shallowClone
        /// It takes history that a shallow clone does not have.
        case historyCutOff(operation: String)
        case branchNamedHone
        case noIdentity
        case diskFull(operation: String)
        case notPermitted(operation: String, message: String)
        case locked(operation: String, file: String)
        case git(operation: String, message: String)
        case localFile(path: String, reason: String)
        /// A git command that hone ran for the user ended with an error; its own words.
        case gitCommand(words: [String], output: String)
    }
}
