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

extension ScopeViolation {
    /// Why, in one line, for the record and the proposer.
    var sentence: String {
        switch self {
        case .outsideScope(let path): "'\(path)' is outside the artifact scope"
        case .frozen(let path): "'\(path)' is frozen"
        case .evaluatorFile(let path): "'\(path)' belongs to the evaluator"
        case .gitSettings(let path): "'\(path)' holds git's settings, which are always frozen"
        case .unsafePath(let path): "'\(path)' is no path that a candidate may have"
        case .symbolicLink(let path, let target): "'\(path)' is a symbolic link to '\(target)'"
        case .submodule(let path): "'\(path)' is a submodule"
        case .outsideMarkers(let path, let line): "'\(path)' is changed outside its markers, at line \(line)"
        case .throughFile(let path): "'\(path)' leads through a file"
        }
    }
}
