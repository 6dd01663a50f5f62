import StudyModel

/// A step in the making.
struct Attempt {
    /// What became of the proposal.
    enum Fate {
        /// No candidate: the outcome, and why in one line.
        case none(Outcome, reason: String)
        case candidate(Subject)
    }

    let step: StepID
    let parent: CommitID
    /// The step that scored the parent.
    let parentStep: StepID?
    let evidence: Evidence
    let proposal: Proposal
    var fate: Fate = .none(.noProposal, reason: "")
    var judgment: Judgment?
    /// Proposing and judging.
    var seconds: Double

    /// Why the run ends instead of this being a step; `nil` where it is one.
    var ending: StopReason? { proposal.changes.isEmpty ? proposal.ends : nil }

    var files: [Attachment] {
        [Attachment(path: "evidence.md", text: evidence.markdown)] + proposal.attachments
            + (judgment?.evaluation.attachments ?? [])
    }
}

extension Attempt.Fate {
    init(_ draft: Draft) {
        switch draft {
        case .candidate(let commit, let tree): self = .candidate(Subject(commit: commit, tree: tree))
        case .refused(let violation): self = .none(.refused, reason: violation.sentence)
        case .unchanged: self = .none(.noProposal, reason: "the proposal leaves every file as it was")
        case .duplicate(let other):
            self = .none(.duplicate, reason: "the run has this tree already, as \(other.short)")
        }
    }
}
