import StudyModel
import Text

/// Checks the results of one call against what was asked for, and says which belongs to which example.
struct RecordMatcher {
    struct Matches: Hashable, Sendable {
        /// By example; under `nil` the one of a study without examples. All values are finite and the objective's is among them.
        var records: [String?: ResultRecord] = [:]
        /// Examples without a result, in the order they were asked for.
        var missing: [String] = []
        /// Examples that were not asked for.
        var unknown: [String] = []
        /// The first thing that is wrong, in one line.
        var fault: String?
        /// Where that is a metric which a result has to have and has not: those that it has, sorted.
        var others: [String] = []
    }

    /// Other metrics that a fault names at most.
    private static let named = 8

    /// What was asked for; empty where the study has no examples.
    private let examples: [String]
    private let known: Set<String>
    private let objective: Objective
    /// The metrics that a result has to have.
    private let columns: [String]

    /// - Parameter others: the objectives beside the first.
    init(examples: [String], objective: Objective, others: [Objective] = []) {
        self.examples = examples
        self.objective = objective
        columns = objective.columns + others.flatMap(\.columns)
        known = Set(examples)
    }

    func match(_ reading: ResultReading) -> Matches {
        var matches = Matches(fault: reading.fault)
        for record in reading.records { add(record, to: &matches) }
        matches.missing = examples.filter { matches.records[$0] == nil }
        if examples.isEmpty { checkWhole(&matches) }
        return matches
    }

    private func add(_ record: ResultRecord, to matches: inout Matches) {
        var record = record
        // A lone number is the objective's, whatever that is called.
        if let name = objective.columns.first, objective.columns.count == 1, record.metrics[name] == nil {
            record.metrics[name] = record.metrics["score"]
        }
        if let fault = noMeasure(record) {
            matches.fault = matches.fault ?? fault
        } else if examples.isEmpty {
            merge(record, into: &matches)
        } else if let id = record.id ?? (examples.count == 1 ? examples[0] : nil) {
            assign(record, to: id, in: &matches)
        } else {
            matches.fault =
                matches.fault
                ?? "a result names no example by its `id`, where \(examples.count) were asked for"
        }
    }

    /// The last result of an example counts: an evaluator may correct itself.
    private func assign(_ record: ResultRecord, to id: String, in matches: inout Matches) {
        if !known.contains(id) {
            matches.unknown.append(id)
        } else if let name = lacking(record) {
            lack(name, record, in: &matches)
        } else {
            matches.records[id] = record
        }
    }

    /// Without examples all results are of the whole, so each may add metrics, and feedback, but none may be given twice.
    private func merge(_ record: ResultRecord, into matches: inout Matches) {
        guard var whole = matches.records[nil] else {
            matches.records[nil] = record
            return
        }
        if let twice = record.metrics.keys.sorted().first(where: { whole.metrics[$0] != nil }) {
            let fault = "'\(twice)' was reported more than once, and the study has no examples"
            matches.fault = matches.fault ?? fault
        }
        whole.metrics.merge(record.metrics) { first, _ in first }
        whole.feedback = [whole.feedback, record.feedback].compactMap { $0 }.joined(separator: "\n\n")
        if let output = record.output {
            whole.output = [whole.output, output].compactMap { $0 }.joined(separator: "\n")
        }
        whole.trace += record.trace
        whole.usage = whole.usage + record.usage
        matches.records[nil] = whole
    }

    private func checkWhole(_ matches: inout Matches) {
        guard let whole = matches.records[nil], let name = lacking(whole) else { return }
        lack(name, whole, in: &matches)
        matches.records[nil] = nil
    }

    private func noMeasure(_ record: ResultRecord) -> String? {
        guard let (name, value) = record.metrics.filter({ !$0.value.isMeasure }).min(by: { $0.key < $1.key })
        else {
            return nil
        }
        let text =
            value.isNaN
            ? "NaN"
            : value.isFinite
                ? "\(Figures.value(value)), beyond what can be compared (\(Figures.value(.largestMeasure)))"
                : value < 0 ? "negative infinity" : "infinity"
        return "'\(name)' is \(text)" + (record.id.map { " for example \($0.excerpt(limit: 40))" } ?? "")
    }

    /// The first metric that a result has to have and has not.
    private func lacking(_ record: ResultRecord) -> String? {
        columns.first { record.metrics[$0] == nil }
    }

    private func lack(_ name: String, _ record: ResultRecord, in matches: inout Matches) {
        guard matches.fault == nil else { return }
        matches.others = record.metrics.keys.sorted()
        matches.fault =
            "there is no metric '\(name)'; there are: "
            + matches.others.prefix(Self.named).joined(separator: ", ")
            + (matches.others.count > Self.named ? ", …" : "")
    }
}
