import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    package func events(after count: Int) async throws -> [RecordedEvent] {
        try await withTurn {
            try await absorb()
            if access == .appending, !options.pace.isSoon(after: backlog.looked) { try await catchUp() }
            return history.view.events(after: count)
        }
    }

    /// Reads what has been added to the run's journals since they were last read; costs a look at the refs if nothing has.
    ///
    /// Whoever may append finds what a process that steps the run has put into its log alone as well.
    func absorb() async throws {
        if access == .appending, !isStepping { try await takeUpLoggedSteps() }
        try await readJournals()
    }

    func readJournals() async throws {
        let last = history.tips
        let additions = try await JournalAddition.all(
            to: record.run, root: ObjectID(root), since: last, waiting: waitingFrom, folder: localFolder,
            in: repository)
        for addition in additions where addition.writer == writer && last[writer] != nil {
            // Another process of this clone wrote it, and moved refs for it.
            try refreshProjectedState()
            break
        }
        var journals: [EventMerge.Journal] = []
        for addition in additions {
            let read = try await Self.read(addition.commits, of: record, in: repository)
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
            try JournalIndex(of: addition.writer, in: localFolder).write(events, of: record.study)
        } catch {
            // Such as in a repository that may only be read: it is read from its commits then.
        }
    }

    private static func read(
        _ commits: [ObjectID], of run: RunRecord, in repository: isolated Repository
    ) throws -> [RecordedEvent] {
        try commits.map { commit in
            let document = try JournalCommit.document(of: commit, in: repository)
            return RecordedEvent(
                id: CommitID(commit), event: document.event, objective: run.study.objective,
                place: document.place)
        }
    }
}
