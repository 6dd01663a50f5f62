import StudyModel
import Text

/// One object of the evaluator contract: `{"id"?, "score" or "metrics", "feedback"?, "output"?, "trace"?, "tokens"?, "cost"?}`.
///
/// `score` is the objective's value. `output` is what the candidate gave, text or any JSON. `trace` is a list of steps, or one step. `tokens` is
/// `{"in", "out"}` and `cost` `{"amount"}`, in the budget's currency.
struct ResultLine {
    /// Bytes of an `output` that are kept.
    static let outputLimit = 16 << 10

    /// What a `score` is called.
    let metric: String

    /// Returns the record that an object is, or a fault that says what is wrong with it.
    func record(_ object: JSONValue) -> Result<ResultRecord, ResultFault> {
        guard object.fields != nil else { return .failure(ResultFault("is not a JSON object")) }
        var metrics: [String: Double] = [:]
        switch object["metrics"] {
        case nil: break
        case .object(let fields):
            for (name, value) in fields {
                guard let number = value.number else { return .failure(notNumber(name, value)) }
                metrics[name] = number
            }
        case let value?:
            return .failure(ResultFault("has metrics that are \(value.text.excerpt()), not an object"))
        }
        if let score = object["score"] {
            guard let number = score.number else { return .failure(notNumber("score", score)) }
            metrics[metric] = metrics[metric] ?? number
        }
        guard !metrics.isEmpty else { return .failure(ResultFault("has neither a score nor metrics")) }
        return .success(
            ResultRecord(
                id: object["id"]?.name, metrics: metrics, feedback: object["feedback"].flatMap(words),
                output: object["output"].flatMap(words).map(Self.cut), trace: trace(object["trace"]),
                usage: Usage(told: object)))
    }

    private func notNumber(_ name: String, _ value: JSONValue) -> ResultFault {
        ResultFault("has \(value.text.excerpt()) for '\(name)', not a number")
    }

    /// Cuts a text after so many bytes, at a character's end, and says how much is missing.
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > outputLimit else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: outputLimit)
        while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return "\(text[..<end])\n[\(text.utf8.count - text[..<end].utf8.count) bytes of the output left out]"
    }

    private func words(_ value: JSONValue) -> String? {
        switch value {
        case .null: nil
        case .string(let text): text
        default: value.text
        }
    }

    private func trace(_ value: JSONValue?) -> [JSONValue] {
        switch value {
        case nil, .null: []
        case .array(let steps): steps
        case let step?: [step]
        }
    }
}

/// What is wrong with a result, as the end of a sentence about it.
struct ResultFault: Error, Hashable {
    let text: String

    init(_ text: String) { self.text = text }
}
