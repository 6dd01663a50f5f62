import StudyModel

/// Turns that mend what failed, whatever the strategy: debugging beside drafting and improving, as AIDE has it (Jiang and others, arXiv 2502.13138).
///
/// A candidate that failed its build or a gate, or crashed, is often one line from one that works, and whoever begins anew makes the same error
/// again. What mends it is made of its files and is a candidate of the same parents, so none that is broken is below one that lives. For the strategy all of
/// them are one turn.
extension SearchState {
    private static let mendable: Set<Outcome> = [.buildFailed, .gateFailed, .crashed]

    /// The turns that mend the failures of the last round, in its order; none after as many in a row as the study says.
    ///
    /// A lineage that went on meanwhile, or ended, is past what failed there.
    var mending: [Turn] {
        let most = view.record.study.search.debug.turns ?? 0
        guard most > 0 else { return [] }
        let proposals = proposals
        guard let last = proposals.last else { return [] }
        let round = proposals[(proposals.lastIndex { $0.round != last.round }.map { $0 + 1 } ?? 0)...]
        let moved = Set(round.flatMap(\.moves).filter(\.isPastIt).map(\.lineage))
        return round.filter { step in
            Self.mendable.contains(step.outcome) && step.candidate.map { !view.isRejected($0) } ?? false
                && !view.isUndone(step) && !step.parents.all.contains(where: view.isRejected)
                && !moved.contains(step.turnLineage) && mends(upTo: step, among: proposals) < most
        }.map { Turn($0.turnLineage, from: $0.parents, mends: $0.step) }
    }

    /// How many steps in a row mended what a step is of, itself among them.
    private func mends(upTo step: StepSummary, among proposals: [StepSummary]) -> Int {
        var (count, next) = (0, step.mends)
        for earlier in proposals.reversed() where earlier.step == next {
            (count, next) = (count + 1, earlier.mends)
        }
        return count
    }
}

extension LineageMove {
    /// Whether a failure on the lineage is behind it.
    fileprivate var isPastIt: Bool {
        if case .born = change { false } else { true }
    }
}
