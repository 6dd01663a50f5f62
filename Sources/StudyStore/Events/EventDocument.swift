import StudyModel

/// An event as `event.json` holds it: the version of the format, the kind, and the event's record under the kind's name.
struct EventDocument: Encodable {
    /// The newest version of `event.json` that this program writes and reads.
    static let currentVersion = 1

    let event: Event

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.currentVersion, forKey: .version)
        try container.encode(event.kind, forKey: .kind)
        switch event {
        case .step(let record): try container.encode(record, forKey: .record)
        case .reverted(let record): try container.encode(record, forKey: .record)
        case .forked(let record): try container.encode(record, forKey: .record)
        case .adopted(let record): try container.encode(record, forKey: .record)
        case .branchDeleted(let record): try container.encode(record, forKey: .record)
        case .finished(let record): try container.encode(record, forKey: .record)
        case .landing(let record), .landed(let record): try container.encode(record, forKey: .record)
        case .testing(let record), .tested(let record): try container.encode(record, forKey: .record)
        case .reviewed(let record): try container.encode(record, forKey: .record)
        case .undone(let record): try container.encode(record, forKey: .record)
        case .renamed(let record): try container.encode(record, forKey: .record)
        case .deleted(let record): try container.encode(record, forKey: .record)
        }
    }

    private enum Key: String, CodingKey { case version, kind, record }
}

extension EventDocument: Decodable {
    /// Reads a document; throws `Unknown` where it is from a version or of a kind that is not known.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let version = try container.decode(Int.self, forKey: .version)
        guard version <= Self.currentVersion else { throw Unknown.version(version) }
        let kind = try container.decode(String.self, forKey: .kind)
        switch kind {
        case "step": event = .step(try container.decode(StepRecord.self, forKey: .record))
        case "reverted": event = .reverted(try container.decode(RevertRecord.self, forKey: .record))
        case "forked": event = .forked(try container.decode(ForkRecord.self, forKey: .record))
        case "adopted": event = .adopted(try container.decode(AdoptRecord.self, forKey: .record))
        case "branch-deleted":
            event = .branchDeleted(try container.decode(BranchDeletedRecord.self, forKey: .record))
        case "finished": event = .finished(try container.decode(FinishRecord.self, forKey: .record))
        case "landing": event = .landing(try container.decode(LandRecord.self, forKey: .record))
        case "landed": event = .landed(try container.decode(LandRecord.self, forKey: .record))
        case "testing": event = .testing(try container.decode(TestRecord.self, forKey: .record))
        case "tested": event = .tested(try container.decode(TestRecord.self, forKey: .record))
        case "reviewed": event = .reviewed(try container.decode(ReviewRecord.self, forKey: .record))
        case "undone": event = .undone(try container.decode(UndoRecord.self, forKey: .record))
        case "renamed": event = .renamed(try container.decode(RenameRecord.self, forKey: .record))
        case "deleted": event = .deleted(try container.decode(DeletionRecord.self, forKey: .record))
        default: throw Unknown.kind(kind)
        }
    }

    /// What a newer program wrote.
    enum Unknown: Error {
        case version(Int)
        case kind(String)
    }
}

extension Event {
    /// The word that names the event in the journal.
    var kind: String {
        switch self {
        case .step: "step"
        case .reverted: "reverted"
        case .forked: "forked"
        case .adopted: "adopted"
        case .branchDeleted: "branch-deleted"
        case .finished: "finished"
        case .landing: "landing"
        case .landed: "landed"
        case .testing: "testing"
        case .tested: "tested"
        case .reviewed: "reviewed"
        case .undone: "undone"
        case .renamed: "renamed"
        case .deleted: "deleted"
        }
    }

    /// The folder of a journal commit's tree that holds the event's files.
    var folder: String {
        if case .step(let record) = self { "steps/\(record.step.number)" } else { "events/\(kind)" }
    }

    /// When it was recorded, in seconds since 1970.
    var recordedAt: Int64 {
        switch self {
        case .step(let record): record.recordedAt
        case .reverted(let record): record.recordedAt
        case .forked(let record): record.recordedAt
        case .adopted(let record): record.recordedAt
        case .branchDeleted(let record): record.recordedAt
        case .finished(let record): record.recordedAt
        case .landing(let record), .landed(let record): record.recordedAt
        case .testing(let record), .tested(let record): record.recordedAt
        case .reviewed(let record): record.recordedAt
        case .undone(let record): record.recordedAt
        case .renamed(let record): record.recordedAt
        case .deleted(let record): record.recordedAt
        }
    }

    /// The commits that the event makes known to the run, which its journal commit keeps reachable.
    var recordedCommits: [CommitID] {
        switch self {
        case .step(let record): record.candidate.map { [$0] } ?? []
        case .reverted(let record): [record.commit]
        case .adopted(let record): [record.head]
        case .landing(let record): [record.result]
        case .forked, .branchDeleted, .finished, .landed, .testing, .tested: []
        case .reviewed, .undone, .renamed, .deleted: []
        }
    }

    /// The commits that an earlier event must have made known, or that are its own.
    var neededCommits: [CommitID] {
        switch self {
        case .step(let record): record.parents.all
        case .reverted(let record): [record.to]
        case .forked(let record): [record.at]
        case .adopted(let record): [record.previous]
        case .branchDeleted(let record): [record.head]
        case .finished(let record): [record.winner]
        case .landing(let record), .landed(let record): [record.candidate]
        case .testing(let record), .tested(let record): [record.candidate]
        case .reviewed(let record): [record.candidate]
        case .undone(let record): [record.event]
        case .renamed, .deleted: []
        }
    }
}
