import FoundationEssentials
import Git
import StudyModel

extension RunJournal {
    package func newlyRecorded() async throws -> [RecordedEvent] {
        try await withTurn {
            try await absorb()
            if access == .appending, !options.pace.isSoon(after: backlog.looked) { try await catchUp() }
            return history.takeUnread()
        }
    }

    /// What becomes of events that are read.
    enum Keeping { case unread, nothing }

    /// Reads what has been added to the run's journals since they were last read; costs a look at the refs if nothing has.
    func absorb(keeping: Keeping = .unread) async throws {
        let last = history.tips
        let additions = try await Self.additions(
            to: record.run, root: ObjectID(root), since: last, in: repository)
        for addition in additions where addition.writer == writer && last[writer] != nil {
            // Another process of this clone wrote it, and moved refs for it.
            try refreshProjectedState()
            break
        }
        if additions.count == 1 {
            try await take(additions[0], keeping)
        } else if !additions.isEmpty {
            try await takeMerged(additions, keeping)
        }
    }

    /// The commits that a journal has got, oldest first.
    private struct Addition: Sendable {
        let writer: WriterID
        let commits: [ObjectID]
    }

    /// Reads one journal in portions, so that a long one is never in memory as a whole.
    private func take(_ addition: Addition, _ keeping: Keeping) async throws {
        var rest = addition.commits[...]
        while !rest.isEmpty {
            for entry in try await Self.read(rest.prefix(512), of: record, in: repository) {
                history.take(entry)
            }
            rest = rest.dropFirst(512)
            if keeping == .nothing { _ = history.takeUnread() }
        }
        reach(addition)
    }

    private func takeMerged(_ additions: [Addition], _ keeping: Keeping) async throws {
        var journals: [EventMerge.Journal] = []
        for addition in additions {
            let entries = try await Self.read(addition.commits[...], of: record, in: repository)
            journals.append(EventMerge.Journal(writer: addition.writer, entries: entries))
        }
        for entry in EventMerge.order(journals) { history.take(entry) }
        for addition in additions { reach(addition) }
        if keeping == .nothing { _ = history.takeUnread() }
    }

    private func reach(_ addition: Addition) {
        if let tip = addition.commits.last { history.reach(tip, of: addition.writer) }
    }

    private static func additions(
        to run: RunName, root: ObjectID, since tips: [WriterID: ObjectID], in repository: isolated Repository
    ) throws -> [Addition] {
        var additions: [Addition] = []
        for reference in try repository.references(prefix: "\(RefNames.journalPrefix)\(run)/") {
            guard let (_, writer) = RefNames.parseJournal(reference.name), reference.target != tips[writer],
                reference.target != root, try JournalCommit.root(of: reference.target, in: repository) == root
            else { continue }
            let chain = try repository.firstParentChain(from: reference.target, until: tips[writer] ?? root)
            guard chain.last != root else {
                throw StoreError.damagedJournal(
                    commit: CommitID(reference.target), reason: "it does not go on from what was read of it")
            }
            additions.append(Addition(writer: writer, commits: chain.reversed()))
        }
        return additions
    }

    private static func read(
        _ commits: ArraySlice<ObjectID>, of run: RunRecord, in repository: isolated Repository
    ) throws -> [RecordedEvent] {
        let decoder = JSONDecoder()
        return try commits.map {
            RecordedEvent(
                id: CommitID($0), event: try JournalCommit.event(of: $0, decoder: decoder, in: repository),
                objective: run.study.objective)
        }
    }
}
