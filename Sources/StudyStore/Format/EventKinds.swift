import StudyModel

/// What one kind of event says, as the stored format has it.
protocol EventRecord: SendableMetatype {
    /// Reads the fields of the kind.
    init(_ fields: Fields) throws(FormatError)
    /// Writes the fields of the kind.
    func write(to line: inout ObjectWriter)
    /// Seconds since 1970.
    var recordedAt: Int64 { get }
    /// The commits that the event makes known to the run, which its journal commit keeps reachable.
    var commits: [CommitID] { get }
    /// The event in words; `kind` is its word where several kinds say the same.
    func words(as kind: String, in view: RunView) -> String
}

extension EventRecord {
    var commits: [CommitID] { [] }
}

/// An event as it is written: its kind, and what that kind says.
struct EventPart {
    let kind: String
    let record: any EventRecord
    /// Whether a reader that does not know the kind may pass over it.
    let isOptional: Bool
    let version: Int
    /// The folder of a journal commit's tree that holds the event's files.
    let folder: String

    init(
        _ kind: String, _ record: some EventRecord, isOptional: Bool = false,
        version: Int = EventDocument.currentVersion, folder: String? = nil
    ) {
        self.kind = kind
        self.record = record
        self.isOptional = isOptional
        self.version = version
        self.folder = folder ?? "events/\(kind)"
    }
}

extension Event {
    /// Reads the fields of a kind.
    typealias Reader = @Sendable (Fields) throws(FormatError) -> Event

    /// Every kind that this program reads, by its word.
    static let kinds: [String: Reader] = [
        "step": kind(Event.step), "resumed": kind(Event.resumed),
        "evaluator-changed": kind(Event.evaluatorChanged), "compared": kind(Event.compared),
        "finished": kind(Event.finished), "lineage": kind(Event.lineage), "reverted": kind(Event.reverted),
        "forked": kind(Event.forked), "adopted": kind(Event.adopted),
        "branch-deleted": kind(Event.branchDeleted), "landing": kind(Event.landing),
        "landed": kind(Event.landed), "testing": kind(Event.testing), "tested": kind(Event.tested),
        "reviewed": kind(Event.reviewed), "undone": kind(Event.undone), "redone": kind(Event.redone),
        "renamed": kind(Event.renamed), "deleted": kind(Event.deleted), "restored": kind(Event.restored),
        "verified": kind(Event.verified), "noted": kind(Event.noted),
    ]

    /// The event as it is written.
    var part: EventPart {
        switch self {
        case .step(let record): EventPart("step", record, folder: "steps/\(record.step.number)")
        case .resumed(let record): EventPart("resumed", record)
        case .evaluatorChanged(let record): EventPart("evaluator-changed", record)
        case .compared(let record): EventPart("compared", record)
        case .finished(let record): EventPart("finished", record)
        case .lineage(let record): EventPart("lineage", record)
        case .reverted(let record): EventPart("reverted", record)
        case .forked(let record): EventPart("forked", record)
        case .adopted(let record): EventPart("adopted", record)
        case .branchDeleted(let record): EventPart("branch-deleted", record)
        case .landing(let record): EventPart("landing", record)
        case .landed(let record): EventPart("landed", record)
        case .testing(let record): EventPart("testing", record)
        case .tested(let record): EventPart("tested", record)
        case .reviewed(let record): EventPart("reviewed", record)
        case .undone(let record): EventPart("undone", record)
        case .redone(let record): EventPart("redone", record)
        case .renamed(let record): EventPart("renamed", record)
        case .deleted(let record): EventPart("deleted", record)
        case .restored(let record): EventPart("restored", record)
        case .verified(let record): EventPart("verified", record, isOptional: true)
        case .noted(let record): EventPart("noted", record, isOptional: true)
        case .unknown(let record):
            EventPart(record.kind, record, isOptional: record.isOptional, version: record.version)
        }
    }

    /// The word that names the event in the journal.
    var kind: String { part.kind }

    private static func kind<Record: EventRecord>(
        _ make: @escaping @Sendable (Record) -> Event
    ) -> Reader {
        { (fields: Fields) throws(FormatError) -> Event in make(try Record(fields)) }
    }
}
