import StudyModel

/// What a branch of a run says when it is compared with what hone last put there.
enum BranchState: Hashable {
    /// It is where it should be.
    case current
    /// It has what hone put there earlier: it follows, from that value.
    case behind(CommitID?)
    /// A person deleted it.
    case deleted(last: CommitID)
    /// A person put another commit there.
    case person(CommitID)

    /// Tells whose doing the branch's value is.
    ///
    /// `last` is what hone is known to have put there; the note of it is written after the ref moves and never synced, so it
    /// may be missing or behind. Then a commit that the run made later than `last` is hone's own as well.
    init(actual: CommitID?, wanted: CommitID, last: CommitID?, view: RunView) {
        guard let actual else {
            self = last.map { .deleted(last: $0) } ?? .behind(nil)
            return
        }
        if actual == wanted {
            self = .current
        } else if actual == last || Self.isOwn(actual, since: last, view) {
            self = .behind(actual)
        } else {
            self = .person(actual)
        }
    }

    private static func isOwn(_ actual: CommitID, since last: CommitID?, _ view: RunView) -> Bool {
        guard let step = view.step(of: actual) else { return false }
        guard let last, let lastStep = view.step(of: last) else { return true }
        return step.step.writer == lastStep.step.writer && step.step.number > lastStep.step.number
    }
}
