import StudyModel

/// Pairs of members whose changes may be brought together, as GEPA's merge is aware of ancestors (arXiv 2507.19457): crossover by git.
///
/// Neither is made from the other, and both gained at least as much as the nearest candidate that both are made from. No pair is tried twice.
struct Merges {
    /// As many are looked at, the best first: those that contradict each other are passed over.
    private static let most = 8

    private let state: SearchState
    private let tried: Set<Set<CommitID>>
    private let origin: Member

    /// - Parameter turns: the state's.
    init(_ turns: [StepSummary], in state: SearchState) {
        self.state = state
        origin = state.origin
        tried = Set(turns.filter { $0.proposer == Turn.merger }.map { Set($0.parents.all) })
    }

    /// Returns the turns that bring two of some members together, those first that promise most.
    ///
    /// - Parameter promise: what is expected of two, the second of which gained no more than the first; `nil` where that is nothing.
    func turns(
        among members: [Member], without planned: [Turn], promise: (Member, Member) -> Double?
    ) -> [Turn] {
        let ranked = members.sorted { $0.leads($1) }
        let lines = ranked.map { lineage(of: $0.candidate) }
        let planned = Set(planned.filter { $0.merging != nil }.map { Set($0.parents.all) })
        var found: [(turn: Turn, promise: Double)] = []
        for (place, first) in ranked.enumerated() {
            for (step, second) in ranked.enumerated().dropFirst(place + 1) {
                let pair: Set = [first.candidate, second.candidate]
                guard !tried.contains(pair), !planned.contains(pair), let promise = promise(first, second),
                    let ancestor = ancestor(lines[place], lines[step], below: second)
                else { continue }
                let lineage = state.lineage(of: first.candidate)
                let parents = Parents(first.candidate, [second.candidate])
                found.append((Turn(lineage, from: parents, merging: ancestor), promise))
            }
        }
        let best = found.enumerated().sorted { left, right in
            (-left.element.promise, left.offset) < (-right.element.promise, right.offset)
        }
        return best.prefix(Self.most).map(\.element.turn)
    }

    /// The nearest candidate that two are made from, the latest of several; `nil` where one is made from the other, or the lesser gained
    /// less than that.
    private func ancestor(_ first: [Int], _ second: [Int], below lesser: Member) -> CommitID? {
        let shared = Set(first).intersection(second)
        guard let nearest = shared.max(), nearest != first.first, nearest != second.first else { return nil }
        let step = state.view.steps[nearest]
        guard let gain = state.view.selectedGain(step), gain <= lesser.gain else { return nil }
        return step.candidate
    }

    /// A candidate and all that it was made from, as places among the run's steps, itself first.
    private func lineage(of candidate: CommitID) -> [Int] {
        var open = [candidate]
        var found: [Int] = []
        var seen: Set<Int> = []
        while let next = open.popLast() {
            guard let place = state.view.index(of: next), seen.insert(place).inserted else { continue }
            found.append(place)
            let step = state.view.steps[place]
            if step.step.number > 0 { open += step.parents.all }
        }
        return found
    }
}
