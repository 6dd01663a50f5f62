import Git
import ObjectIDs
import StudyModel

/// The commits of a journal: how an event becomes one and is read back.
enum JournalCommit {
    /// Bytes of a commit, of an event's own file and of any other at most, and files: a journal may come from anywhere.
    static let commitLimit = 1 << 20
    static let eventLimit = 1 << 26
    static let fileLimit = 1 << 30
    private static let mostFiles = 100_000

    /// The trailer that names the run's root in every later commit, so that a journal's tip tells which run it is of.
    private static let rootTrailer = "Hone-Root: "

    /// Returns the root of the run that a journal commit belongs to.
    static func root(of id: ObjectID, in repository: isolated Repository) throws -> ObjectID {
        try repository.require(id, .commit, limit: commitLimit)
        let commit = try repository.readCommit(id)
        if commit.parents.isEmpty { return id }
        let line = commit.message.split(separator: "\n").last { $0.hasPrefix(rootTrailer) }
        guard let root = line.flatMap({ ObjectID(hex: $0.dropFirst(rootTrailer.count)) }) else {
            throw StoreError.damagedJournal(commit: CommitID(id), reason: "it names no root")
        }
        return root
    }

    /// Returns the message of an event's commit.
    static func message(_ subject: String, run: RunName, root: ObjectID) -> String {
        "\(subject)\n\nHone-Run: \(run)\n\(rootTrailer)\(root)\n"
    }

    /// Returns the event that a commit holds, without trials, with its place among all writers' events.
    static func document(of id: ObjectID, in repository: isolated Repository) throws -> EventDocument {
        let files = try repository.readTree(folder(of: id, in: repository))
        guard let event = files.first(where: { $0.name == EventFiles.eventName }) else {
            throw StoreError.damagedJournal(commit: CommitID(id), reason: "it has no \(EventFiles.eventName)")
        }
        let bytes = try repository.readBlob(event.id, limit: eventLimit)
        return try read(EventFiles.eventName, of: id) { () throws(FormatError) in try EventDocument(bytes) }
    }

    /// The same of a journal of this writer's; one that says to be by somebody else is damage.
    static func document(
        of id: ObjectID, by writer: WriterID, in repository: isolated Repository
    ) throws -> EventDocument {
        let document = try document(of: id, in: repository)
        guard document.place.writer == writer else {
            throw StoreError.damagedJournal(
                commit: CommitID(id),
                reason: "it says to be by \(document.place.writer), in a journal of \(writer)")
        }
        return document
    }

    /// Returns the event that a commit holds, without trials.
    static func event(of id: ObjectID, in repository: isolated Repository) throws -> Event {
        try document(of: id, in: repository).event
    }

    /// Returns the step that a commit holds, with its trials; `nil` where it holds another kind of event.
    static func step(of id: ObjectID, in repository: isolated Repository) throws -> StepRecord? {
        guard case .step(var record) = try event(of: id, in: repository) else { return nil }
        record.evaluations = try adding(trialsOf: id, to: record.evaluations, in: repository)
        return record
    }

    /// Returns what was measured for the event that a commit holds, with its trials.
    static func evaluations(of id: ObjectID, in repository: isolated Repository) throws
        -> [RecordedEvaluation]
    {
        try adding(trialsOf: id, to: event(of: id, in: repository).evaluations, in: repository)
    }

    private static func adding(
        trialsOf id: ObjectID, to evaluations: [RecordedEvaluation], in repository: isolated Repository
    ) throws -> [RecordedEvaluation] {
        guard let trials = try file(EventFiles.trialsName, of: id, in: repository) else { return evaluations }
        return try read(EventFiles.trialsName, of: id) { () throws(FormatError) in
            try EventFiles.add(trials: trials, to: evaluations)
        }
    }

    private static func read<Value>(
        _ file: String, of id: ObjectID, _ body: () throws(FormatError) -> Value
    ) throws(StoreError) -> Value {
        do {
            return try body()
        } catch {
            throw StoreError.damagedJournal(commit: CommitID(id), reason: "\(file): \(error.reason)")
        }
    }

    /// Returns a raw file of the event, or `nil`.
    static func file(
        _ path: String, of id: ObjectID, in repository: isolated Repository
    ) throws -> [UInt8]? {
        let folder = try folder(of: id, in: repository)
        guard let entry = try repository.entry(at: path, in: folder), entry.mode != .directory else {
            return nil
        }
        return try repository.readBlob(entry.id, limit: fileLimit)
    }

    /// Returns the paths of the event's raw files, sorted.
    static func paths(of id: ObjectID, in repository: isolated Repository) throws -> [String] {
        try repository.files(of: folder(of: id, in: repository), limit: mostFiles).map(\.path)
            .filter { $0 != EventFiles.eventName }.sorted()
    }

    /// The tree of the event's folder, which is alone in the commit's tree, two levels down.
    private static func folder(of id: ObjectID, in repository: isolated Repository) throws -> ObjectID {
        var tree = try repository.tree(of: id)
        for _ in 0..<2 {
            let entries = try repository.readTree(tree)
            guard let only = entries.first, entries.count == 1, only.mode == .directory else {
                throw StoreError.damagedJournal(
                    commit: CommitID(id), reason: "it does not hold one event's folder")
            }
            tree = only.id
        }
        return tree
    }
}
