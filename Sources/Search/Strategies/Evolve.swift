import Glibc
import StudyModel

/// The strategy `evolve`: islands of members, whose parents are drawn by gain and by how few children they have.
///
/// Turn t belongs to island t mod n. There a member is drawn with the weight σ(10·(g − median)/MAD)/(1 + children), where the median and the MAD are
/// those of the island's gains; with a MAD of 0 the children alone decide (ShinkaEvolve, arXiv 2509.19349). An island keeps its best. Now and then the best of
/// the island with the largest gain is put on the one whose best has the smallest. One turn of some brings two members of the island together, those whose lesser
/// gained most.
///
/// With `archive: map` an island keeps the best of each cell of a map instead (``MapArchive``), and draws by rank.
struct Evolve: Strategy {
    static let kind = StrategyKind(
        "evolve", "Islands whose members are drawn by gain and by how few children they have", rule: .always,
        options: [
            .wholeNumber(
                "islands", atLeast: 1, or: "auto",
                "Islands, which take turns; auto: 1 where budget.steps is below 100, else 4"),
            .wholeNumber(
                "archive", atLeast: 1, or: "map", standard: 40,
                "The most members of an island; map: instead the best of each cell that the axes make"),
            .words(
                "axes", "lines", "files",
                meaning:
                    "With archive: map, by what members are told apart: lines (changed against the base: 0, 1 to 2, to 5, to 10, to 20, to 50, more), files (1, 2, more), examples (better than the base on: fifths), or the metric of a further objective (its gain over the base: to -10%, -1%, 1%, 10%, more)"
            ),
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
            archive: choices.number("archive"),
            axes: MapAxis.axes(choices.words("axes"), of: choices.study),
            migration: choices.number("migration") ?? 50,
            merge: choices.number("merge"))
    }

    let islands: Int
    /// The most members of an island; `nil` for a map.
    let archive: Int?
    /// Of the map.
    let axes: [MapAxis]
    /// Turns between two migrations.
    let migration: Int
    /// Of so many turns one is a merge; `nil` for none.
    let merge: Int?

    var choosesParentsBySelection: Bool { true }

    var goesByExamples: Bool { archive == nil && axes.contains(.examples) }

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
        let why = archive.map { "\($0) others of its island gained more" } ?? "one like it gained as much"
        guard let member = after.subtracting(before).first else {
            let ended = left.compactMap { state.lineage(headedBy: $0.candidate) }
            return Settlement(moves: ended.map { LineageMove($0, .ended(why: why)) })
        }
        return state.settle(member, madeFrom: step.parent, leaving: left, because: why)
    }

    private func population(of turns: [StepSummary], in state: SearchState) -> [Island] {
        var empty = Island(
            archive: archive.map { .best(Archive(size: $0, first: state.origin)) }
                ?? .map(MapArchive(axes: axes)))
        if archive == nil { _ = empty.archive.add(state.origin, in: state) }
        var population = Array(repeating: empty, count: islands)
        for (turn, step) in turns.enumerated() { take(step, turn: turn, in: state, &population) }
        return population
    }

    /// Takes in what came of a turn.
    private func take(_ step: StepSummary, turn: Int, in state: SearchState, _ population: inout [Island]) {
        let island = turn % islands
        if step.outcome != .unmeasured { population[island].children[step.parent, default: 0] += 1 }
        if let member = state.member(step, turn: turn) {
            _ = population[island].archive.add(member, in: state)
        }
        if (turn + 1) % migration == 0 { migrate(&population, in: state) }
    }

    private func migrate(_ population: inout [Island], in state: SearchState) {
        let bests = population.map { $0.archive.members[0] }
        let ranked = bests.indices.sorted { bests[$0].leads(bests[$1]) }
        guard let best = ranked.first, let worst = ranked.last,
            !population[worst].archive.members.contains(bests[best])
        else { return }
        _ = population[worst].archive.add(bests[best], in: state)
    }

    private func members(of population: [Island]) -> Set<Member> {
        population.reduce(into: []) { $0.formUnion($1.archive.members) }
    }
}

/// Members that are drawn from apart from others.
private struct Island {
    /// What it keeps.
    enum Kept {
        case best(Archive)
        case map(MapArchive)

        /// The best first; at least one.
        var members: [Member] {
            switch self {
            case .best(let archive): archive.members
            case .map(let map): map.members
            }
        }

        /// Adds a member, and returns the one for which there is no room then.
        mutating func add(_ member: Member, in state: SearchState) -> Member? {
            switch self {
            case .best(var archive):
                defer { self = .best(archive) }
                return archive.add(member)
            case .map(var map):
                defer { self = .map(map) }
                return map.add(member, in: state)
            }
        }
    }

    var archive: Kept
    /// By member, the proposals that were made from it here.
    var children: [CommitID: Int] = [:]

    func draw(using generator: inout SeededGenerator) -> CommitID {
        if case .map(let map) = archive { return map.draw(using: &generator) }
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
