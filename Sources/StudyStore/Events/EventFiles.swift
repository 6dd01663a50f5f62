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
    init(_ event: Event, encoder: JSONEncoder = .stored) throws {
        var lines: [TrialLine] = []
        var slim = event
        if case .step(var record) = event {
            lines += record.evaluation?.trials.map { TrialLine(of: .candidate, trial: $0) } ?? []
            lines += record.parentEvaluation?.trials.map { TrialLine(of: .parent, trial: $0) } ?? []
            record.evaluation?.trials = []
            record.parentEvaluation?.trials = []
            slim = .step(record)
        }
        self.event = Array(try encoder.encode(EventDocument(event: slim))) + [newline]
        trials = lines.isEmpty ? nil : try lines.flatMap { Array(try encoder.encode($0)) + [newline] }
    }

    /// Puts an event and its trials together.
    static func read(
        event: [UInt8], trials: [UInt8]?, decoder: JSONDecoder = .init()
    ) throws -> Event {
        let document = try decoder.decode(EventDocument.self, from: Data(event))
        guard let trials, case .step(var record) = document.event else { return document.event }
        for line in trials.split(separator: newline) {
            let line = try decoder.decode(TrialLine.self, from: Data(line))
            switch line.of {
            case .candidate: record.evaluation?.trials.append(line.trial)
            case .parent: record.parentEvaluation?.trials.append(line.trial)
            }
        }
        return .step(record)
    }
}

/// A line of `trials.jsonl`: whose trial it is, and the trial.
private struct TrialLine: Codable {
    enum Of: String, Codable { case candidate, parent }

    let of: Of
    let trial: Trial
}

private let newline = UInt8(ascii: "\n")

extension JSONEncoder {
    /// Writes keys in order, so that equal values are equal bytes.
    static var stored: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
