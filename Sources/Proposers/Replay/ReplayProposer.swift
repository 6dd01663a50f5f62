import StudyModel

/// Proposes what was proposed before, step by step.
///
/// Step n proposes the changes of the recording's n-th proposal, on whatever parent this run is at; a step that made no candidate then makes none now. After the last
/// one the run ends.
package struct ReplayProposer: Proposer {
    /// Applies a candidate's changes to another parent, by a three-way merge where that is not the one it was made from.
    package typealias Reapplying =
        @Sendable (_ candidate: RecordedCandidate, _ parent: CommitID) async throws -> ReappliedChanges

    private let recording: any Recording
    private let reapply: Reapplying

    package init(_ recording: any Recording, reapply: @escaping Reapplying) {
        self.recording = recording
        self.reapply = reapply
    }

    package var hasOtherAnswers: Bool { false }

    package func propose(_ request: ProposalRequest) async throws -> Proposal {
        guard let recorded = try await recording.proposal(request.step.number) else {
            return .nothing(Failure(.step, "\(recording.name) has no more proposals"), ends: .exhausted)
        }
        let source = recorded.source
        guard let candidate = recorded.candidate else {
            let reason = recorded.reason.map { ": " + $0 } ?? ""
            return nothing(
                "\(source) made no candidate, its outcome was '\(recorded.outcome.rawValue)'" + reason,
                recorded)
        }
        switch try await reapply(candidate, request.parents.first) {
        case .applied([]): return nothing("the parent has the changes of \(source) already", recorded)
        case .applied(let changes):
            return Proposal(
                changes: changes, summary: recorded.summary,
                rationale: [recorded.rationale, "Replayed from \(source)."].filter { !$0.isEmpty }
                    .joined(separator: "\n\n"),
                attachments: attachments(recorded))
        case .conflict(let paths):
            let rest = paths.count > 1 ? " and \(paths.count - 1) more" : ""
            return nothing(
                "the changes of \(source) contradict the parent in '\(paths.first ?? "")'\(rest)", recorded)
        }
    }

    private func nothing(_ problem: String, _ recorded: RecordedProposal) -> Proposal {
        .nothing(Failure(.step, problem), attachments: attachments(recorded))
    }

    /// Where the proposal came from, beside what was answered then.
    private func attachments(_ recorded: RecordedProposal) -> [Attachment] {
        [Attachment(path: "replayed-from", text: recorded.source + "\n")]
            + recorded.attachments
    }
}
