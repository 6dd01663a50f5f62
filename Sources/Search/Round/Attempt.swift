import StudyModel

/// A turn that is about to be proposed for.
struct Opening {
    let step: StepID
    let planned: LoopState.Round.Planned
    /// What it is without a proposer; `nil` where that is to be asked.
    let merged: Proposal?
    /// The first of its parents.
    var parent: KnownParent
    /// What the candidate is compared with, where that is another one.
    let best: KnownParent?
    /// What measuring the parent took.
    var seconds = 0.0
}

/// A step in the making.
struct Attempt {
    /// What became of the proposal.
    enum Fate {
        /// No candidate: the outcome, and why in one line.
        case none(Outcome, reason: String)
        case candidate(Subject)
    }

    let step: StepID
    let turn: Turn
    /// The first of its parents.
    let parent: KnownParent
    /// What the candidate is compared with, where that is another one.
    let best: KnownParent?
    /// `nil` where no proposer was asked.
    let evidence: Evidence?
    /// Where the proposal's random choices derived from; `nil` where no proposer was asked.
    let seed: UInt64?
    let proposal: Proposal
    var fate: Fate = .none(.noProposal, reason: "")
    /// What was to be changed, where there is no candidate to show it.
    var tried: String?
    var judgment: Judgment?
    /// Proposing and judging.
    var seconds: Double

    /// Why the run ends instead of this being a step; `nil` where it is one.
    var ending: StopReason? { proposal.changes.isEmpty ? proposal.ends : nil }

    var files: [Attachment] {
        (evidence.map { [Attachment(path: "evidence.md", text: $0.markdown)] } ?? []) + proposal.attachments
            + (tried.map { [Attachment(path: ProposedDiff.path, text: $0)] } ?? [])
            + (judgment?.evaluation.attachments ?? [])
            + (parent.fresh?.attachments ?? []).map {
                Attachment(path: StepRecord.parentFolder + $0.path, bytes: $0.bytes)
            }
    }

    /// All that this step measured: the parent for the evidence, then the candidate and what is beside it.
    var evaluations: [RecordedEvaluation] {
        (parent.measured.map { [$0] } ?? []) + (judgment?.evaluations ?? [])
    }
}

extension Attempt {
    /// A step that no proposer is asked for.
    init(of opening: Opening, merged proposal: Proposal) {
        self.init(
            step: opening.step, turn: opening.planned.turn, parent: opening.parent, best: opening.best,
            evidence: nil, seed: nil, proposal: proposal, seconds: opening.seconds)
    }

    /// A step that ends before anything is proposed, since its parent gave no score on its examples.
    init(of opening: Opening, unmeasured reason: String) {
        self.init(
            step: opening.step, turn: opening.planned.turn, parent: opening.parent, best: opening.best,
            evidence: nil, seed: nil,
            proposal: .nothing(Failure(.step, reason), summary: "nothing was asked for"),
            fate: .none(.unmeasured, reason: reason), seconds: opening.seconds)
    }

    /// Why nothing could be said of the step, by no fault of its proposal.
    var lapse: String? {
        if let judgment, judgment.ruling.verdict == nil { return judgment.ruling.why }
        return parent.lapse
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
