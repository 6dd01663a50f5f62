import Statistics
import Text

/// `openevolve`: what `evaluate(program_path)` of an OpenEvolve evaluator returns, as one JSON object in `HONE_RESULTS` or on standard output.
///
/// That is its metrics, with `artifacts` among them or not, or `{"metrics": {…}, "artifacts": {…}}`. Numbers are metrics, and a flag is none; words, artifacts and what is no finite
/// number are feedback. Without a `combined_score` it is the mean of the others but for `error`, as OpenEvolve has it.
struct OpenEvolveFormat: ResultFormat {
    static let combined = "combined_score"

    func read(_ output: CommandOutput) -> ResultReading {
        guard let object = JSONDocument.find(in: output), object.fields != nil else {
            return ResultReading(
                fault: JSONDocument.fault(in: output, "what an OpenEvolve evaluator returns"))
        }
        let artifacts = object["artifacts"]?.fields ?? [:]
        let given = object["metrics"]?.fields ?? object.fields?.filter { $0.value.fields == nil } ?? [:]
        // A combined score that is none is a fault, which is found where results are matched.
        var metrics = given.compactMapValues(\.number).filter { $0.value.isFinite || $0.key == Self.combined }
        if given[Self.combined] == nil {
            metrics[Self.combined] = Summaries.mean(
                metrics.filter { $0.key != "error" }.sorted { $0.key < $1.key }.map(\.value))
        }
        guard !metrics.isEmpty else {
            return ResultReading(fault: "the evaluator returned no number: \(object.text.excerpt())")
        }
        let words = given.filter { metrics[$0.key] == nil }
        return ResultReading(
            records: [ResultRecord(metrics: metrics, feedback: JSONWords.text(of: [words, artifacts]))])
    }
}

/// Fields of objects as people read them.
enum JSONWords {
    /// A paragraph for each field that says something, sorted within its object; `nil` for none.
    static func text(of objects: [[String: JSONValue]]) -> String? {
        let parts = objects.flatMap { fields in
            fields.sorted { $0.key < $1.key }.compactMap { name, value in
                text(of: value).map { name + ": " + $0 }
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }

    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .null, .string(""): nil
        case .string(let text): text
        case .number(let number): "\(number)"
        default: value.text
        }
    }
}
