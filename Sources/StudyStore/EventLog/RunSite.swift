import Git
import ObjectIDs
import Platform
import StudyModel

/// A run as this clone works on it: what all parts of an open run go by, none of which changes while it is open.
struct RunSite: Sendable {
    /// The repository; candidates that were drafted and not recorded yet can be read through this very value alone.
    let repository: Repository
    /// The same repository, with refs that are synced: the journals' own.
    let journals: Repository
    let options: StoreOptions
    let record: RunRecord
    /// The run's identity: the commit of its first event.
    let root: CommitID
    /// Who appends here.
    let writer: WriterID
    let access: RunAccess

    init(_ study: StudyRepository, _ record: RunRecord, root: CommitID, writer: WriterID, access: RunAccess) {
        repository = study.repository
        journals = study.journals
        options = study.options
        self.record = record
        self.root = root
        self.writer = writer
        self.access = access
    }

    /// The local folder of the run, with a slash at the end.
    var localFolder: String { Self.localFolder(of: root, in: repository) }

    static func localFolder(of root: CommitID, in repository: Repository) -> String {
        "\(repository.commonDirectory)hone/runs/\(root)/"
    }

    /// Who may use what is made in that folder.
    func fileAccess() throws -> FileAccess { try repository.context.fileAccess() }

    /// This writer's journal.
    var journalRef: String { RefNames.journal(record.run, writer) }

    /// What the names of write-ahead logs begin with; a writer's ID follows.
    static let logPrefix = "wal-"

    /// This writer's write-ahead log.
    var logPath: String { localFolder + Self.logPrefix + writer.text }

    /// Where this writer's journal starts: the run's root where the writer started the run.
    var firstTip: ObjectID? { writer == record.writer ? ObjectID(root) : nil }

    /// Returns whom a ref's log names as of now.
    func committer() throws -> Signature { try options.authorship(in: repository).committer }

    /// Tells whether a process of this clone is stepping the run now.
    func isBeingStepped() throws -> Bool { try StepLock.isHeld(stepLockPath) }

    var stepLockPath: String { localFolder + "step.lock" }

    /// A journal of the run.
    struct OwnJournal: Sendable {
        let name: String
        let writer: WriterID
        let tip: ObjectID
    }

    /// The journals of the run here, whoever writes them.
    func allJournals() async throws -> [OwnJournal] {
        try await Self.journals(of: record.run, root: ObjectID(root), in: repository)
    }

    private static func journals(
        of run: RunName, root: ObjectID, in repository: isolated Repository
    ) throws -> [OwnJournal] {
        try repository.references(inFolder: "\(RefNames.journalPrefix)\(run)/").compactMap { reference in
            guard let (_, writer) = RefNames.parseJournal(reference.name),
                try JournalCommit.root(of: reference.target, in: repository) == root
            else { return nil }
            return OwnJournal(name: reference.name, writer: writer, tip: reference.target)
        }
    }
}
