import Git
import StudyModel

extension RunJournal {
    package func append(_ event: Event, feedback: String?, attachments: [Attachment]) async throws {
        try await withTurn {
            try await absorb()
            try await record { _ in Addendum(event: event, feedback: feedback, attachments: attachments) }
        }
    }

    /// An event with what is kept beside it.
    struct Addendum {
        var event: Event
        var feedback: String?
        var attachments: [Attachment] = []
    }

    /// Appends the event that `make` gives for the run as it is; again, if others appended meanwhile; none for `nil`.
    ///
    /// In this order: all objects, durable and held against a gc; the journal's ref, durable, which is the moment the event has
    /// happened; branches and notes; then the objects are let go, being reachable.
    func record(_ make: (RunView) throws -> Addendum?) async throws {
        guard access == .appending else { throw StoreError.openedForReading(record.run) }
        if projected == nil { try refreshProjectedState() }
        let attempts = 8
        for _ in 0..<attempts {
            guard let addendum = try make(history.view) else { return }
            let writing = EventWriting(
                addendum.event, feedback: addendum.feedback, attachments: addendum.attachments,
                in: history.view)
            let previous = history.tips[writer]
            let noting = noting(of: writing.event)
            let staged = try await publish(writing, after: previous, noting)
            if try await moveJournal(from: previous, to: staged.commit, writing.subject, noting) {
                take(writing.event, staged.commit)
                switch noting {
                case .now, .first: try await project(writing.event, staged, after: previous)
                case .later:
                    backlog.add(staged.additions, staged.commit, after: previous ?? ObjectID(root))
                }
                try forgetReplies()
                return try await releaseHeld()
            }
            try await absorb()
        }
        throw StoreError.journalBusy(record.run, attempts: attempts)
    }

    /// When branches and notes follow an event: later for a step of a new commit, soon after they followed last.
    private func noting(of event: Event) -> EventWriting.Noting {
        guard case .step(let step) = event else { return .now }
        let isNew = step.candidate.map { drafts[$0] != nil } ?? true
        let isSoon = !backlog.isEmpty || options.pace.isSoon(after: backlog.followed)
        guard isNew else { return .now }
        return isSoon && record.study.branches == .living ? .later : .first
    }

    private func publish(
        _ writing: EventWriting, after previous: ObjectID?, _ noting: EventWriting.Noting
    ) async throws -> StagedEvent {
        let root = ObjectID(root)
        let place = EventWriting.Place(run: record, root: root, previous: previous ?? root)
        let staged = try await Self.stage(writing, at: place, noting, options, in: repository)
        try options.failpoints.reach("before objects")
        if let pack = try await repository.publish(syncing: options.sync) { held.append(pack) }
        try options.failpoints.reach("after objects")
        return staged
    }

    private static func stage(
        _ writing: EventWriting, at place: EventWriting.Place, _ noting: EventWriting.Noting,
        _ options: StoreOptions, in repository: isolated Repository
    ) throws -> StagedEvent {
        try writing.stage(at: place, noting, by: options.signature(in: repository), in: repository)
    }

    /// Moves the journal's ref; returns false where another process of this clone was faster.
    private func moveJournal(
        from previous: ObjectID?, to commit: ObjectID, _ subject: String, _ noting: EventWriting.Noting
    ) async throws -> Bool {
        // The run's starter has a journal from the root on, any other writer none before its first event.
        let start = writer == record.writer ? ObjectID(root) : nil
        let signature = try await signature()
        try options.failpoints.reach("before journal")
        do throws(GitError) {
            // What branches and notes follow later is on the disk before they do.
            let repository = noting == .later ? repository : journals
            try await repository.moveReference(
                journalRef, from: previous ?? start, to: commit, reflog: "hone: \(subject)",
                by: signature)
        } catch {
            guard error.code == .modified else { throw error }
            return false
        }
        try options.failpoints.reach("after journal")
        return true
    }

    private func take(_ event: Event, _ commit: ObjectID) {
        history.take(
            RecordedEvent(
                id: CommitID(commit), event: event.withoutTrials, objective: record.study.objective))
        history.reach(commit, of: writer)
        guard case .step(let step) = event else { return }
        // Steps are recorded in order, so an older draft will not be recorded any more.
        drafts = drafts.filter { $0.value.writer != step.step.writer || $0.value.number > step.step.number }
    }

    /// Lets a gc treat the packs as any other, unless one may hold a draft that is yet to be recorded.
    private func releaseHeld() async throws {
        guard drafts.isEmpty else { return }
        try options.failpoints.reach("before release")
        try await letGo()
        try options.failpoints.reach("after release")
        // A pack an event would soon be more than a gc of git's puts up with.
        eventsSinceMerge += 1
        guard eventsSinceMerge == 16 else { return }
        eventsSinceMerge = 0
        try options.failpoints.reach("before merging packs")
        try await repository.consolidate(firstFanIn: 16, syncing: options.sync)
        try options.failpoints.reach("after merging packs")
    }
}
