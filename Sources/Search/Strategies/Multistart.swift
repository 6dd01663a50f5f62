import Glibc
import StudyModel

/// The strategy `multistart`: greedy lineages side by side from where the search starts, and a bandit that says which goes on.
///
/// Each turn is a pull of a lineage. Those without a pull come first; then the one with the largest r + c·√(ln n / nₖ), n being all pulls, nₖ its own and r
/// its largest gain as a share of the largest of all (UCB1: Auer, Cesa-Bianchi and Fischer, "Finite-time analysis of the multiarmed bandit
/// problem", 2002; over greedy lineages: "Compute Allocation in Evolutionary Search", arXiv 2605.29268). Of equals the one with the fewest pulls,
/// then the oldest. With `allocation: equal` the fewest pulls alone decide. How many there are grows with the root of the budget.
///
/// Where a study names starts a lineage begins from each, and one from the base, the first of them, over which all gains are: the first pull of such a lineage takes the
/// commit over, however good it is, and is taken again where nothing could be said of it.
struct Multistart: Strategy {
    static let kind = StrategyKind(
        "multistart", "Chains side by side from one start; a bandit says which goes on", rule: .better,
        options: [
            .wholeNumber(
                "lineages", atLeast: 1, or: "auto",
                "How many; auto: 0.9 times the root of budget.steps, from 2 to 12, and 4 where that is none"),
            .word(
                "allocation", "ucb", "equal",
                meaning: "Whose turn it is: ucb, by gains and pulls, or equal, by pulls alone"),
            .commits(
                "starts",
                "Commits from each of which a lineage begins, and one from the base: so many there are, whatever lineages says. They differ from it in editable files alone"
            ),
            .number(
                "exploration", atLeast: 0, standard: 0.5, "What a lineage with few pulls is given for that"),
        ]
    ) { choices in
        let starts = choices.study.search.strategy.starts.count
        return Multistart(
            size: starts > 0
                ? starts + 1
                : choices.number("lineages") ?? usualSize(within: choices.study.budget.proposals),
            exploration: choices["allocation"] == .string("ucb") ? choices.real("exploration") : nil)
    }

    private static func usualSize(within steps: Int?) -> Int {
        guard let steps else { return 4 }
        return Int(min(max((0.9 * Double(steps).squareRoot()).rounded(), 2), 12))
    }

    /// A lineage with what it came to.
    private struct Arm {
        let lineage: LineageName
        let parent: CommitID
        /// What its first pull takes over.
        var start: CommitID?
        var pulls = 0
        /// The largest since the search started.
        var gain = 0.0
    }

    let size: Int
    /// `nil` where gains say nothing of whose turn it is.
    let exploration: Double?

    /// Gains decide whose turn it is.
    var choosesParentsBySelection: Bool { exploration != nil }

    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        var arms = arms(in: state)
        let names = state.view.nextLineages(max(0, size - arms.count))
        let starts = openStarts(in: state, besides: arms)
        let plain = max(0, names.count - starts.count)
        arms += names.enumerated().map { place, name in
            Arm(
                lineage: name, parent: state.start,
                start: starts.indices.contains(place - plain) ? starts[place - plain] : nil)
        }
        return (0..<count).map { _ in
            let next = next(of: arms)
            arms[next].pulls += 1
            let start = arms[next].start
            arms[next].start = nil
            return Turn(arms[next].lineage, from: Parents(arms[next].parent), start: start)
        }
    }

    func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        state.settleGreedily(step, before: later)
    }

    /// The starts from which no lineage has begun; none where a person had the search go on from elsewhere.
    private func openStarts(in state: SearchState, besides arms: [Arm]) -> [CommitID] {
        guard state.start == state.view.record.base else { return [] }
        let begun = state.view.stepsSinceStart.filter {
            $0.step.writer == state.view.writer && $0.proposer == Turn.starter && $0.outcome != .unmeasured
        }
        let taken = Set(begun.compactMap(\.start) + arms.compactMap(\.start))
        // Runs of before the start was recorded took them in order.
        let unnamed = begun.count { $0.start == nil }
        return Array(state.view.record.starts.filter { !taken.contains($0) }.dropFirst(unnamed))
    }

    /// The lineages that live, oldest first: the one that the search starts with, and those that turns began.
    private func arms(in state: SearchState) -> [Arm] {
        let view = state.view
        var arms: [Arm] = []
        func add(_ name: LineageName) -> Int? {
            if let known = arms.firstIndex(where: { $0.lineage == name }) { return known }
            guard let lineage = view.lineages[name], lineage.ended == nil, lineage.owner == view.writer else {
                return nil
            }
            arms.append(Arm(lineage: name, parent: view.parent(for: lineage)))
            return arms.count - 1
        }
        let origin = state.origin
        _ = add(view.currentLineage)
        for (turn, step) in state.turns.enumerated() {
            guard let arm = add(step.turnLineage) else { continue }
            guard step.outcome != .unmeasured else {
                arms[arm].start = step.start ?? arms[arm].start
                continue
            }
            arms[arm].start = nil
            arms[arm].pulls += 1
            let gain = state.member(step, turn: turn).map { $0.gain - origin.gain }
            arms[arm].gain = max(arms[arm].gain, gain ?? 0)
        }
        return arms
    }

    private func next(of arms: [Arm]) -> Int {
        let most = arms.map(\.gain).max() ?? 0
        let pulls = arms.map(\.pulls).reduce(0, +)
        func value(_ arm: Arm) -> Double {
            guard arm.pulls > 0 else { return .infinity }
            guard let exploration else { return 0 }
            let share = most > 0 ? min(arm.gain / most, 1) : 0
            return share + exploration * (log(Double(pulls)) / Double(arm.pulls)).squareRoot()
        }
        let ranked = arms.indices.map { (index: $0, value: value(arms[$0]), pulls: arms[$0].pulls) }
        let best = ranked.min { left, right in
            (-left.value, left.pulls, left.index) < (-right.value, right.pulls, right.index)
        }
        guard let best else { preconditionFailure("there is at least one lineage") }
        return best.index
    }
}
