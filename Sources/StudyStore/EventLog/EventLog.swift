import Git
import ObjectIDs
import Platform
import StudyModel

/// The events of a run as this clone has them: reads the journals of all writers in one order, and appends to its own writer's.
///
/// Knows nothing of branches and notes, which follow it. One call at a time: `RunJournal` takes turns.
final class EventLog {
    private let site: RunSite
    private let packs: HeldPacks
    private let head: JournalHead
    private var history: RunHistory
    private var hasLocalFolder = false
    private var othersMoves = 0

    init(_ site: RunSite, _ packs: HeldPacks) {
        self.site = site
        self.packs = packs
        head = JournalHead(site, packs)
        history = RunHistory(site.record, writer: site.writer)
    }

    // MARK: - Asking

    /// The run as its events that have been read make it.
    var view: RunView { history.view }

    /// Whether no journal has been read yet.
    var isUnread: Bool { history.tips.isEmpty }

    /// The last commit of this writer's journal that has been read; `nil` before its first event.
    var tip: ObjectID? { history.tips[site.writer] }

    /// The journal commits of the steps that have been read.
    var stepCommits: [StepID: ObjectID] { history.steps }

    /// How often another process of this clone was found to have appended, and so to have moved refs that follow.
    var movesOfOthers: Int { othersMoves }

    /// Whether steps are durable in the write-ahead log alone.
    var isWaiting: Bool { head.waiting != nil }

    // MARK: - Reading

    /// Reads what has been added to the run's journals since they were last read; costs a look at the refs if nothing has.
    ///
    /// Whoever may append finds what a process that steps the run has put into its log alone as well.
    func read() async throws {
        if site.access == .appending, !head.isStepping { try await takeUpLogs() }
        try await readJournals()
    }

    /// Throws `StoreError` where the run holds what this program does not know and must not pass over.
    func requireKnown() throws {
        if let needs = view.changes.needs, needs > RunRecord.greatestNeeds {
            throw StoreError.needsNewer(view.record.run, needs: needs, newest: RunRecord.greatestNeeds)
        }
        guard let unknown = view.needed.first else { return }
        throw StoreError.unknownEvent(kind: unknown.kind, version: unknown.version)
    }

    /// Moves the journals' refs over steps that other processes have left in logs.
    func takeUpLogs() async throws {
        guard try head.findsLogs() else { return }
        do {
            try await withAppendLock {
                try await takeUpLog()
                try await head.takeUpOthers()
            }
            try await packs.letGo()
        } catch let error as GitError where canDoWithoutLogs(error) {
            // Whoever only reads waits for someone who may write, and who comes to it.
        }
    }

    private func canDoWithoutLogs(_ error: GitError) -> Bool {
        if case .unsupportedFormat = error.code { return false }
        return site.access == .reading || error.code == .notPermitted
    }

    /// Takes up this clone's own log, with the append lock held, and what was appended since the journals were last read.
    private func takeUpLog() async throws {
        switch try await head.takeUp(after: tip ?? site.firstTip) {
        case .none: return
        case .logged: break
        case .moved: othersMoves += 1
        }
        try await readJournals()
    }

    private func readJournals() async throws {
        let last = history.tips
        let additions = try await JournalAddition.all(
            to: site.record.run, root: ObjectID(site.root), since: last, waiting: head.waiting,
            folder: site.localFolder, in: site.repository)
        if last[site.writer] != nil, additions.contains(where: { $0.writer == site.writer }) {
            othersMoves += 1
        }
        var journals: [EventMerge.Journal] = []
        for addition in additions {
            let read = try await Self.read(
                addition.commits, by: addition.writer, of: site.record, in: site.repository)
            journals.append(EventMerge.Journal(writer: addition.writer, entries: addition.indexed + read))
        }
        for event in EventMerge.order(journals) { history.take(event) }
        for (addition, journal) in zip(additions, journals) { reach(addition, journal.entries) }
    }

    /// Remembers how far a journal was read, in its index too where that saves the next reader much.
    private func reach(_ addition: JournalAddition, _ events: [RecordedEvent]) {
        history.reach(addition.tip, of: addition.writer)
        guard addition.isWhole, addition.commits.count >= JournalIndex.leastNews else { return }
        do {
            try JournalIndex(of: addition.writer, in: site.localFolder)
                .write(events, of: site.record.study, access: site.fileAccess())
        } catch {
            // Such as in a repository that may only be read: it is read from its commits then.
        }
    }

    private static func read(
        _ commits: [ObjectID], by writer: WriterID, of run: RunRecord, in repository: isolated Repository
    ) throws -> [RecordedEvent] {
        try commits.map { commit in
            let document = try JournalCommit.document(of: commit, by: writer, in: repository)
            return RecordedEvent(
                id: CommitID(commit), event: document.event, objectives: run.study.objectives,
                place: document.place)
        }
    }

    // MARK: - Appending

