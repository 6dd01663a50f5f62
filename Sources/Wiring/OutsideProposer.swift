import StudyModel

/// Stands where proposals come from outside, through `hone ask` and `hone tell`: the loop never asks it.
struct OutsideProposer: Proposer {
    func propose(_ request: ProposalRequest) async throws -> Proposal {
        throw Problem.study(.proposedFromOutside)
    }
}
