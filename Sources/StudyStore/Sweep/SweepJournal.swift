import Git
import ObjectIDs
import StudyModel

/// A sweep's journal as one clone writes it: the root, which says what the sweep is, and what happened to it, oldest first.
///
/// Its runs have journals of their own, which name its root.
package struct SweepJournal: Sendable {
    /// The files of a root and of an event.
    static let recordName = "sweep.json"
    private static let sweepName = "sweep.yaml"
    private static let studyName = "study.yaml"
    private static let eventName = "event.json"
    /// How often an append starts over because the ref moved meanwhile.
    private static let attempts = 20

    package let record: SweepRecord
    /// The sweep's identity: the commit of its root.
    package let root: CommitID
    /// Who appends here.
    let writer: WriterID
    let store: StudyRepository

    private var ref: String { RefNames.journal(record.plan.name, writer) }

    /// Returns the study file as the sweep began with it.
    package func studyText() async throws -> [UInt8] {
        try await Self.text(Self.studyName, of: ObjectID(root), in: store.repository)
    }

    /// Returns the sweep's own file.
    package func sweepText() async throws -> [UInt8] {
        try await Self.text(Self.sweepName, of: ObjectID(root), in: store.repository)
    }

    private static func text(
        _ name: String, of root: ObjectID, in repository: isolated Repository
    ) throws -> [UInt8] {
        try repository.entry(at: name, in: repository.tree(of: root)).map {
            try repository.readBlob($0.id, limit: JournalCommit.eventLimit)
        } ?? []
    }

    // MARK: - Events

    /// Returns what happened, as far as this clone or the one that the sweep is from wrote it down, oldest first.
    package func events() async throws -> [SweepEvent] {
        let own = try await store.repository.reference(ref)
        let begun = RefNames.journal(record.plan.name, record.writer)
        guard let tip = if let own { own } else { try await store.repository.reference(begun) } else {
            return []
        }
        return try await Self.events(to: tip, in: store.repository)
    }

    /// What the sweep's plan has become by them.
    package func course() async throws -> SweepCourse { SweepCourse(record.plan, try await events()) }

    private static func events(to tip: ObjectID, in repository: isolated Repository) throws -> [SweepEvent] {
        var events: [SweepEvent] = []
        var next = tip
        while let parent = try repository.readCommit(next).parents.first {
            events.append(try event(of: next, in: repository))
            next = parent
        }
        return events.reversed()
    }

    static func event(of commit: ObjectID, in repository: isolated Repository) throws -> SweepEvent {
        guard let file = try repository.entry(at: eventName, in: repository.tree(of: commit)) else {
            throw StoreError.damagedJournal(commit: CommitID(commit), reason: "it has no \(eventName)")
        }
        let bytes = try repository.readBlob(file.id, limit: JournalCommit.eventLimit)
        do throws(FormatError) {
            return try SweepEvent(Fields(bytes))
        } catch {
            throw StoreError.damagedJournal(
                commit: CommitID(commit), reason: "\(eventName): \(error.reason)")
        }
    }

    /// Appends an event, durably, after whatever another process of this clone appended.
    package func append(_ kind: SweepEvent.Kind) async throws {
        let event = SweepEvent(kind, recordedAt: store.options.now())
        for _ in 0..<Self.attempts {
            let tip = try await store.repository.reference(ref)
            let commit = try await Self.stage(
                event, of: record.plan.name, after: tip ?? ObjectID(root), store.options, in: store.repository
            )
            let move = RefMove(
                ref, from: tip, to: commit, reflog: "hone: \(kind.name)",
                by: try store.options.authorship(in: store.repository).committer)
            let outcome = try await store.repository.publish(syncing: store.options.sync) {
                try await store.journals.move(move)
            }
            switch outcome {
            case .moved: return
            case .notMoved(.overtaken): continue
            case .notMoved(let obstacle): throw obstacle.error(moving: ref)
            }
        }
        throw StoreError.journalBusy(record.plan.name, attempts: Self.attempts)
    }

    private static func stage(
        _ event: SweepEvent, of sweep: RunName, after parent: ObjectID, _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> ObjectID {
        let root = try JournalCommit.root(of: parent, in: repository)
        let blob = try repository.stageBlob(event.line)
        let tree = try repository.stageTree(
            base: nil, changes: [PathChange(eventName, .file(blob, .file))])
        return try repository.stageCommit(
            tree: tree, parents: [parent], by: options.authorship(in: repository),
            message: JournalCommit.message("\(sweep): \(event.kind.name)", run: sweep, root: root))
    }

    // MARK: - Roots

    /// Keeps a root's objects in memory until they are published, and returns its ID.
    static func stage(
        _ record: SweepRecord, sweepText: [UInt8], studyText: [UInt8], _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> ObjectID {
        let files = [(recordName, record.line), (sweepName, sweepText), (studyName, studyText)]
        let changes = try files.map { name, bytes in
            PathChange(name, .file(try repository.stageBlob(bytes), .file))
        }
        return try repository.stageCommit(
            tree: try repository.stageTree(base: nil, changes: changes), parents: [],
            by: options.authorship(in: repository),
            message:
                "\(record.plan.name): a sweep of \(record.plan.study)\n\nHone-Sweep: \(record.plan.name)\n")
    }

    /// Reads what a sweep is; `nil` for the root of a run.
    static func record(of root: ObjectID, in repository: isolated Repository) throws -> SweepRecord? {
        guard let file = try repository.entry(at: recordName, in: repository.tree(of: root)) else {
            return nil
        }
        let bytes = try repository.readBlob(file.id, limit: JournalCommit.eventLimit)
        let newer: Int
        do throws(FormatError) {
            let fields = try Fields(bytes)
            let version: Int = try fields.value("version")
            if version <= SweepRecord.currentVersion { return try SweepRecord(fields) }
            newer = version
        } catch {
            throw StoreError.damagedJournal(
                commit: CommitID(root), reason: "\(recordName): \(error.reason)")
        }
        throw StoreError.unknownVersion(
            found: newer, newest: SweepRecord.currentVersion, commit: CommitID(root))
    }
}
