import StudyModel
import StudyStore

/// Adds up the numbers with which a candidate's files `x` and `y` begin, as a repository has them.
struct SumEvaluator: Evaluator {
    let journal: RunJournal

    func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        try await sitting.candidates.asyncMap { candidate in
            let files = try await journal.artifact(at: candidate.commit)
            let numbers = try await ["x", "y"].asyncMap { path in
                let text = String(decoding: try await files.read(path) ?? [], as: UTF8.self)
                return text.split(whereSeparator: \.isWhitespace).first.flatMap { Double($0) } ?? 0
            }
            let sum = MetricSummary(value: numbers.reduce(0, +), direction: .maximize, n: 1, sd: nil)
            return Evaluation(outcome: .scored, metrics: ["score": sum], commandRuns: 1)
        }
    }
}
