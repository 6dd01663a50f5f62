/// What one kind of event says, as every public JSON has it.
package protocol EventRecord: SendableMetatype {
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
    package var commits: [CommitID] { [] }
}

/// An event as it is written: its kind, and what that kind says.
package struct EventPart {
    /// The newest version of an event that this program writes and reads.
    package static let currentVersion = 1

    package let kind: String
    package let record: any EventRecord
    /// Whether a reader that does not know the kind may pass over it.
    package let isOptional: Bool
    package let version: Int
    /// The folder of a journal commit's tree that holds the event's files.
    package let folder: String

    init(
        _ kind: String, _ record: some EventRecord, isOptional: Bool = false,
        version: Int = EventPart.currentVersion, folder: String? = nil
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
    package typealias Reader = @Sendable (Fields) throws(FormatError) -> Event

    /// Every kind that this program reads, by its word.
    package static let kinds: [String: Reader] = [
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
    package var part: EventPart {
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
    package var kind: String { part.kind }

    /// The event in words, as the run knows it.
    package func words(in view: RunView) -> String {
        let part = part
        return part.record.words(as: part.kind, in: view)
    }

    private static func kind<Record: EventRecord>(
        _ make: @escaping @Sendable (Record) -> Event
    ) -> Reader {
        { (fields: Fields) throws(FormatError) -> Event in make(try Record(fields)) }
    }
}

extension RunView {
    /// A step as the journal's words name it: with its writer where that is not the one that started the run.
    package func name(of step: StepID) -> String {
        step.writer == record.writer ? "\(step.number)" : "\(step.number)@\(step.writer)"
    }
}

/// Returns a number with a few significant digits, for people.
func shortNumber(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    var scale = 1.0
    var size = abs(value)
    // A power of ten that brings the wanted digits before the point, found by steps that stay exact for usual sizes.
    let bound = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    while size * scale * 10 < bound, scale < 1e15 { scale *= 10 }
    guard size < bound else { return "\(Int(exactly: value.rounded()).map(String.init) ?? "\(value)")" }
    size = (value * scale).rounded() / scale
    return Int(exactly: size).map(String.init) ?? "\(size)"
}
