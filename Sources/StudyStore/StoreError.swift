import StudyModel

/// Why a run could not be found, read or written; the facts of it.
package enum StoreError: Error, Hashable, Sendable {
    /// There is no run of this name.
    case unknownRun(RunName, existing: [RunName])
    /// A journal was written in a version of the format that this program does not know.
    case unknownVersion(found: Int, newest: Int, commit: CommitID)
    /// A newer program wrote an event without which the run is not to be gone on with: this one does not know its kind, or its version.
    case unknownEvent(kind: String, version: Int)
    /// A journal was written before there was a format that lasts.
    case unreleasedFormat(commit: CommitID)
    /// A run must not be gone on with by a program that knows no more than this one.
    case needsNewer(RunName, needs: Int, newest: Int)
    /// A setting of a run has a value that this program does not know, so it cannot go on with the run.
    case unknownSetting(RunName, SettingsReading.Unknown)
    /// A commit of a journal does not hold what it must.
    case damagedJournal(commit: CommitID, reason: String)
    /// A ref among the journals names something else.
    case notAJournal(ref: String, reason: String)
    /// Two journals of one run name begin at different roots, so they are two runs.
    case differentRoots(RunName, roots: [CommitID])
    /// The study's name cannot be part of a run's name.
    case invalidStudyName(String)
    /// A branch named `hone` leaves no room for branches below `hone/`.
    case branchNamedHone
    /// The repository is a shallow clone: ancestors of the base are missing.
    case shallowClone
    /// Another process is stepping the run.
    case stepping(RunName, by: StepLockHolder)
    /// The journal's ref kept moving while an event was to be appended.
    case journalBusy(RunName, attempts: Int)
    /// A notes ref kept moving while notes were to be merged into it.
    case notesBusy(ref: String, attempts: Int)
    /// This clone and a remote have different events in one journal: two clones write as one writer.
    case divergedJournal(ref: String)
    /// The run was opened for reading.
    case openedForReading(RunName)
    /// The run has no lineage of this name.
    case unknownLineage(LineageName, existing: [LineageName])
    /// The run has a lineage of this name already, or keeps the name for itself.
    case lineageExists(LineageName)
    /// No step of the run made or scored this commit.
    case unknownCandidate(CommitID)
    /// The branch to land on does not exist.
    case unknownBranch(String)
    /// The branch to land on moved between the plan and the landing.
    case branchMoved(String, expected: CommitID)
    /// No event of the run has this ID.
    case unknownOperation(CommitID)
    /// Nothing of the run can be undone.
    case nothingToUndo(RunName)
    /// The base's evaluation, the loop's end and an unfinished landing cannot be undone.
    case cannotBeUndone(Operation)
    case undoneAlready(CommitID)
    /// What another clone did to branches or names is not undone here.
    case recordedElsewhere(CommitID)
    /// There is a run, or are branches, of this name.
    case runExists(RunName)
    /// A worktree has a branch checked out that would have to go.
    case branchInUse(String, worktree: String)
}

/// The process that holds a step lock.
package struct StepLockHolder: Hashable, Sendable {
    /// Its process ID; `nil` where it has not written it yet.
    package let process: Int32?
    /// When it took the lock, in seconds since 1970.
    package let since: Int64?
}
