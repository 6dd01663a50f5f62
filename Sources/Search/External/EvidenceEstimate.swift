import StudyModel
import Text

/// How large the evidence of a run to come will be, in tokens, from what the base gave.
package struct EvidenceEstimate: Hashable, Sendable {
    /// At the first step.
    package let first: Int
    /// Once as many attempts are remembered as the study shows: each as long-winded as the base, with a diff of twenty lines.
    package let later: Int
    /// What that would be without `evidence.limit`.
    package let unlimited: Int

    /// How much of it the limit cuts off, from 0 to 1.
    package var cut: Double { unlimited > later ? 1 - Double(later) / Double(unlimited) : 0 }

    /// Builds the evidence as a run would, of the base's trials on all of train; `nil` where it has no name to be run under.
    package init?(_ study: Study, base: Subject, evaluation: Evaluation, examples: [Example]) async throws {
        func tokens(attempts: Int, limit: Int?) async throws -> Int? {
            var study = study
            study.evidence.limit = limit
            guard let store = PreviewStore(study, base: base, evaluation: evaluation, attempts: attempts)
            else {
                return nil
            }
            // One lineage remembers all of them, whatever the strategy.
            let loop = LearningLoop(
                store: store, proposer: GivenProposal(proposal: Proposal(changes: [], summary: "")),
                evaluator: GivenEvaluation(evaluation: evaluation), observer: SilentObserver(),
                strategy: Chain(), clock: ContinuousClock(), date: { 0 },
                examples: examples)
            return estimatedTokens(try await loop.ask().evidence.markdown)
        }
        let memory = study.evidence.memory
        guard let first = try await tokens(attempts: 0, limit: study.evidence.limit),
            let later = try await tokens(attempts: memory, limit: study.evidence.limit),
            let unlimited = try await tokens(attempts: memory, limit: nil)
        else { return nil }
        self.first = first
        self.later = later
        self.unlimited = unlimited
    }
}

/// An evaluator that gives the same again.
private struct GivenEvaluation: Evaluator {
    let evaluation: Evaluation

    func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        sitting.candidates.map { _ in evaluation }
    }
}
