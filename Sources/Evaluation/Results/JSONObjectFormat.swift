import StudyModel
import Text

/// `json`: standard output is one JSON object, and its numbers are the metrics.
///
/// A nested object's fields are named with dots: `{"time": {"wall": 0.2}}` gives `time.wall`. Texts, truth values and arrays are passed over.
/// Text before the first line that begins with `{` is passed over too, and so is `HONE_RESULTS`.
struct JSONObjectFormat: ResultFormat {
    func read(_ output: CommandOutput) -> ResultReading {
        guard let object = JSONDocument.find(in: output.stdout), object.fields != nil else {
            return ResultReading(fault: JSONDocument.fault(in: output.stdout, "one JSON object"))
        }
        let metrics = Self.numbers(of: object)
        guard !metrics.isEmpty else {
            return ResultReading(
                fault: "the JSON object on standard output has no number: \(object.text.excerpt())")
        }
        return ResultReading(records: [ResultRecord(metrics: metrics)])
    }

    /// The numeric fields of an object, those of nested objects named with dots.
    static func numbers(of object: JSONValue, prefix: String = "") -> [String: Double] {
        var numbers: [String: Double] = [:]
        for (name, value) in object.fields ?? [:] {
            switch value {
            case .number(let number): numbers[prefix + name] = number
            case .object:
                numbers.merge(Self.numbers(of: value, prefix: prefix + name + ".")) { first, _ in first }
            default: break
            }
        }
        return numbers
    }
}
