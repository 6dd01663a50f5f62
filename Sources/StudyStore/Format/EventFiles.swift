import StudyModel

/// The files that an event is written as: `event.json`, `trials.jsonl` where it has trials, and the rows of its evaluations.
struct EventFiles {
    static let eventName = "event.json"
    static let trialsName = "trials.jsonl"

    /// By path below the event's folder; the event's own first.
    let contents: [(path: String, bytes: [UInt8])]

    /// The document of the event alone.
    var event: [UInt8] { contents[0].bytes }

    /// - Parameter study: whose money and whose objective the files tell of.
    init(_ event: Event, at place: EventPlace, of study: Study) {
        let currency = study.budget.currency
        var contents = [(Self.eventName, EventDocument(event, at: place).bytes(currency: currency))]
        let evaluations = event.evaluations
        let lines = TrialLine.lines(of: evaluations)
        if !lines.isEmpty {
            contents.append(
                (
                    Self.trialsName,
                    lines.flatMap { trial in ObjectWriter.line(currency: currency) { trial.write(to: &$0) } }
                ))
        }
        for (index, evaluation) in evaluations.enumerated() where !evaluation.rows.isEmpty {
            let rows = ObjectWriter.line { line in
                line.put("version", EventPart.currentVersion)
                line.object("metrics") { metrics in
                    for (metric, values) in evaluation.rows.sorted(by: { $0.key < $1.key }) {
                        metrics.put(metric, byName: values)
                    }
                }
            }
            contents.append((RecordedEvaluation.rowsFile(index), rows))
        }
        self.contents = contents
    }

    /// Tells whether a path below an event's folder is one of an event's own files.
    static func isOwn(_ path: String) -> Bool {
        [eventName, trialsName].contains(path) || path.hasPrefix("rows-") && path.hasSuffix(".json")
    }

    /// Puts evaluations and their trials together.
    static func add(trials: [UInt8], to evaluations: [RecordedEvaluation]) throws(FormatError)
        -> [RecordedEvaluation]
    {
        var byEvaluation: [Int: [Trial]] = [:]
        for bytes in trials.split(separator: UInt8(ascii: "\n")) {
            let line = try TrialLine(bytes)
            byEvaluation[line.evaluation, default: []].append(line.trial)
        }
        var full = evaluations
        for index in full.indices {
            if let trials = byEvaluation[index] { full[index].evaluation.trials = trials }
        }
        return full
    }
}

extension Event {
    /// The event as the history holds it: trials stay in the journal until a step is asked for.
    var withoutTrials: Event {
        switch self {
        case .step(let record): return .step(record.withoutTrials())
        case .tested(let record): return .tested(record.withoutTrials())
        case .compared(var record):
            record.evaluations = record.evaluations.map { $0.withoutTrials() }
            return .compared(record)
        default: return self
        }
    }
}
