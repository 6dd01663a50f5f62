import StudyModel

/// A turn that is about to be proposed for.
struct Opening {
    let step: StepID
    /// Which turn of its round it is, from 0.
    let place: Int
    let planned: LoopState.Round.Planned
    /// What it is without a proposer; `nil` where that is to be asked.
    let merged: Proposal?
    /// By what a candidate that is made of two is judged first; `nil` where that is like any other.
    let firstLook: MergeLook?
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
        case nothing(Outcome, reason: String)
        /// The run has it already, or a turn before it in the round.
        case duplicate(of: CommitID)
        case candidate(Subject)
    }

    let step: StepID
    let turn: Turn
    /// The first of its parents.
    let parent: KnownParent
    /// What the candidate is compared with, where that is another one.
    let best: KnownParent?
    /// What the proposer was told before it made the proposal; `nil` where none was asked.
    private(set) var request: ProposalRequest?
    /// Where the first answer's random choices derived from; `nil` where no proposer was asked.
    let seed: UInt64?
    /// With what all answers of the step spent.
    private(set) var proposal: Proposal
    /// What the other answers of the step left.
    private var otherAnswers: [Attachment] = []
    /// By what it is judged first, where it is made of two.
    let firstLook: MergeLook?
    /// `nil` until it is known.
    var fate: Fate?
    /// Names its change, where that was worked out.
    var patch: String?
    /// How much of the base it changes.
    var size: ChangeSize?
    /// Lines that it brings back.
    var returns: [ReturnedLines] = []
    /// What was to be changed, where there is no candidate to show it.
    var tried: String?
    var judgment: Judgment?
    /// Proposing and judging.
    var seconds: Double

    /// Why the run ends instead of this being a step; `nil` where it is one.
    var ending: StopReason? { proposal.changes.isEmpty ? proposal.ends : nil }

    var files: [Attachment] {
        (request.map { [Attachment(path: "evidence.md", text: $0.evidence.markdown)] } ?? [])
            + proposal.attachments + otherAnswers
            + (tried.map { [Attachment(path: ProposedDiff.path, text: $0)] } ?? [])
            + (judgment?.evaluation.attachments ?? [])
            + (parent.fresh?.attachments ?? []).map { $0.below(StepRecord.parentFolder) }
    }

    /// All that this step measured: the parent for the evidence, then the candidate and what is beside it.
    var evaluations: [RecordedEvaluation] {
        (parent.measured.map { [$0] } ?? []) + (judgment?.evaluations ?? [])
    }
}

extension Attempt {
    /// - Parameter request: what the proposer was told; `nil` where none was asked.
    init(
        of opening: Opening, _ proposal: Proposal, answering request: ProposalRequest? = nil,
        within seconds: Double = 0
    ) {
        step = opening.step
        turn = opening.planned.turn
        parent = opening.parent
        best = opening.best
        firstLook = opening.firstLook
        self.request = request
        seed = request?.seed
        self.proposal = proposal
        self.seconds = opening.seconds + seconds
    }

    /// A step that ends before anything is proposed, since its parent gave no score on its examples.
    init(of opening: Opening, unmeasured reason: String) {
        self.init(of: opening, .nothing(Failure(.step, reason), summary: "nothing was asked for"))
        fate = .nothing(.unmeasured, reason: reason)
    }

    /// Takes in another answer of the step, which takes the place of the one before unless it holds nothing.
    mutating func take(_ answer: Proposal, to request: ProposalRequest) {
        let before = proposal
        if answer.changes.isEmpty {
            otherAnswers += answer.attachments.map { $0.below("answer-\(request.asked + 1)/") }
        } else {
            otherAnswers += before.attachments.map { $0.below("answer-\(request.asked)/") }
            (proposal, self.request, fate, tried) = (answer, request, nil, nil)
        }
        proposal.usage = before.usage + answer.usage
        proposal.calls = [before.calls, answer.calls].compactMap { $0 }.reduce(nil) { sum, calls in
            sum.map { $0 + calls } ?? calls
        }
    }

    var subject: Subject? {
        if case .candidate(let subject) = fate { subject } else { nil }
    }

    /// Why it makes no candidate.
    func words(duplicateOf other: CommitID) -> String {
        let again = request?.asked ?? 0
        let asked = again == 0 ? "" : "; asked \(again + 1) times"
        return "the run has this tree already, as \(other.short)\(asked)"
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
        case .refused(let violation): self = .nothing(.refused, reason: violation.sentence)
        case .unchanged: self = .nothing(.noProposal, reason: "the proposal leaves every file as it was")
        case .duplicate(let other): self = .duplicate(of: other)
        }
    }
}
