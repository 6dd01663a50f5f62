import StudyModel

/// A proposer for a proposal that was made elsewhere.
struct GivenProposal: Proposer {
    let proposal: Proposal

    func propose(_ request: ProposalRequest) async throws -> Proposal { proposal }
}

/// An evaluator for a candidate that was judged elsewhere.
struct GivenEvaluation: Evaluator {
    let evaluation: Evaluation

    func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        sitting.candidates.map { _ in evaluation }
    }
}