    /// An event that is in the journal.
    struct Appended {
        let event: Event
        let staged: StagedEvent
        /// The journal's last commit before it; `nil` for the writer's first event.
        let previous: ObjectID?
        let noting: EventWriting.Noting
    }

    /// Appends the event that `make` gives for the run as it is; again, if others appended meanwhile; none for `nil`.
    ///
    /// All objects first, durable and held against a gc; then the journal's ref, durable, which is the moment the event has happened. A step
    /// whose notes may follow `later` is durable in the write-ahead log, and the rest is for `publish`.
    func append(
        _ make: (RunView) throws -> Addendum?, noting: (Event) -> EventWriting.Noting
    ) async throws -> Appended? {
        guard site.access == .appending else { throw StoreError.openedForReading(site.record.run) }
        return try await withAppendLock {
            let attempts = 8
            try await takeUpLog()
            try requireKnown()
            for _ in 0..<attempts {
                guard let addendum = try make(view) else { return nil }
                if let appended = try await append(addendum, noting) { return appended }
                try await readJournals()
            }
            throw StoreError.journalBusy(site.record.run, attempts: attempts)
        }
    }

    /// Returns `nil` where another process was faster.
    private func append(
        _ addendum: Addendum, _ noting: (Event) -> EventWriting.Noting
    ) async throws -> Appended? {
        let writing = EventWriting(
            addendum.event, feedback: addendum.feedback, attachments: addendum.attachments,
            root: site.root, in: view)
        let noting = noting(writing.event)
        let previous = tip
        let place = EventWriting.Place(
            run: site.record, root: ObjectID(site.root), event: history.nextPlace(of: site.writer),
            previous: previous ?? ObjectID(site.root))
        let staged = try await Self.stage(writing, at: place, noting, site.options, in: site.repository)
        switch try await makeDurable(staged.commit, writing.subject, noting) {
        case .moved: break
        case .notMoved(.overtaken): return nil
        case .notMoved(let obstacle): throw obstacle.error(moving: site.journalRef)
        }
        history.take(
            RecordedEvent(
                id: CommitID(staged.commit), event: writing.event.withoutTrials,
                objectives: site.record.study.objectives, place: place.event))
        history.reach(staged.commit, of: site.writer)
        return Appended(event: writing.event, staged: staged, previous: previous, noting: noting)
    }

    /// Has the journal go on to a commit: in the log, for the ref to follow, or by its ref at once.
    private func makeDurable(
        _ commit: ObjectID, _ subject: String, _ noting: EventWriting.Noting
    ) async throws -> RefMove.Outcome {
        let tip = tip ?? site.firstTip
        if noting == .later, try await head.log(commit, after: tip) { return .moved }
        return try await head.move(to: commit, after: tip, subject)
    }

    private static func stage(
        _ writing: EventWriting, at place: EventWriting.Place, _ noting: EventWriting.Noting,
        _ options: StoreOptions, in repository: isolated Repository
    ) throws -> StagedEvent {
        try writing.stage(at: place, noting, by: options.authorship(in: repository), in: repository)
    }

    /// Moves the journal's ref over the steps that wait in the log; what `staging` stages goes into one pack with them.
    func publish(staging: (_ tip: ObjectID) async throws -> Void) async throws {
        guard isWaiting else { return }
        try await withAppendLock {
            try await takeUpLog()
            guard isWaiting, let tip else { return }
            try await staging(tip)
            switch try await head.move(to: tip, after: tip, "steps from the log") {
            case .moved: return
            case .notMoved(.overtaken): throw StoreError.journalBusy(site.record.run, attempts: 1)
            case .notMoved(let obstacle): throw obstacle.error(moving: site.journalRef)
            }
        }
    }

    /// Runs `body` while no other process of this clone appends to the journal or moves its ref over what waits in the log.
    private func withAppendLock<Result>(_ body: () async throws -> Result) async throws -> Result {
        let path = site.localFolder + "append.lock"
        let access = try site.fileAccess()
        if !hasLocalFolder { try HostFile.makeFolder(HostFile.folder(of: path), access: access) }
        hasLocalFolder = true
        let lock = try await FileLock.take(path, access, .standard())
        let result = try await body()
        _ = consume lock
        return result
    }

    // MARK: - Stepping

    var isStepping: Bool { head.isStepping }

    /// Takes the step lock, and takes in what whoever had it before has left.
    func beginStepping() async throws {
        let lock = try head.lockSteps()
        if site.access == .appending { try await read() }
        try requireKnown()
        head.beginStepping(lock)
    }

    /// Removes the write-ahead log where nothing in it is needed any more.
    func removeIdleLog() async throws {
        guard head.hasIdleLog else { return }
        try await withAppendLock { try await head.removeLog() }
    }

    /// Gives the step lock back.
    func endStepping() { head.endStepping() }
}

/// An event with what is kept beside it.
struct Addendum {
    var event: Event
    var feedback: String?
    var attachments: [Attachment] = []
}
