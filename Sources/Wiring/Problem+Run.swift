import StudyModel

extension Problem {
    /// What is wrong with the name of a run or a candidate, or with a journal.
    package enum Run: Hashable, Sendable {
        case noRuns
        case unknownRun(String, existing: [RunName])
        case unknownCandidate(String)
        case unknownStep(Int, run: RunName, last: Int)
        case noCandidate(String, outcome: Outcome)
        case notInARun(String)
        /// The run's study keeps no example back.
        case noTestSplit(RunName)
        case nothingRecorded(file: String, step: String)
        case stepping(RunName, process: Int32?)
        case journalBusy(RunName)
        case unknownVersion(found: Int, newest: Int)
        case needsNewer(RunName, needs: Int, newest: Int)
        case unreleasedFormat
        case unknownSetting(RunName, key: String, value: String)
        case unknownEvent(kind: String)
        case damagedJournal(commit: CommitID, reason: String)
        case differentRoots(RunName)
        case lineageExists(LineageName)
        case unknownLineage(LineageName, existing: [LineageName])
        case notAnAnswer(reason: String)
        /// `until` is in seconds since 1970, where it is known.
        case rateLimited(step: Int, until: Int64?, limit: Duration, reason: String)
        /// Two candidates were not judged alike, so their figures are not put side by side.
        case notJudgedAlike(String, String, reason: String)
        /// A candidate has no file at this path.
        case noFile(String, candidate: String)
        /// The base of a run cannot be rejected.
        case baseRejected(String, run: RunName)
    }
}
