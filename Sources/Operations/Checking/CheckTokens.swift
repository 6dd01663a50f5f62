import Git
import ObjectIDs
import Search
import StudyModel
import Text
import Wiring

/// What a run to come will have a model read, estimated from its base.
package struct CheckTokens: Sendable {
    package let evidence: EvidenceEstimate
    /// The share of the evidence that `evidence.limit` cuts off once attempts are remembered.
    package let cut: Double
    /// The instructions, the evidence, and the files that may be edited or read.
    package let request: Int
    /// What the requests of all steps come to; `nil` without a budget of steps.
    package let run: Int?
    /// What the models of `proposer: {kind: chat}` will cost; `nil` without a budget of steps or without prices.
    package let cost: CheckCost?
    /// Tokens and cost that the evaluator itself reported of the base, for all steps; `nil` where it reported none.
    package let evaluator: Usage?
}

extension CheckTokens {
    /// Estimates the tokens of a run; `nil` where no model is asked, or the base has no score to tell of.
    init?(_ study: Study, _ parts: RunParts, figures: CheckFigures, repository: Repository) async throws {
        let base = figures.base
        guard study.proposer.kind.readsEvidence, base.outcome == .scored,
            let evidence = try await EvidenceEstimate(
                study, base: parts.base, evaluation: base, examples: parts.examples)
        else { return nil }
        self.evidence = evidence
        cut = evidence.cut
        let steps = figures.steps?.count
        let files = try await Self.fileTokens(study, parts.base, in: repository)
        request = evidence.later + estimatedTokens(study.instructions) + files
        run = steps.map { [request] in $0 * request }
        cost =
            if case .chat(let chat) = study.proposer, let steps {
                CheckCost(chat, request: request, steps: steps, currency: study.budget.currency)
            } else { nil }
        evaluator = steps.flatMap {
            base.usage == .none ? nil : base.usage.times(Double($0) * figures.stepShare)
        }
    }

    private static func fileTokens(_ study: Study, _ base: Subject, in repository: Repository) async throws
        -> Int
    {
        let scope = ArtifactScope(study)
        let context = PatternList(study.context)
        var tokens = 0
        for file in try await repository.files(of: ObjectID(base.tree))
        where scope.isEditable(file.path) || context.matches(file.path) {
            tokens += (try await repository.readBlob(file.id).count + 3) / 4
        }
        return tokens
    }
}

extension Usage {
    fileprivate func times(_ factor: Double) -> Usage {
        Usage(
            tokensIn: Int(clamping: Double(tokensIn) * factor),
            tokensOut: Int(clamping: Double(tokensOut) * factor), cost: cost * factor)
    }
}
