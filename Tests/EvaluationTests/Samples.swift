import StudyModel
import Workspaces

@testable import Evaluation

extension Subject {
    /// The subject whose commit is the letter forty times.
    static func named(_ letter: Character) -> Subject {
        let text = String(repeating: letter, count: 40)
        guard let commit = CommitID(text: text), let tree = TreeID(text: text) else {
            preconditionFailure("a letter from a to f")
        }
        return Subject(commit: commit, tree: tree)
    }

    var name: String { String(commit.text.prefix(1)) }
}

extension CallResult {
    static func exited(
        _ code: Int32 = 0, stdout: String = "", stderr: String = "", results: String? = nil,
        traces: [TraceFile] = [], seconds: Double = 0
    ) -> CallResult {
        ended(
            .exited(code), stdout: stdout, stderr: stderr, results: results, traces: traces, seconds: seconds)
    }

    static func ended(
        _ ending: ProcessResult.Ending, stdout: String = "", stderr: String = "", results: String? = nil,
        traces: [TraceFile] = [], seconds: Double = 0
    ) -> CallResult {
        CallResult(
            process: ProcessResult(
                ending: ending, stdout: CapturedOutput(text: stdout), stderr: CapturedOutput(text: stderr),
                wallSeconds: seconds),
            results: results.map { Array($0.utf8) }, traces: traces)
    }
}

extension TimedCommand {
    static func shell(_ text: String, timeout: Duration = .seconds(60)) -> TimedCommand {
        TimedCommand(run: .shell(text), timeout: timeout)
    }
}

extension Gate {
    static func shell(_ text: String, score: Score? = nil) -> Gate { Gate(.shell(text), score: score) }
}

extension EvaluatorSettings {
    /// A build, two gates and a command, once each.
    static let full = EvaluatorSettings(
        build: .shell("make"), gates: [.shell("make lint"), .shell("make test")], command: .shell("./bench"),
        measure: MeasureSettings(repeats: 1))
    /// A command alone.
    static let bare = EvaluatorSettings(command: .shell("./bench"), measure: MeasureSettings(repeats: 1))

    func with(_ change: (inout EvaluatorSettings) -> Void) -> EvaluatorSettings {
        var settings = self
        change(&settings)
        return settings
    }
}

extension Objective {
    static let seconds = Objective(metric: "seconds", direction: .minimize)
    static let accuracy = Objective(metric: "accuracy", direction: .maximize)
}

extension Sitting {
    static func of(_ letters: String, examples: [String] = [], repeats: Int = 1) -> Sitting {
        Sitting(
            candidates: letters.map(Subject.named),
            examples: examples.map { Example(id: $0, json: #"{"id": "\#($0)"}"#, split: .train) },
            repeats: repeats, seed: 7)
    }
}

/// Evaluates the sitting of one candidate, `a`, with a scripted command.
func evaluate(
    _ settings: EvaluatorSettings = .bare, objective: Objective = .seconds, examples: [String] = [],
    repeats: Int = 1, _ script: @escaping ScriptedExecutor.Script
) async throws -> Evaluation {
    let executor = ScriptedExecutor(script)
    let evaluator = try CommandEvaluator(
        settings, objective: objective, executor: executor, clock: executor.clock)
    return try await evaluator.evaluate(.of("a", examples: examples, repeats: repeats))[0]
}
