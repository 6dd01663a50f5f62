import StudyModel

/// The strategy `pareto`: parents are the members that lead on some example, drawn by on how many (GEPA, arXiv 2507.19457).
///
/// An example is led by every member that has the best value on it. Members whose every lead is shared are dropped, those with the smallest gain first; what
/// is left is drawn by how many examples it leads. After a member was found, the next turn brings two of them together, those that together win the
/// most examples of each other, but of five turns one at the most.
///
/// Of several objectives every member leads as well, once more, that no other dominates by what it gained by them; and without examples those are the parents, each as
/// likely. A member that leads on one objective alone would leave out all that lies between. Without either the best alone is a parent.
struct Pareto: Strategy {
    static let kind = StrategyKind(
        "pareto", "Members that lead on some validation example are parents, by how many they lead on",
        rule: .always,
        options: [.wholeNumber("merges", atLeast: 0, standard: 5, "The most merges of two members in a run")]
    ) { choices in
        Pareto(merges: choices.number("merges") ?? 5)
    }

    /// Of so many turns one may be a merge.
    private static let spacing = 5

    /// The most in a run.
    let merges: Int

    var choosesParentsBySelection: Bool { true }

    var goesByExamples: Bool { true }

    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let turns = state.turns
        let front = Front(of: members(of: turns, in: state), in: state)
        let rather = isMergeDue(after: turns, in: state) ? front.merges(turns) : []
        return (0..<count).map { index in
            var generator = SeededGenerator(seed: Seeds.derive(seed, String(index)))
            let parent = front.draw(using: &generator)
            return Turn(
                state.lineage(of: parent), from: Parents(parent), rather: index == 0 ? rather : [],
                inspirations: front.members.inspirations(besides: parent, using: &generator))
        }
    }

    func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        let turns = state.turns
        guard let member = state.member(step, turn: state.place(of: step, among: turns)) else {
            return Settlement()
        }
        let members = members(of: turns, in: state)
        let front = Front(of: members + [member], in: state).members
        guard front.contains(member) else { return Settlement() }
        let left = Front(of: members, in: state).members.filter { !front.contains($0) }
        return state.settle(
            member, madeFrom: step.parent, leaving: left, because: "others lead where it did")
    }

    private func members(of turns: [StepSummary], in state: SearchState) -> [Member] {
        [state.origin] + turns.enumerated().compactMap { state.member($1, turn: $0) }
    }

    private func isMergeDue(after turns: [StepSummary], in state: SearchState) -> Bool {
        guard let last = turns.last, state.member(last, turn: 0) != nil else { return false }
        let isMerge = { (step: StepSummary) in step.proposer == Turn.merger }
        return turns.count(where: isMerge) < merges
            && !turns.suffix(Self.spacing - 1).contains(where: isMerge)
    }
}

/// The members that lead on some example, and on how many.
private struct Front {
    /// Those with the largest gains first.
    let members: [Member]
    private let leads: [Int]
    private let state: SearchState

    /// - Parameter all: every member, at least one.
    init(of all: [Member], in state: SearchState) {
        self.state = state
        let ranked = all.sorted { $0.leads($1) }
        let leaders = Self.leaders(of: ranked, in: state)
        var counts = leaders.values.reduce(into: Array(repeating: 0, count: ranked.count)) { counts, places in
            for place in places { counts[place] += 1 }
        }
        var left = leaders
        for place in ranked.indices.reversed()
        where left.values.allSatisfy({ $0 != [place] }) {
            for example in left.keys { left[example]?.remove(place) }
            counts[place] = 0
        }
        if left.isEmpty || !state.view.record.study.otherObjectives.isEmpty {
            for place in ranked.indices.undominated(by: { ranked[$0].gains }) {
                counts[place] += 1
            }
        }
        let kept = ranked.indices.filter { counts[$0] > 0 }
        members = kept.map { ranked[$0] }
        leads = kept.map { counts[$0] }
    }

    func draw(using generator: inout SeededGenerator) -> CommitID {
        members[generator.place(by: leads.map(Double.init))].candidate
    }

    /// The turns that bring two of them together, those that win most of each other first.
    func merges(_ turns: [StepSummary]) -> [Turn] {
        Merges(turns, in: state).turns(among: members, without: []) { first, second in
            let wins = (wins(of: first, over: second), wins(of: second, over: first))
            return wins.0 > 0 && wins.1 > 0 ? Double(wins.0 + wins.1) : nil
        }
    }

    private func wins(of member: Member, over other: Member) -> Int {
        let values = state.examples[other.candidate] ?? [:]
        return (state.examples[member.candidate] ?? [:]).count { example, value in
            values[example].map { state.view.objective.isBetter(value, than: $0) } ?? true
        }
    }

    /// By example, the places of those that have the best value on it.
    private static func leaders(of members: [Member], in state: SearchState) -> [String: Set<Int>] {
        var best: [String: (value: Double, places: Set<Int>)] = [:]
        for (place, member) in members.enumerated() {
            for (example, value) in state.examples[member.candidate] ?? [:] {
                if let known = best[example], !state.view.objective.isBetter(value, than: known.value) {
                    if value == known.value { best[example]?.places.insert(place) }
                } else {
                    best[example] = (value, [place])
                }
            }
        }
        return best.mapValues(\.places)
    }
}
