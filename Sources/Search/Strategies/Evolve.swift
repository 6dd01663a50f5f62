import Glibc
import StudyModel

/// The strategy `evolve`: islands of members, whose parents are drawn by gain and by how few children they have.
///
/// Turn t belongs to island t mod n. There a member is drawn with the weight σ(10·(g − median)/MAD)/(1 + children), where the median and the MAD are
/// those of the island's gains; with a MAD of 0 the children alone decide (ShinkaEvolve, arXiv 2509.19349). An island keeps its best. Now and then the best of
/// the island with the largest gain is put on the one whose best has the smallest. One turn of some brings two members of the island together, those whose lesser
/// gained most.
struct Evolve: Strategy {
    static let kind = StrategyKind(
        "evolve", "Islands whose members are drawn by gain and by how few children they have", rule: .always,
        options: [
            .wholeNumber(
                "islands", atLeast: 1, or: "auto",
                "Islands, which take turns; auto: 1 where budget.steps is below 100, else 4"),
            .wholeNumber("archive", atLeast: 1, standard: 40, "The most members of an island"),
            .wholeNumber(
                "migration", atLeast: 1, standard: 50,
                "Turns after which the best member is put on the worst island too, again and again"),
            .wholeNumber(
                "merge", atLeast: 1, or: "none", standard: 8,
                "Of so many turns one brings two members together, where two fit"),
        ]
    ) { choices in
        let isShort = choices.study.budget.proposals.map { $0 < 100 } ?? false
        return Evolve(
            islands: choices.number("islands") ?? (isShort ? 1 : 4),
            archive: choices.number("archive") ?? 40, migration: choices.number("migration") ?? 50,
            merge: choices.number("merge"))
    }

    let islands: Int
    /// The most members of an island.
    let archive: Int
    /// Turns between two migrations.
    let migration: Int
    /// Of so many turns one is a merge; `nil` for none.
    let merge: Int?

    var choosesParentsBySelection: Bool { true }

    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let turns = state.turns
        var population = population(of: turns, in: state)
        var planned: [Turn] = []
        for index in 0..<count {
            var generator = SeededGenerator(seed: Seeds.derive(seed, String(index)))
            let (turn, island) = (turns.count + index, (turns.count + index) % islands)
            let parent = population[island].draw(using: &generator)
            population[island].children[parent, default: 0] += 1
            var merges: [Turn] = []
            if let merge, turn % merge == merge - 1 {
                merges = Merges(turns, in: state).turns(
                    among: population[island].archive.members, without: planned.flatMap(\.rather)
                ) { $1.gain }
            }
            let inspirations = population[island].archive.members.inspirations(
                besides: parent, using: &generator)
            planned.append(
                Turn(
                    state.lineage(of: parent), from: Parents(parent), rather: merges,
                    inspirations: inspirations))
        }
        return planned
    }

    func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        let turns = state.turns
        var population = population(of: turns, in: state)
        let before = members(of: population)
        take(step, turn: state.place(of: step, among: turns), in: state, &population)
        let after = members(of: population)
        let left = before.subtracting(after).sorted { $0.turn < $1.turn }
        let why = "\(archive) others of its island gained more"
        guard let member = after.subtracting(before).first else {
            let ended = left.compactMap { state.lineage(headedBy: $0.candidate) }
            return Settlement(moves: ended.map { LineageMove($0, .ended(why: why)) })
        }
        return state.settle(member, madeFrom: step.parent, leaving: left, because: why)
    }

    private func population(of turns: [StepSummary], in state: SearchState) -> [Island] {
        let empty = Island(archive: Archive(size: archive, first: state.origin))
        var population = Array(repeating: empty, count: islands)
        for (turn, step) in turns.enumerated() { take(step, turn: turn, in: state, &population) }
        return population
    }

    /// Takes in what came of a turn.
    private func take(_ step: StepSummary, turn: Int, in state: SearchState, _ population: inout [Island]) {
        let island = turn % islands
        if step.outcome != .unmeasured { population[island].children[step.parent, default: 0] += 1 }
        if let member = state.member(step, turn: turn) { _ = population[island].archive.add(member) }
        if (turn + 1) % migration == 0 { migrate(&population) }
    }

    private func migrate(_ population: inout [Island]) {
        let bests = population.map { $0.archive.members[0] }
        let ranked = bests.indices.sorted { bests[$0].leads(bests[$1]) }
        guard let best = ranked.first, let worst = ranked.last,
            !population[worst].archive.members.contains(bests[best])
        else { return }
        _ = population[worst].archive.add(bests[best])
    }

    private func members(of population: [Island]) -> Set<Member> {
        population.reduce(into: []) { $0.formUnion($1.archive.members) }
    }
}

/// Members that are drawn from apart from others.
private struct Island {
    var archive: Archive
    /// By member, the proposals that were made from it here.
    var children: [CommitID: Int] = [:]

    func draw(using generator: inout SeededGenerator) -> CommitID {
        let gains = archive.members.map(\.gain)
        let center = median(of: gains)
        let deviation = median(of: gains.map { abs($0 - center) })
        let weights = archive.members.map { member in
            let place = deviation > 0 ? 1 / (1 + exp(-10 * (member.gain - center) / deviation)) : 1
            return place / Double(1 + children[member.candidate, default: 0])
        }
        return archive.members[generator.place(by: weights)].candidate
    }

    private func median(of values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }
}
