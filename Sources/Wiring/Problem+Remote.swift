import StudyModel

extension Problem {
    /// What keeps runs from being sent to a remote or fetched from one.
    package enum Remote: Hashable, Sendable {
        case noRemotes
        case unknownRemote(String, existing: [String])
        /// Neither a run nor a hone branch of this repository.
        case unknownName(String)
        case divergedJournal(ref: String)
        /// Others pushed at the same time, again and again.
        case busy(remote: String)
    }
}
