import Simulation
import StudyModel

/// Judges by a function of a candidate's files and of where it is measured.
struct ScriptedEvaluator: Evaluator {
    /// What one run of the command gives: a value, or an outcome without one.
    enum Result {
        case value(Double)
        /// Several, by the metrics' names.
        case values([String: Double])
        /// A value with what was said of it, what the candidate gave, and its trace.
        case told(Double, feedback: String? = nil, output: String? = nil, trace: String? = nil)
        case failure(Outcome)
    }

    let repository: InMemoryRepository
    let script: @Sendable (InMemoryRepository.Files, Trial, inout SeededGenerator) -> Result

    init(
        _ repository: InMemoryRepository,
        _ script: @escaping @Sendable (InMemoryRepository.Files, Trial, inout SeededGenerator) -> Result
    ) {
        self.repository = repository
        self.script = script
    }

    /// The number in `x`, with the same every time.
    static func number(_ repository: InMemoryRepository) -> ScriptedEvaluator {
        ScriptedEvaluator(repository) { files, _, _ in
            Double(files["x"] ?? "").map { .value($0) } ?? .failure(.crashed)
        }
    }

    func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        var evaluations: [Evaluation] = []
        for (index, subject) in sitting.candidates.enumerated() {
            let files = await repository.files(at: subject.commit)
            evaluations.append(evaluate(files, sitting, place: index))
        }
        return Self.cut(evaluations, where: sitting)
    }

    /// Takes off what a race would not have run.
    private static func cut(_ evaluations: [Evaluation], where sitting: Sitting) -> [Evaluation] {
        guard sitting.race != nil else { return evaluations }
        let trials = evaluations.map(\.trials)
        let most = trials.map(\.count).min() ?? 0
        let count = (1...max(1, most)).first { count in
            sitting.isDecided(by: trials.map { $0.prefix(count).compactMap { $0.metrics["score"] } })
        }
        return evaluations.map { evaluation in
            guard let count, evaluation.outcome == .scored else { return evaluation }
            var cut = evaluation
            cut.trials = Array(evaluation.trials.prefix(count))
            cut.commandRuns = count
            return cut
        }
    }

    private func evaluate(_ files: InMemoryRepository.Files, _ sitting: Sitting, place: Int) -> Evaluation {
        var trials: [Trial] = []
        var traces: [Attachment] = []
        for example in sitting.examples.isEmpty ? [nil] : sitting.examples.map(Optional.some) {
            for repetition in 0..<sitting.repeats {
                let seed = Seeds.derive(sitting.seed, example?.id ?? "", String(repetition))
                var trial = Trial(example: example?.id, repetition: repetition, seed: seed)
                var generator = SeededGenerator(seed: Seeds.derive(seed, String(place)))
                switch script(files, trial, &generator) {
                case .failure(let outcome):
                    return Evaluation(
                        outcome: outcome, reason: "as told", feedback: "It fell over.", commandRuns: 1)
                case .value(let value): trial.metrics = ["score": value]
                case .values(let values): trial.metrics = values
                case .told(let value, let feedback, let output, let trace):
                    trial.metrics = ["score": value]
                    (trial.feedback, trial.output) = (feedback, output)
                    guard let trace else { break }
                    let path = "traces/\(example?.id ?? "all").\(repetition).jsonl"
                    trial.trace = path
                    traces.append(Attachment(path: path, text: trace))
                }
                trials.append(trial)
            }
        }
        let told = trials.compactMap(\.feedback)
        let names = Set(trials.flatMap(\.metrics.keys))
        let metrics = names.map { name in
            let values = trials.compactMap { $0.metrics[name] }
            let mean = values.reduce(0, +) / Double(values.count)
            return (name, MetricSummary(value: mean, direction: .maximize, n: values.count, sd: nil))
        }
        var summaries = Dictionary(metrics) { first, _ in first }
        if let reason = repository.record.study.objective.aggregate(trials, into: &summaries) {
            return Evaluation(
                outcome: .invalid, reason: reason, trials: trials, commandRuns: sitting.repeats)
        }
        return Evaluation(
            outcome: .scored, trials: trials, metrics: summaries,
            feedback: told.isEmpty
                ? "It came to \(summaries["score"]?.value ?? 0)." : told.joined(separator: "\n\n"),
            commandRuns: sitting.repeats,
            attachments: traces)
    }
}
