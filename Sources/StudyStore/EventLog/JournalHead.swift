import Git
import ObjectIDs
import Platform
import StudyModel

/// The ref of this clone's own journal, and the write-ahead log before it.
///
/// Steps that come fast are durable in the log first, and in a pack and under the ref a moment later. Only the process that has the step
/// lock writes the log. Whoever opens the run, or appends to it, moves the ref over what waits there: after a kill or a power cut, and also
/// while that process is still alive. What moves the ref wants the append lock held; `tip` is the journal's last commit that has been read, be
/// it under the ref already or not, and `nil` before the writer's first event.
final class JournalHead {
    private let site: RunSite
    private let packs: HeldPacks
    /// Where this process makes steps durable; `nil` before its first event.
    private var log: WriteAheadLog?
    /// The value of the ref while steps wait in the log for it to move.
    private var waitingFrom: ObjectID?
    /// Held while this process is the one that steps the run.
    private var stepLock: StepLock?

    init(_ site: RunSite, _ packs: HeldPacks) {
        self.site = site
        self.packs = packs
    }

    /// What was found when others' doings were looked for.
    enum News {
        case none
        /// Steps of this process's own log, or of one that a process left that has ended.
        case logged
        /// Another process of this clone has moved the ref.
        case moved
    }

    /// Where the ref is while what was read of the journal waits in the log.
    var waiting: ObjectID? { waitingFrom }

    // MARK: - Stepping

    var isStepping: Bool { stepLock != nil }

    /// Takes the step lock; throws `StoreError.stepping` where another process of the clone has it.
    func lockSteps() throws -> StepLock {
        try StepLock(
            site.stepLockPath, run: site.record.run, access: site.fileAccess(), now: site.options.now())
    }

    /// From here on steps may go into the log.
    func beginStepping(_ lock: consuming StepLock) { stepLock = consume lock }

    /// Gives the step lock back. What waits in the log is found by whoever opens the run next.
    func endStepping() {
        log = nil
        stepLock = nil
    }

    // MARK: - Moving on

    /// Makes a step durable in the log, for the ref to follow later; returns false where it has to be published at once.
    func log(_ commit: ObjectID, after tip: ObjectID?) async throws -> Bool {
        let value = waitingFrom ?? tip
        guard try await enterLog(commit, after: tip) != nil else { return false }
        waitingFrom = value
        return true
    }

    /// Publishes what is staged and moves the ref, durably.
    ///
    /// Where there is a log that tells where the ref goes, the ref itself need not be waited for.
    func move(
        to commit: ObjectID, after tip: ObjectID?, _ subject: String
    ) async throws -> RefMove.Outcome {
        let failpoints = site.options.failpoints
        try await publish()
        let committer = try site.committer()
        let frame = try await enterLog(commit, after: tip)
        let needNotWait =
            log?.tip == commit ? try await site.repository.movesInPlace(site.journalRef) : false
        try failpoints.reach("before journal")
        let move = RefMove(
            site.journalRef, from: waitingFrom ?? tip, to: commit, reflog: "hone: \(subject)", by: committer)
        let outcome: RefMove.Outcome
        do {
            outcome = try await (needNotWait ? site.repository : site.journals).move(move)
        } catch {
            try takeBack(frame)
            throw error
        }
        guard outcome == .moved else {
            try takeBack(frame)
            return outcome
        }
        waitingFrom = nil
        try failpoints.reach("after journal")
        return .moved
    }

    private func takeBack(_ frame: LogFrame?) throws {
        if let frame { try log?.takeBack(frame, syncing: site.options.sync) }
    }

    private func publish() async throws {
        guard await site.repository.stagedCount > 0 else { return }
        try site.options.failpoints.reach("before objects")
        try await packs.publish()
        try site.options.failpoints.reach("after objects")
    }

    /// Makes a step durable; returns its frame, or `nil` where there is no log, no room in it, or nothing to be added.
    private func enterLog(_ commit: ObjectID, after tip: ObjectID?) async throws -> LogFrame? {
        guard isStepping, let tip else { return nil }
        let log = try log ?? WriteAheadLog(path: site.logPath, access: site.fileAccess())
        self.log = log
        guard log.tip != commit else { return nil }
        if log.tip != tip || log.isFull {
            // What waits is needed until the ref has moved.
            guard waitingFrom == nil else { return nil }
            try await restart(log)
        }
        try site.options.failpoints.reach("before log")
        let frame = try await site.repository.log(
            moveFrom: tip, to: commit, in: log, syncing: site.options.sync)
        if frame != nil { try site.options.failpoints.reach("after log") }
        return frame
    }

    /// Begins the log anew: what is in it is not needed once the ref's value is on the disk.
    private func restart(_ log: WriteAheadLog) async throws {
        if site.options.sync != .none { try await site.repository.settleReference(site.journalRef) }
        log.restart()
    }

    /// Whether there is a log of which nothing is needed any more.
    var hasIdleLog: Bool { log != nil && waitingFrom == nil }

    /// Removes the log, of which nothing is needed any more.
    func removeLog() async throws {
        guard let log, waitingFrom == nil else { return }
        self.log = nil
        try await restart(log)
        try log.remove()
    }

    // MARK: - Taking up

    /// Whether a process has left a log here, this clone's or one of its earlier names.
    func findsLogs() throws -> Bool {
        try HostFile.names(in: site.localFolder).contains { $0.hasPrefix(RunSite.logPrefix) }
    }

    /// Takes up this clone's own log.
    func takeUp(after tip: ObjectID?) async throws -> News {
        let value = try await site.repository.reference(site.journalRef)
        let isMoved = value != waitingFrom ?? tip
        if !isMoved, log != nil || !HostFile.exists(site.logPath) { return .none }
        // Another process has moved the ref over what waited, or beyond.
        if isMoved { waitingFrom = nil }
        try await takeUp(site.logPath, site.journalRef)
        return isMoved ? .moved : .logged
    }

    /// Takes up logs of the names that this clone had before: its writer's ID changes when the repository's folder does.
    func takeUpOthers() async throws {
        for name in try HostFile.names(in: site.localFolder) where name.hasPrefix(RunSite.logPrefix) {
            guard let other = WriterID(text: String(name.dropFirst(RunSite.logPrefix.count))),
                other != site.writer
            else { continue }
            try await takeUp(site.localFolder + name, RefNames.journal(site.record.run, other))
        }
    }

    private func takeUp(_ log: String, _ ref: String) async throws {
        guard let value = try await site.repository.reference(ref) else { return }
        try await publish()
        guard let end = try await site.repository.stageLog(at: log, from: value) else { return }
        try await publish()
        try await site.journals.require(
            RefMove(ref, from: value, to: end, reflog: "hone: steps from the log"))
        if ref == site.journalRef { waitingFrom = nil }
    }
}
