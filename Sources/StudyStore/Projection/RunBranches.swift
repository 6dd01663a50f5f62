import StudyModel

/// A branch of a run, and where it should be.
struct RunBranch: Hashable {
    let ref: String
    let wanted: CommitID
    /// The lineage whose branch it is; `nil` for the best's and a rejected step's.
    var lineage: LineageName?
}

/// Which branches a run has as it stands, and which of them an event moves.
struct RunBranches {
    let record: RunRecord
    let view: RunView

    /// As many heads as a person looks through.
    private static let most = 8

    /// The branches of the lineages that live, or of all where those that ended keep theirs, but for what a person deleted; and that of the best.
    ///
    /// Of more lineages than `most` those have one whose heads gained most, and those that a person has a hand in.
    var living: [RunBranch] {
        guard !view.steps.isEmpty, record.study.branches != .none else { return [] }
        guard record.study.branches != .best else { return [best] }
        let living = view.lineages.values.filter {
            !$0.branchDeleted && ($0.ended == nil || record.study.branches == .all)
        }.sorted { $0.name < $1.name }
        guard record.study.branches == .living, living.count > Self.most else {
            return living.map { branch(of: $0) } + [best]
        }
        let ranked = living.compactMap { lineage in
            view.step(of: lineage.head).map { (name: lineage.name, rank: view.rank($0)) }
        }.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }
        let leading = Set(ranked.prefix(Self.most).map(\.name))
        let shown = living.filter { leading.contains($0.name) || isPersons($0) }
        return shown.map { branch(of: $0) } + [best]
    }

    /// Whether a living lineage has no branch.
    var areMany: Bool { record.study.branches == .living && view.lineages.count > Self.most }

    private func isPersons(_ lineage: LineageView) -> Bool {
        lineage.adopted != nil || lineage.name == view.currentLineage
            || view.step(of: lineage.head)?.proposer == Person.name
    }

    /// The branches that may have to move because of an event that the view has taken in.
    func moved(by event: Event) -> [RunBranch] {
        let moved: [LineageName]
        switch event {
        case .step(let step) where step.moves.isEmpty: return [rejected(of: step)].compactMap { $0 }
        case .step(let step): moved = step.moves.map(\.lineage)
        case .reverted(let record): moved = [record.lineage]
        case .forked(let record): moved = [record.lineage]
        case .lineage(let record): moved = [record.lineage]
        case .reviewed: moved = []
        // Of all branches it can move the best alone.
        case .compared(let record) where record.purpose == .choice: moved = []
        default: return event.takenBack == nil ? [] : living
        }
        // Where one joins those that gained most, another that nobody moved takes its place or gives it up.
        return areMany ? living : living.filter { branch in branch.lineage.map(moved.contains) ?? true }
    }

    /// The branch that a rejected step keeps where every lineage keeps one.
    func rejected(of step: StepRecord) -> RunBranch? {
        guard record.study.branches == .all, step.verdict != .accepted, let candidate = step.candidate else {
            return nil
        }
        return RunBranch(ref: RefNames.step(step.step, of: record), wanted: candidate)
    }

    private var best: RunBranch { RunBranch(ref: RefNames.best(record.run), wanted: view.best) }

    private func branch(of lineage: LineageView) -> RunBranch {
        RunBranch(ref: RefNames.branch(record.run, lineage.name), wanted: lineage.head, lineage: lineage.name)
    }
}
