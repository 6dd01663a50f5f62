import FoundationEssentials
import StudyModel

/// The two files that an event is written as: `event.json`, and `trials.jsonl` where it has trials.
struct EventFiles {
    static let eventName = "event.json"
    static let trialsName = "trials.jsonl"

    let event: [UInt8]
    /// `nil` where the event has no trials.
    let trials: [UInt8]?

    /// Takes the trials out of the event, so that they are stored once.
    init(_ event: Event) throws {
        var lines: [TrialLine] = []
        if case .step(let record) = event {
            lines += record.evaluation?.trials.map { TrialLine(of: .candidate, trial: $0) } ?? []
            lines += record.parentEvaluation?.trials.map { TrialLine(of: .parent, trial: $0) } ?? []
        }
        if case .tested(let record) = event {
            lines += record.evaluation?.trials.map { TrialLine(of: .candidate, trial: $0) } ?? []
        }
        self.event = try StoredJSON.line(of: EventDocument(event: event.withoutTrials))
        trials = lines.isEmpty ? nil : try lines.flatMap { try StoredJSON.line(of: $0) }
    }

    /// Reads an event without its trials.
    static func read(event: [UInt8], decoder: JSONDecoder) throws -> Event {
        try decoder.decode(EventDocument.self, from: Data(event)).event
    }

    /// Puts a step and its trials together.
    static func add(trials: [UInt8], to record: StepRecord) throws -> StepRecord {
        let decoder = JSONDecoder()
        let lines = try trials.split(separator: newline).map {
            try decoder.decode(TrialLine.self, from: Data($0))
        }
        var full = record
        full.evaluation?.trials = lines.filter { $0.of == .candidate }.map(\.trial)
        full.parentEvaluation?.trials = lines.filter { $0.of == .parent }.map(\.trial)
        return full
    }
}

extension Event {
    /// The event as the history holds it: trials stay in the journal until a step is asked for.
    var withoutTrials: Event {
        switch self {
        case .step(let record): .step(record.withoutTrials())
        case .tested(let record): .tested(record.withoutTrials())
        default: self
        }
    }
}

/// A line of `trials.jsonl`: whose trial it is, and the trial.
private struct TrialLine: Codable {
    enum Of: String, Codable { case candidate, parent }

    let of: Of
    let trial: Trial
}

private let newline = UInt8(ascii: "\n")
