import StudyModel
import Text

/// How the numbers are found in what a command leaves; one implementation for each `evaluator.results`.
protocol ResultFormat: Sendable {
    /// Reads the results of one call; never throws, since output that cannot be read is an outcome of the candidate.
    func read(_ output: CommandOutput) -> ResultReading
}

/// What a command left behind.
struct CommandOutput: Hashable, Sendable {
    var stdout: String
    /// What was written to `HONE_RESULTS`; `nil` where nothing was.
    var results: [UInt8]?

    /// The last line of standard output that is not blank, trimmed.
    var lastLine: Substring? {
        stdout.lines.last { !$0.allSatisfy(\.isWhitespace) }?.trimmed
    }
}

/// Returns the format that a study names; `metric` is what a number without a name is called.
///
/// Throws `EvaluationError.badPattern` where the study's regular expression is none.
func makeResultFormat(_ source: ResultSource, metric: String) throws -> any ResultFormat {
    switch source {
    case .auto: AutoFormat(metric: metric)
    case .file: ResultLinesFormat(metric: metric)
    case .stdout: LastNumberFormat(metric: metric)
    case .regex(let pattern): try PatternFormat(pattern: pattern, metric: metric)
    case .json: JSONObjectFormat()
    case .googleBenchmark: GoogleBenchmarkFormat()
    case .hyperfine: HyperfineFormat()
    case .pytestBenchmark: PytestBenchmarkFormat()
    case .openevolve: OpenEvolveFormat()
    case .shinka: ShinkaFormat()
    }
}
