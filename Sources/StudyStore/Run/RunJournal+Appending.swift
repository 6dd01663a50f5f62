import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    package func append(_ event: Event, feedback: String?, attachments: [Attachment]) async throws {
        try await withTurn {
            // Whoever steps the run has just read it, and finds out under the lock what this clone has added since.
            if !isStepping { try await absorb() }
            try await record { _ in Addendum(event: event, feedback: feedback, attachments: attachments) }
        }
    }

    /// Appends the event that `make` gives for the run as it is; nothing for `nil`.
    package func appendIfNeeded(_ make: (RunView) -> Event?) async throws {
        try await withTurn {
            try await absorb()
            try await record { view in make(view).map { Addendum(event: $0) } }
        }
    }

    /// An event with what is kept beside it.
    struct Addendum {
        var event: Event
        var feedback: String?
        var attachments: [Attachment] = []
    }

    /// An event that is in the journal.
    private struct Recorded {
        let event: Event
        let staged: StagedEvent
        let previous: ObjectID?
        let noting: EventWriting.Noting
    }

    /// Appends the event that `make` gives for the run as it is; again, if others appended meanwhile; none for `nil`.
    ///
    /// In this order: all objects, durable and held against a gc; the journal's ref, durable, which is the moment the event has
    /// happened; branches and notes; then the objects are let go, being reachable. A step that came fast is durable in the log, and
    /// the rest is done for it and those that follow it together.
    func record(_ make: (RunView) throws -> Addendum?) async throws {
        guard access == .appending else { throw StoreError.openedForReading(record.run) }
        try requireKnown()
        if projected == nil { try refreshProjectedState() }
        guard let recorded = try await withAppendLock({ try await append(make) }) else { return }
        switch recorded.noting {
        case .now, .first: try await project(recorded.event, recorded.staged, after: recorded.previous)
        case .later:
            backlog.add(
                recorded.staged.additions, recorded.staged.commit, after: recorded.previous ?? ObjectID(root))
            lateSteps?.yield()
        }
        try forgetReplies()
        if waitingFrom == nil { try await releaseHeld() }
    }

    /// Throws `StoreError.unknownEvent` where the run holds what this program does not know and must not pass over.
    func requireKnown() throws {
        guard let unknown = history.view.needed.first else { return }
        throw StoreError.unknownEvent(kind: unknown.kind, version: unknown.version)
    }

    private func append(_ make: (RunView) throws -> Addendum?) async throws -> Recorded? {
        let attempts = 8
        try await takeUpLog()
        for _ in 0..<attempts {
            guard let addendum = try make(history.view) else { return nil }
            let writing = EventWriting(
                addendum.event, feedback: addendum.feedback, attachments: addendum.attachments,
                root: root, in: history.view)
            let previous = history.tips[writer]
            let noting = noting(of: writing.event)
            let place = EventWriting.Place(
                run: record, root: ObjectID(root), event: history.nextPlace(of: writer),
                previous: previous ?? ObjectID(root))
            let staged = try await Self.stage(writing, at: place, noting, options, in: repository)
            if try await makeDurable(staged.commit, writing.subject, noting) {
                take(writing.event, staged.commit, at: place.event)
                return Recorded(event: writing.event, staged: staged, previous: previous, noting: noting)
            }
            try await readJournals()
        }
        throw StoreError.journalBusy(record.run, attempts: attempts)
    }

    /// Puts an event into the journal; returns false where another process of this clone was faster.
    private func makeDurable(
        _ commit: ObjectID, _ subject: String, _ noting: EventWriting.Noting
    ) async throws -> Bool {
        if noting == .later, try await enterLog(commit) != nil {
            waitingFrom = journalValue
            return true
        }
        try await publishStaged()
        return try await moveJournal(to: commit, subject)
    }

    /// When branches and notes follow an event: later for a step of a new commit, soon after they followed last.
    private func noting(of event: Event) -> EventWriting.Noting {
        guard case .step(let step) = event else { return .now }
        let isNew = step.candidate.map { drafts[$0] != nil } ?? true
        let isSoon = !backlog.isEmpty || options.pace.isSoon(after: backlog.followed)
        guard isNew else { return .now }
        return isSoon && record.study.branches == .living ? .later : .first
    }

    /// Writes what is staged into a pack, durably, and holds it.
    func publishStaged() async throws {
        try options.failpoints.reach("before objects")
        if let pack = try await repository.publish(syncing: options.sync) { hold(pack) }
        try options.failpoints.reach("after objects")
    }

    /// Keeps a pack from a gc until what is in it can be reached.
    func hold(_ pack: PublishedPack) {
        held.append(pack)
        packsSinceMerge += 1
    }

    private static func stage(
        _ writing: EventWriting, at place: EventWriting.Place, _ noting: EventWriting.Noting,
        _ options: StoreOptions, in repository: isolated Repository
    ) throws -> StagedEvent {
        try writing.stage(at: place, noting, by: options.signature(in: repository), in: repository)
    }

    /// Moves the journal's ref, durably; returns false where another process was faster.
    ///
    /// Where there is a log that tells where the ref goes, the ref itself need not be waited for.
    func moveJournal(to commit: ObjectID, _ subject: String) async throws -> Bool {
        let signature = try await signature()
        let frame = try await enterLog(commit)
        let needNotWait = log?.tip == commit ? try await repository.movesInPlace(journalRef) : false
        try options.failpoints.reach("before journal")
        do throws(GitError) {
            try await (needNotWait ? repository : journals).moveReference(
                journalRef, from: journalValue, to: commit, reflog: "hone: \(subject)", by: signature)
        } catch {
            if let frame { try log?.takeBack(frame, syncing: options.sync) }
            guard error.code == .modified else { throw error }
            return false
        }
        waitingFrom = nil
        try options.failpoints.reach("after journal")
        return true
    }

    private func take(_ event: Event, _ commit: ObjectID, at place: EventPlace) {
        history.take(
            RecordedEvent(
                id: CommitID(commit), event: event.withoutTrials, objective: record.study.objective,
                place: place))
        history.reach(commit, of: writer)
        guard case .step(let step) = event else { return }
        // Steps are recorded in order, so an older draft will not be recorded any more.
        drafts = drafts.filter { $0.value.writer != step.step.writer || $0.value.number > step.step.number }
    }

    /// Lets a gc treat the packs as any other, unless one may hold a draft that is yet to be recorded.
    func releaseHeld() async throws {
        guard drafts.isEmpty, !held.isEmpty else { return }
        try options.failpoints.reach("before release")
        try await letGo()
        try options.failpoints.reach("after release")
        // A pack an event would soon be more than a gc of git's puts up with.
        guard packsSinceMerge >= 16 else { return }
        packsSinceMerge = 0
        try options.failpoints.reach("before merging packs")
        try await repository.consolidate(firstFanIn: 16, syncing: options.sync)
        try options.failpoints.reach("after merging packs")
    }
}
