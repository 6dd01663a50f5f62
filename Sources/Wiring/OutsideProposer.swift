import StudyModel

/// Stands where proposals come from outside, through `hone ask` and `hone tell`: the loop never asks it.
package struct OutsideProposer: Proposer {
    package init() {}

    package func propose(_ request: ProposalRequest) async throws -> Proposal {
        throw Problem.study(.proposedFromOutside)
    }
}
