import Git
import ObjectIDs
import StudyModel

/// What a writer's journal has got since it was last read, oldest first.
struct JournalAddition: Sendable {
    let writer: WriterID
    let tip: ObjectID
    /// Whether it is the whole journal, which was not read before.
    let isWhole: Bool
    /// The events that the journal's index has.
    let indexed: [RecordedEvent]
    /// The commits of the events after those.
    let commits: [ObjectID]

    /// Returns what the journals of a run have got, those that have got nothing left out; `folder` is the run's own.
    ///
    /// `waiting` is where the clone's own journal still is while what was read of it waits in the log.
    static func all(
        to run: RunName, root: ObjectID, since tips: [WriterID: ObjectID], waiting: ObjectID? = nil,
        folder: String, in repository: isolated Repository
    ) throws -> [JournalAddition] {
        var additions: [JournalAddition] = []
        for reference in try repository.references(inFolder: "\(RefNames.journalPrefix)\(run)/") {
            guard let (_, writer) = RefNames.parseJournal(reference.name), reference.target != tips[writer],
                reference.target != root, reference.target != waiting,
                try JournalCommit.root(of: reference.target, in: repository) == root
            else { continue }
            let index = JournalIndex(of: writer, in: folder)
            additions.append(
                try JournalAddition(
                    writer, tip: reference.target, since: tips[writer], root: root, index, in: repository))
        }
        return additions
    }

    private init(
        _ writer: WriterID, tip: ObjectID, since last: ObjectID?, root: ObjectID, _ index: JournalIndex,
        in repository: isolated Repository
    ) throws {
        self.writer = writer
        self.tip = tip
        isWhole = last == nil
        let known = last == nil ? index.events() : []
        if let end = known.last?.id,
            let rest = try Self.commits(from: tip, after: ObjectID(end), root, in: repository)
        {
            (indexed, commits) = (known, rest)
            return
        }
        guard let all = try Self.commits(from: tip, after: last ?? root, root, in: repository) else {
            throw StoreError.damagedJournal(
                commit: CommitID(tip), reason: "it does not go on from what was read of it")
        }
        (indexed, commits) = ([], all)
    }

    /// The commits of a journal after one of them, oldest first; `nil` where it is none of them.
    private static func commits(
        from tip: ObjectID, after end: ObjectID, _ root: ObjectID, in repository: isolated Repository
    ) throws -> [ObjectID]? {
        let chain = try repository.firstParentChain(from: tip, until: end)
        return chain.last == root ? nil : chain.reversed()
    }
}
