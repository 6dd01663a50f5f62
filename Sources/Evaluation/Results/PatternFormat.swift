import Text

/// `{regex: …}`: the first group of the last match in standard output is the score.
///
/// A match lies within one line. Without a group the whole match counts.
struct PatternFormat: ResultFormat {
    let pattern: String
    let metric: String

    /// Throws `EvaluationError.badPattern` where `pattern` is no regular expression.
    init(pattern: String, metric: String) throws {
        guard Self.expression(pattern) != nil else { throw EvaluationError.badPattern(pattern) }
        self.pattern = pattern
        self.metric = metric
    }

    func read(_ output: CommandOutput) -> ResultReading {
        guard let found = lastMatch(in: output.stdout) else {
            return ResultReading(fault: "no line of standard output matches \(pattern.excerpt())")
        }
        guard let number = Double(found.trimmed) else {
            return ResultReading(fault: "\(pattern.excerpt()) matched \(found.excerpt()), not a number")
        }
        return ResultReading(records: [ResultRecord(metrics: [metric: number])])
    }

    private func lastMatch(in text: String) -> Substring? {
        // A regular expression is not Sendable, so each reading makes its own; the initialiser has checked that it can.
        guard let expression = Self.expression(pattern) else { return nil }
        for line in text.lines.reversed() {
            guard let match = line.matches(of: expression).last else { continue }
            return match.output.count > 1 ? match.output[1].substring ?? "" : match.output[0].substring
        }
        return nil
    }

    private static func expression(_ pattern: String) -> Regex<AnyRegexOutput>? {
        do { return try Regex(pattern) } catch { return nil }
    }
}
