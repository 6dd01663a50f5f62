import StudyModel

/// A proposer that is waited for, as long as the run and its own limit allow.
struct PatientProposer {
    let proposer: any Proposer
    let clock: LoopClock
    /// Seconds that the run had spent before the proposal.
    let spent: Double
    /// The budget's.
    let time: Duration?
    /// The proposer's own, of one step.
    let limit: Duration
    let pauses: Pauses

    /// Tells whether the budget's time allows for more, so many seconds after it was first asked.
    func isInTime(after seconds: Double) -> Bool { time.map { spent + seconds < $0.inSeconds } ?? true }

    /// Asks the proposer, and again after a wait as long as it fails in what may come later.
    ///
    /// No slot is held and no step is spent meanwhile. A person's wish ends a wait at once, and one that would outlast the budget's time is not begun;
    /// the run then ends for that reason. Throws `SearchError.waitsTooLong` where a wait would pass the proposer's own limit, and the
    /// `Failure` that every other step would meet too.
    func answer(to request: ProposalRequest, since start: Duration) async throws -> Proposal {
        var plan = WaitPlan(limit: limit)
        var usage = Usage.none
        while true {
            var proposal = try await proposer.propose(request)
            usage = usage + proposal.usage
            proposal.usage = usage
            guard let failure = proposal.failure, failure.scope != .step else { return proposal }
            guard failure.scope == .attempt else { throw failure }
            guard case .wait(let pause) = plan.next(failure) else {
                throw pauses.tooLong(failure, limit: limit, for: .proposer, of: request.step)
            }
            guard isInTime(after: (clock.elapsed() - start).inSeconds + pause.inSeconds) else {
                proposal.ends = .time
                return proposal
            }
            guard try await pauses.wait(pause, for: .proposer, of: request.step) else {
                proposal.ends = .interrupted
                return proposal
            }
        }
    }
}
