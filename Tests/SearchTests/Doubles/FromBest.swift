import StudyModel

@testable import Search

/// The strategy `from-best`: every turn starts from the best member so far.
struct FromBest: Strategy {
    static let kind = StrategyKind(
        "from-best", "Each step starts from the best candidate so far", rule: .always, options: []
    ) { _ in FromBest() }

    var choosesParentsBySelection: Bool { true }

    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let parent = best(in: state).candidate
        let turn = Turn(state.lineage(of: parent), from: Parents(parent))
        return Array(repeating: turn, count: count)
    }

    func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        let best = best(in: state)
        guard let member = state.member(step, turn: state.place(of: step, among: state.turns)),
            member.leads(best)
        else { return Settlement() }
        return state.settle(
            member, madeFrom: step.parent, leaving: [best], because: "step \(step.step.number) gained more")
    }

    /// Where the search starts, or who gained most since then.
    private func best(in state: SearchState) -> Member {
        state.turns.enumerated().compactMap { turn, step in state.member(step, turn: turn) }
            .reduce(state.origin) { best, member in member.leads(best) ? member : best }
    }
}
