import Text

/// `{regex: …}`: the first group of the last match in standard output is the score.
///
/// A match lies within one line. Without a group the whole match counts.
struct PatternFormat: ResultFormat {
    let expression: RegularExpression
    let metric: String

    /// Throws `EvaluationError.badPattern` where `pattern` is no regular expression.
    init(pattern: String, metric: String) throws {
        guard let expression = RegularExpression(pattern) else { throw EvaluationError.badPattern(pattern) }
        self.expression = expression
        self.metric = metric
    }

    func read(_ output: CommandOutput) -> ResultReading {
        let pattern = expression.pattern.excerpt()
        let found: String?
        do {
            found = try expression.lastMatch(in: output.stdout)
        } catch {
            return ResultReading(fault: "matching \(pattern) with standard output takes too long")
        }
        guard let found else { return ResultReading(fault: "no line of standard output matches \(pattern)") }
        guard let number = Double(found.trimmed) else {
            return ResultReading(fault: "\(pattern) matched \(found.excerpt()), not a number")
        }
        return ResultReading(records: [ResultRecord(metrics: [metric: number])])
    }
}
