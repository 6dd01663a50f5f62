import Git
import ObjectIDs
import StudyModel

/// Steps that come fast are durable in a write-ahead log first, and in a pack and under the journal's ref a moment later.
///
/// Only the process that has the step lock writes the log. Whoever opens the run, or appends to it, moves the ref over what waits there:
/// after a kill or a power cut, and also while that process is still alive.
extension RunJournal {
    private static let logPrefix = "wal-"

    nonisolated var logPath: String { localFolder + Self.logPrefix + writer.text }

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

    /// Moves the journals' refs over steps that other processes have left in logs.
    func takeUpLoggedSteps() async throws {
        guard try LocalFile.names(in: localFolder).contains(where: { $0.hasPrefix(Self.logPrefix) }) else {
            return
        }
        do {
            try await withAppendLock {
                try await takeUpLog()
                try await takeUpOtherLogs()
            }
            try await letGo()
        } catch let error as GitError where canDoWithoutLog(error) {
            // Whoever only reads waits for someone who may write, and who comes to it.
        }
    }

    private func canDoWithoutLog(_ error: GitError) -> Bool {
        if case .unsupportedFormat = error.code { return false }
        return access == .reading || error.code == .notPermitted
    }

    /// Takes up this clone's own log, with the append lock held, and what was appended since the journals were last read.
    func takeUpLog() async throws {
        let value = try await repository.reference(journalRef)
        if value == journalValue, log != nil || !LocalFile.exists(logPath) { return }
        if value != journalValue {
            // Another process has moved the ref over what waited, or beyond, and refs that follow it.
            waitingFrom = nil
            try refreshProjectedState()
        }
        try await takeUp(logPath, journalRef)
        try await readJournals()
    }

    /// Takes up logs of the names that this clone had before: its writer's ID changes when the repository's folder does.
    private func takeUpOtherLogs() async throws {
        for name in try LocalFile.names(in: localFolder) where name.hasPrefix(Self.logPrefix) {
            guard let other = WriterID(text: String(name.dropFirst(Self.logPrefix.count))), other != writer
            else {
                continue
            }
            try await takeUp(localFolder + name, RefNames.journal(record.run, other))
        }
    }

    private func takeUp(_ log: String, _ ref: String) async throws {
        guard let value = try await repository.reference(ref) else { return }
        try await publishStaged()
        guard let end = try await repository.stageLog(at: log, from: value) else { return }
        try await publishStaged()
        try await journals.moveReference(ref, from: value, to: end, reflog: "hone: steps from the log")
        if ref == journalRef { waitingFrom = nil }
    }

    /// Makes a step durable; returns its frame, or `nil` where there is no log, no room in it, or nothing to be added.
    func enterLog(_ commit: ObjectID) async throws -> LogFrame? {
        guard isStepping, let tip = journalTip else { return nil }
        let log = try log ?? WriteAheadLog(path: logPath)
        self.log = log
        guard log.tip != commit else { return nil }
        if log.tip != tip || log.isFull {
            // What waits is needed until the ref has moved.
            guard waitingFrom == nil else { return nil }
            try await restartLog(log)
        }
        try options.failpoints.reach("before log")
        let frame = try await repository.log(moveFrom: tip, to: commit, in: log, syncing: options.sync)
        if frame != nil { try options.failpoints.reach("after log") }
        return frame
    }

    /// Begins the log anew: what is in it is not needed once the ref's value is on the disk.
    private func restartLog(_ log: WriteAheadLog) async throws {
        if options.sync != .none { try await repository.settleReference(journalRef) }
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
        guard let log, waitingFrom == nil else { return }
        self.log = nil
        try await withAppendLock {
            try await restartLog(log)
            try log.remove()
        }
    }
}
