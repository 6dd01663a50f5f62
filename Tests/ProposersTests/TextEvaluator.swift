import Simulation
import StudyModel

/// Judges by a function of the file `x`.
struct TextEvaluator: Evaluator {
    let repository: InMemoryRepository
    let score: @Sendable (String) throws -> Double?

    func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        var evaluations: [Evaluation] = []
        for subject in sitting.candidates {
            guard let value = try score(await repository.files(at: subject.commit)["x"] ?? "") else {
                evaluations.append(Evaluation(outcome: .crashed, reason: "no score", commandRuns: 1))
                continue
            }
            evaluations.append(
                Evaluation(
                    outcome: .scored,
                    trials: [Trial(repetition: 0, seed: sitting.seed, metrics: ["score": value])],
                    metrics: ["score": MetricSummary(value: value, direction: nil, n: 1, sd: nil)],
                    commandRuns: 1))
        }
        return evaluations
    }
}
