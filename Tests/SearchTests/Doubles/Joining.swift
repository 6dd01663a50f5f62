import Search
import StudyModel

/// Two lineages from the base, a step each; then what both changed is to be brought together, where it fits.
struct Joining: Strategy {
    /// Writes 1 into `x` at the first step, 2 into `y` at the second, and less than that later.
    static let proposer = ScriptedProposer { request in
        switch request.step.number {
        case 1: .writing("1")
        case 2: .writing("2", to: "y")
        default: .writing("\(-request.step.number)")
        }
    }

    var choosesParentsBySelection: Bool { false }

    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let names = [LineageName.first, LineageName(ordinal: 1)]
        let base = state.view.record.base
        let heads = names.map { state.view.lineages[$0]?.head ?? base }
        guard state.steps >= 2 else { return [Turn(names[state.steps], from: Parents(base))] }
        let merge = Turn(names[0], from: Parents(heads[0], [heads[1]]), merging: base)
        return [Turn(names[1], from: Parents(heads[1]), rather: [merge])]
    }

    func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        let birth = LineageMove(step.lineage, .born(at: step.parent))
        let births = state.view.lineages[step.lineage] == nil ? [birth] : []
        guard step.verdict == .accepted, let candidate = step.candidate else {
            return Settlement(moves: births)
        }
        return Settlement(moves: births + [LineageMove(step.lineage, .advanced(to: candidate))])
    }
}
