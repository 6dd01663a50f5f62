import StudyModel
import Text

/// Asks again, in the same step, for what the run has already.
///
/// A step that gives a known tree teaches nothing. So its proposer is told what that tree brought and asked once more, twice at the most, before
/// the step is a duplicate (ShinkaEvolve asks again for what is not new: Lange and others, arXiv 2509.19349).
extension LearningLoop {
    private static let timesAtMost = 2

    /// Asks once more for the attempts that came to a known tree, and drafts what comes, until none is left or it was enough.
    ///
    /// What each is told goes by the state that the round was planned from: neither what runs in parallel nor an interruption changes it.
    func askAgain(
        _ attempts: inout [Attempt], of round: LoopState.Round, _ patient: PatientProposer, view: RunView,
        at desk: Desk
    ) async throws {
        guard proposer.hasOtherAnswers else { return }
        for times in 0..<Self.timesAtMost {
            let repeated = attempts.indices.compactMap { index in
                request(after: attempts[index], asked: times, of: round, patient, view: view)
                    .map { (index, attempts[index], $0) }
            }
            guard !repeated.isEmpty else { return }
            let answered = try await concurrentMap(repeated, width: desk.study.parallel.propose) {
                try await askAgain($1, $2, patient)
            }
            for ((index, _, _), attempt) in zip(repeated, answered) { attempts[index] = attempt }
            try await draft(&attempts)
        }
    }

    /// What an attempt's proposer is asked once more; `nil` where that has no use, or no budget.
    private func request(
        after attempt: Attempt, asked times: Int, of round: LoopState.Round, _ patient: PatientProposer,
        view: RunView
    ) -> ProposalRequest? {
        guard case .duplicate(let other) = attempt.fate, var request = attempt.request,
            request.asked == times
        else { return nil }
        let left = request.allowance.after(attempt.proposal.usage)
        guard left.tokens != 0, left.cost != 0, patient.isInTime(after: attempt.seconds) else { return nil }
        if times == 0 { request.evidence.markdown += "\n" + Self.heading + "\n\n" }
        let line = told(of: other, in: round, view: view) + "\n"
        request.evidence.markdown += request.evidence.markdown.hasSuffix(line) ? Self.sameAgain : line
        request.asked += 1
        request.seed = Seeds.derive(request.seed, "again")
        return request
    }

    private func askAgain(
        _ attempt: Attempt, _ request: ProposalRequest, _ patient: PatientProposer
    ) async throws -> Attempt {
        let start = clock.elapsed()
        var bounded = request
        bounded.allowance = request.allowance.after(attempt.proposal.usage)
        let answer = try await patient.answer(
            to: bounded, since: start - .seconds(clamping: attempt.seconds))
        var attempt = attempt
        attempt.take(answer, to: request)
        attempt.seconds += (clock.elapsed() - start).inSeconds
        return attempt
    }

    /// Stands for a line that was told already.
    private static let sameAgain = "- The same, which you have answered twice.\n"

    private static let heading = """
        ## Asked again

        What you answered gives the very files that the run has tried already. Propose something else than:
        """

    /// A line of what a known tree brought; of one of the same round that is the same before it is judged and after.
    private func told(of candidate: CommitID, in round: LoopState.Round, view: RunView) -> String {
        guard let step = view.step(of: candidate),
            step.step.writer != round.first.writer || step.round != round.first.number
        else { return "- Another proposal of this round, which is not judged yet." }
        guard step.step.number > 0 else { return "- The files that the run began with." }
        let why = step.why ?? step.reason
        return AttemptText(store: store, view: view).line(of: step)
            + (why.map { " (\(Markdown.line($0)))" } ?? "")
    }
}
