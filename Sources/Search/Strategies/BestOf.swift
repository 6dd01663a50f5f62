import StudyModel

/// The strategy `best-of`: so many proposals from where the search starts, then with more levels as many from the best of them, and so on.
///
/// Every scored candidate is a member unless the study says otherwise, and the proposals of a level know of each other what their lineage
/// knows; the last level has no end. One lineage lives, that of the best so far: a member that is no better begins none, since nothing is made from it.
/// The control of every comparison: what a budget brings without a search.
struct BestOf: Strategy {
    static let kind = StrategyKind(
        "best-of",
        "Proposals from the base, level by level from the best so far: the control in a comparison",
        rule: .always,
        options: [
            .wholeNumber(
                "depth", atLeast: 1, standard: 1, "Levels; each but the first starts from the best so far"),
            .wholeNumber(
                "proposals", atLeast: 1, or: "auto",
                "Proposals of a level; auto: budget.steps (20 where that is none) shared out among the levels"
            ),
        ]
    ) { choices in
        let depth = choices.number("depth") ?? 1
        let steps = choices.study.budget.proposals ?? 20
        return BestOf(
            depth: depth,
            proposals: choices.number("proposals") ?? steps / depth + (steps % depth == 0 ? 0 : 1))
    }

    let depth: Int
    /// Of a level.
    let proposals: Int

    /// Levels after the first begin at the best.
    var choosesParentsBySelection: Bool { depth > 1 }

    var keepsSeveralLineages: Bool { false }

    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let proposed = state.proposed
        let level = min(proposed.count / proposals, depth - 1)
        let parent = best(of: proposed.prefix(level * proposals), in: state)
        let turn = Turn(state.lineage(of: parent), from: Parents(parent))
        // A round ends with its level: who goes on is not known before.
        let left = level < depth - 1 ? proposals - proposed.count % proposals : count
        return Array(repeating: turn, count: min(count, left))
    }

    func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        let best = best(of: state.proposed, in: state)
        guard let candidate = step.candidate, state.isBetter(step, than: best) else { return Settlement() }
        if let lineage = state.lineage(headedBy: step.parent) {
            return Settlement(moves: [LineageMove(lineage, .advanced(to: candidate))])
        }
        let outdone = state.lineage(headedBy: best).map {
            LineageMove($0, .ended(why: "step \(step.step.number) gained more"))
        }
        let birth = LineageMove(state.view.nextLineage, .born(at: candidate))
        return Settlement(moves: [outdone, birth].compactMap { $0 })
    }

    /// The best of some steps and of where the search starts; of equals the earliest.
    private func best(of steps: some Sequence<StepSummary>, in state: SearchState) -> CommitID {
        steps.reduce(state.start) { best, step in
            state.isBetter(step, than: best) ? step.candidate ?? best : best
        }
    }
}
