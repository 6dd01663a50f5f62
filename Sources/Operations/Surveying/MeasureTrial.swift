import Evaluation
import StudyFile
import StudyModel
import Text
import Wiring

/// A command that is run once on the base, as a step would, to see what it gives.
package struct MeasureTrial: Sendable {
    let workbench: Workbench
    let studies: Studies

    /// Examples that it is tried on at most: they may cost money.
    private static let examples = 3
    /// What a command may take before anybody knows what it takes.
    private static let patience = "10m"

    /// Runs a draft's build, gates and command once, in the sandbox; throws what is wrong with the study.
    package func result(of draft: StudyDraft) async throws -> MeasureReading {
        var draft = draft
        // What may change does not matter yet.
        draft.editable = ["**"]
        draft.settings["evaluator.command.timeout"] = .string(Self.patience)
        draft.settings = draft.settings.filter { !$0.key.hasPrefix("proposer.") }
        var study = try studies.parse(
            StudyFileWriter.text(draft, extent: .short), options: [:], from: .option
        ).study
        study.evaluator.deterministic = false
        let plan = try await StudyPlan(study, workbench: workbench)
        let parts = try await RunAssembly(plan, workbench: workbench).parts()
        let sitting = Sitting(
            candidates: [parts.base],
            examples: Array(parts.examples.filter { $0.split == .train }.prefix(Self.examples)),
            repeats: 1, seed: study.seed)
        let evaluation = try await parts.patient.evaluate(sitting)[0]
        if draft.metric == nil, let metric = MetricName.decisive(among: evaluation.otherMetrics) {
            // It gives numbers, each with a name.
            draft.metric = metric
            return try await result(of: draft)
        }
        return try await namedReading(of: draft, evaluation)
            ?? MeasureReading(evaluation, of: study.objective, results: draft.settings["evaluator.results"])
    }

    /// The same by the words that the last line has beside its number; `nil` where that is not what kept it from being read.
    private func namedReading(of draft: StudyDraft, _ evaluation: Evaluation) async throws -> MeasureReading?
    {
        guard draft.settings["evaluator.results"] == nil, evaluation.outcome == .invalid,
            let output = evaluation.attachments.first(where: { $0.path == "stdout" }),
            let line = String(decoding: output.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
                .map(\.trimmed).last(where: { !$0.isEmpty }),
            let number = LabeledNumber(line)
        else { return nil }
        var draft = draft
        draft.settings["evaluator.results"] = .object(["regex": .string(number.pattern)])
        draft.metric = draft.metric ?? number.name
        let reading = try await result(of: draft)
        return reading.fault == nil ? reading : nil
    }
}

/// What a command gave when it was tried.
package struct MeasureReading: Hashable, Sendable {
    /// The number that decides; `nil` where there is none.
    package let value: Double?
    /// Its name.
    package let metric: String
    /// Of one run of the command.
    package let seconds: Double
    /// Why there is no number, in one line; `nil` where there is.
    package let fault: String?
    /// What is said of that, line by line: the end of what the command wrote.
    package let words: [String]
    /// The key of the study file that this speaks against.
    package let key: String
    /// What it was read by, as `evaluator.results` has it; `nil` for the default.
    let results: JSONValue?

    init(_ evaluation: Evaluation, of objective: Objective, results: JSONValue?) {
        value = evaluation.score(objective)
        metric = objective.metric
        seconds = evaluation.trials.first?.wallSeconds ?? evaluation.wallSeconds
        fault = value == nil ? evaluation.reason ?? evaluation.outcome.rawValue : nil
        words = evaluation.feedback.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        key = Self.key(of: evaluation.outcome, results: results)
        self.results = results
    }

    /// Which key of a study an outcome of the base speaks against.
    package static func key(of outcome: Outcome, results: JSONValue? = nil) -> String {
        switch outcome {
        case .buildFailed: "evaluator.build"
        case .gateFailed: "evaluator.gates"
        case .invalid where results != nil: "evaluator.results"
        default: "evaluator.command"
        }
    }
}

/// What a metric's name tells.
enum MetricName {
    private static let less: Set<String> = [
        "time", "seconds", "second", "sec", "s", "ms", "ns", "us", "milliseconds", "microseconds",
        "nanoseconds",
        "latency", "duration", "elapsed", "loss", "error", "errors", "rmse", "mse", "mae", "cost", "bytes",
        "size",
        "memory", "instructions", "cycles", "allocations", "misses", "min", "max", "mean", "median", "user",
        "wall",
        "perplexity",
    ]
    private static let more: Set<String> = [
        "score", "accuracy", "acc", "right", "correct", "f1", "precision", "recall", "reward", "return",
        "throughput",
        "ops", "rps", "qps", "rate", "passed", "wins", "auc", "bleu", "r2", "speedup",
    ]

    /// Whether more of it is better, or less; `nil` where its name does not say.
    static func direction(of name: String) -> Direction? {
        let words = Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        let (isLess, isMore) = (!words.isDisjoint(with: less), !words.isDisjoint(with: more))
        // `error_rate`, `requests_per_second`.
        if words.contains("per") { return .maximize }
        if isLess { return .minimize }
        return isMore ? .maximize : nil
    }

    /// The metric of several that most likely decides; `nil` where there is none.
    static func decisive(among names: [String]) -> String? {
        let first = ["score", "combined_score", "accuracy", "right", "seconds"].first { names.contains($0) }
        return first ?? names.first { direction(of: $0) != nil } ?? names.first
    }
}
