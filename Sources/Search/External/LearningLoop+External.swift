import StudyModel

/// Steps whose proposals come from outside, one at a time: `hone ask` and `hone tell`.
///
/// The evidence tells of recorded trials alone, so that
/// asking costs nothing, and what is told is recorded with the very text that was asked for.
extension LearningLoop {
    /// Returns what the next step's proposer is to be told.
    ///
    /// Evaluates the base, and commits that a person added, where they wait. Asking again, with nothing told between, gives the same.
    ///
    /// - Parameter keepsBounds: whether to throw `SearchError.takesNoStep` where the budget or the study's `stop` leaves no step, if only after merges, which
    ///   nobody is asked for.
    package func ask(keepsBounds: Bool = false) async throws -> ProposalRequest {
        var state = try await makeState()
        let desk = await makeDesk(for: state.view)
        if keepsBounds { try requireStep(in: state, at: desk) }
        let opening = try await takeGiven(&state, at: desk)
        if keepsBounds { try requireStep(in: state, at: desk) }
        return try await makeRequest(opening, view: state.view, at: desk)
    }

    /// Records a proposal as the next step and returns it with its verdict.
    ///
    /// `reported` is how it was judged elsewhere, compared with what is recorded of its parent: enough to turn it down. What would be accepted
    /// by that, and what nobody judged, is judged by the loop's evaluator. No
    /// budget holds it up, since nothing but the caller decides on another step.
    package func tell(_ proposal: Proposal, reported: Evaluation?) async throws -> StepSummary? {
        var state = try await makeState()
        let desk = await makeDesk(for: state.view)
        _ = try await takeGiven(&state, at: desk)
        let rule = oneStep(state, at: desk)
        var loop = self
        loop.proposer = GivenProposal(proposal: proposal)
        loop.parents = .besideCandidates
        loop.reported = reported
        _ = try await loop.takeRound(&state, at: await loop.makeDesk(for: state.view), rule: rule)
        return state.view.steps.last
    }

    /// Returns why the loop would take no further step, by its budget or the study's `stop`; `nil` where it would.
    package func reasonToEnd() async throws -> StopReason? {
        let state = try await makeState()
        return stopRule(state, at: await makeDesk(for: state.view)).reason(in: state)
    }

    private func requireStep(in state: LoopState, at desk: Desk) throws {
        if let reason = stopRule(state, at: desk).reason(in: state) { throw SearchError.takesNoStep(reason) }
    }

    /// Comes to the end that `run` comes to where nothing more is proposed: whoever proposes has said so, or a budget or the study's `stop` does.
    ///
    /// The winner is chosen and compared with the base, once; a run that was at its end is left so.
    package func close(stop: StopRequest) async throws -> LoopEnd {
        var loop = self
        loop.ending = .exhausted
        return try await loop.run(stop: stop)
    }

    /// Takes all for which nobody has to be asked, and returns the turn that comes next.
    private func takeGiven(_ state: inout LoopState, at desk: Desk) async throws -> Opening {
        if state.view.baseline == nil { try await takeBase(&state, at: desk) }
        while true {
            while let lineage = state.adopted.first { try await takeAdopted(lineage, &state, at: desk) }
            let rule = oneStep(state, at: desk)
            let round = openRound(state, at: desk, rule: rule)
            let opening = try await look(at: round.recorded, of: round, view: state.view, at: desk)
            guard opening.merged != nil else { return opening }
            _ = try await takeRound(&state, at: desk, rule: rule)
        }
    }

    /// A budget of one step more.
    private func oneStep(_ state: LoopState, at desk: Desk) -> StopRule {
        StopRule(
            study: desk.study, budget: Budget(steps: state.view.spent.steps + 1),
            nextTrials: desk.mostTrialsAStep)
    }
}

/// A proposer for a proposal that was made elsewhere.
struct GivenProposal: Proposer {
    let proposal: Proposal
    let hasOtherAnswers = false

    func propose(_ request: ProposalRequest) async throws -> Proposal { proposal }
}
