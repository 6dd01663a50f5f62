import FoundationEssentials
import Statistics
import StudyModel

/// One result that a teller gives: a line as an evaluator writes to `HONE_RESULTS`, or an outcome without a score.
package struct TellResult: Hashable, Sendable {
    /// The example's ID; `nil` where the study has none.
    package var id: String?
    /// A lone number, for the study's objective.
    package var score: Double?
    package var metrics: [String: Double]?
    package var feedback: String?
    /// What the candidate gave.
    package var output: String?
    /// `scored` unless it says otherwise.
    package var outcome: Outcome

    /// Whether there are numbers exactly where there is a score, all finite.
    var isUsable: Bool {
        let numbers = (score.map { [$0] } ?? []) + (metrics.map { Array($0.values) } ?? [])
        guard numbers.allSatisfy(\.isFinite), Outcome.ofCandidates.contains(outcome) else { return false }
        return outcome == .scored ? (score == nil) != (metrics == nil) && !numbers.isEmpty : numbers.isEmpty
    }
}

extension TellResult: Decodable {
    private enum Key: String, CodingKey, CaseIterable { case id, score, metrics, feedback, output, outcome }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(strictly: Key.self)
        id = try container.decodeIfPresent(String.self, forKey: .id)
        score = try container.decodeIfPresent(Double.self, forKey: .score)
        metrics = try container.decodeIfPresent([String: Double].self, forKey: .metrics)
        feedback = try container.decodeIfPresent(String.self, forKey: .feedback)
        output = try container.decodeIfPresent(String.self, forKey: .output)
        let word = try container.decodeIfPresent(String.self, forKey: .outcome) ?? Outcome.scored.rawValue
        outcome = Outcome(rawValue: word)
        guard (Outcome.ofCandidates + Outcome.ofProposals).contains(outcome) else {
            throw TellError.unknownOutcome(word)
        }
    }
}

extension Tell {
    /// Returns the teller's own judgment, or `nil` where hone is to judge.
    ///
    /// Results of the same example are repeats; a metric's value is the mean of all. No command of ours was run for it. The first outcome that
    /// is no score decides.
    ///
    /// - Parameter others: further metrics that a result has to have.
    package func evaluation(objective: Objective, others: [Objective] = []) -> Evaluation? {
        guard !results.isEmpty else { return nil }
        let trials = trials(objective)
        let feedback = results.compactMap(\.feedback).filter { !$0.isEmpty }.joined(separator: "\n\n")
        let failed = results.first { $0.outcome != .scored }
        var evaluation = Evaluation(
            outcome: failed?.outcome ?? .scored,
            reason: failed.map { "the teller said: \($0.outcome.rawValue)" },
            trials: trials, metrics: failed == nil ? Self.summaries(trials, [objective] + others) : [:],
            feedback: feedback)
        if failed == nil, let reason = objective.aggregate(trials, into: &evaluation.metrics) {
            (evaluation.outcome, evaluation.reason) = (.invalid, reason)
        }
        if failed == nil, let lacking = others.first(where: { evaluation.metrics[$0.metric] == nil }) {
            let reason = "there is no metric '\(lacking.metric)'"
            (evaluation.outcome, evaluation.reason, evaluation.metrics) = (.invalid, reason, [:])
        }
        return evaluation
    }

    private func trials(_ objective: Objective) -> [Trial] {
        var repetitions: [String?: Int] = [:]
        return results.map { result in
            let repetition = repetitions[result.id, default: 0]
            repetitions[result.id] = repetition + 1
            return Trial(
                example: result.id, repetition: repetition, seed: 0, outcome: result.outcome,
                metrics: result.metrics ?? result.score.map { [objective.metric: $0] } ?? [:],
                feedback: result.feedback, output: result.output)
        }
    }

    private static func summaries(_ trials: [Trial], _ objectives: [Objective]) -> [String: MetricSummary] {
        let names = Set(trials.flatMap(\.metrics.keys))
        return Dictionary(
            names.map { name in
                let values = trials.compactMap { $0.metrics[name] }
                return (
                    name,
                    MetricSummary(
                        value: Summaries.mean(values) ?? 0,
                        direction: objectives.first { $0.metric == name }?.direction,
                        n: values.count,
                        sd: Summaries.standardDeviation(values))
                )
            }
        ) { $1 }
    }
}
