import StudyModel

/// The strategy `beam`: the best members so far are parents in turn.
///
/// A member joins where there is room, or where it gained more than the last of them, which then leaves (beam search: Lowerre, "The HARPY
/// speech recognition system", 1976). Turn t of the search is made from the member at place t / `proposals`, counted round and round by gain as it then is.
struct Beam: Strategy {
    static let kind = StrategyKind(
        "beam", "The best members so far are parents in turn", rule: .always,
        options: [
            .wholeNumber("width", atLeast: 1, standard: 4, "How many members are parents"),
            .wholeNumber("proposals", atLeast: 1, standard: 1, "Proposals in a row from one of them"),
        ]
    ) { choices in
        Beam(width: choices.number("width") ?? 4, proposals: choices.number("proposals") ?? 1)
    }

    let width: Int
    /// From a member in a row.
    let proposals: Int

    var choosesParentsBySelection: Bool { true }

    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let turns = state.turns
        let beam = beam(of: turns, in: state)
        return (turns.count..<turns.count + count).map { turn in
            let parent = beam.members[turn / proposals % beam.members.count].candidate
            return Turn(state.lineage(of: parent), from: Parents(parent))
        }
    }

    func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        let turns = state.turns
        guard let member = state.member(step, turn: state.place(of: step, among: turns)) else {
            return Settlement()
        }
        var beam = beam(of: turns, in: state)
        let left = beam.add(member)
        guard left != member else { return Settlement() }
        return state.settle(
            member, madeFrom: step.parent, leaving: [left].compactMap { $0 },
            because: "\(width) others gained more")
    }

    private func beam(of turns: [StepSummary], in state: SearchState) -> Archive {
        var beam = Archive(size: width, first: state.origin)
        for (turn, step) in turns.enumerated() {
            if let member = state.member(step, turn: turn) { _ = beam.add(member) }
        }
        return beam
    }
}

/// The members with the largest gains, as many as fit.
struct Archive {
    /// The best first; at least one.
    private(set) var members: [Member]
    private let size: Int

    init(size: Int, first: Member) {
        self.size = size
        members = [first]
    }

    /// Adds a member, and returns the one for which there is no room then; it may be itself.
    mutating func add(_ member: Member) -> Member? {
        let place = members.firstIndex { member.leads($0) } ?? members.endIndex
        members.insert(member, at: place)
        return members.count > size ? members.removeLast() : nil
    }
}
