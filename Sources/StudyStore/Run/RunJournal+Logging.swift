import Git
import StudyModel

/// Steps that come fast are durable in a write-ahead log first, and in a pack and under the journal's ref a moment later.
///
/// Only the process that has the step lock writes the log. Whoever opens the run, or appends to it, moves the ref over what waits there:
/// after a kill or a power cut, and also while that process is still alive.
extension RunJournal {
    nonisolated var logPath: String { "\(localFolder)wal-\(writer)" }

    /// Where the journal's ref is, as this process has left or found it; `nil` before the writer's first event.
    var journalValue: ObjectID? { waitingFrom ?? journalTip }

    /// The journal's last commit, be it under the ref already or not.
    var journalTip: ObjectID? {
        history.tips[writer] ?? (writer == record.writer ? ObjectID(root) : nil)
    }

    /// Runs `body` while no other process of this clone appends to the journal or moves its ref over what waits in the log.
    func withAppendLock<Result>(_ body: () async throws -> Result) async throws -> Result {
        let path = localFolder + "append.lock"
        if !hasLocalFolder { try LocalFile.makeFolder(above: path) }
        hasLocalFolder = true
        let lock = try await FolderLock.take(path, .standard())
        let result = try await body()
        _ = consume lock
        return result
    }

    /// Moves the journal's ref over steps that another process has left in the log.
    func takeUpLoggedSteps() async throws {
        guard LocalFile.exists(logPath) else { return }
        do {
            try await withAppendLock { try await takeUpLog() }
            try await letGo()
        } catch let error as GitError where error.code == .notPermitted {
            // Whoever may only read waits for someone who may write.
        }
    }

    /// The same, with the append lock held; also takes in what was appended since the journals were last read.
    func takeUpLog() async throws {
        let value = try await repository.reference(journalRef)
        if value == journalValue, log != nil || !LocalFile.exists(logPath) { return }
        // Where the ref has moved, another process has moved it over what waited, or beyond.
        if value != journalValue { waitingFrom = nil }
        if let value, let end = try await repository.stageLog(at: logPath, from: value) {
            try await publishStaged()
            try await journals.moveReference(
                journalRef, from: value, to: end, reflog: "hone: steps from the log")
        }
        try await readJournals()
    }

    /// Makes a step durable; returns false where there is no log, or no room in it.
    func enterLog(_ commit: ObjectID) async throws -> Bool {
        guard isStepping, let tip = journalTip else { return false }
        let log = try log ?? WriteAheadLog(path: logPath)
        self.log = log
        if log.tip == commit { return true }
        if log.tip != tip || log.isFull {
            // What waits is needed until the ref has moved.
            guard waitingFrom == nil else { return false }
            try await restartLog(log)
        }
        try options.failpoints.reach("before log")
        guard
            try await repository.log(moveFrom: tip, to: commit, in: log, syncing: options.sync)
        else { return false }
        try options.failpoints.reach("after log")
        return true
    }

    /// Begins the log anew: what is in it is not needed once the ref's value is on the disk.
    private func restartLog(_ log: WriteAheadLog) async throws {
        if options.sync != .none { try await repository.syncReference(journalRef) }
        log.restart()
    }

    /// Moves the journal's ref over the steps that wait in the log.
    func publishWaiting() async throws {
        guard waitingFrom != nil else { return }
        try await withAppendLock {
            try await takeUpLog()
            guard waitingFrom != nil, let tip = journalTip else { return }
            try await stageBacklog(through: tip)
            try await publishStaged()
            guard try await moveJournal(to: tip, "steps from the log") else {
                throw StoreError.journalBusy(record.run, attempts: 1)
            }
        }
    }

    /// Removes the log, of which nothing is needed any more.
    func closeLog() async throws {
        guard let log else { return }
        self.log = nil
        try await withAppendLock {
            try await restartLog(log)
            try log.remove()
        }
    }
}
