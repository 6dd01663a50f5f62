import StudyModel

/// The best member of each cell of a map, so that what is unlike the others stays a parent though it gains less (MAP-Elites: Mouret and Clune, arXiv 1504.04909).
struct MapArchive {
    /// Of so many draws the rest is of any cell, each as likely.
    private static let greedy = 0.7

    private let axes: [MapAxis]
    private var cells: [[Int]: Member] = [:]

    init(axes: [MapAxis]) { self.axes = axes }

    /// Those in the cells, the best first.
    var members: [Member] { cells.values.sorted { $0.leads($1) } }

    /// Puts a member into its cell where that is empty, or where it gained as much as who is there; returns who has no cell then, which may be itself.
    mutating func add(_ member: Member, in state: SearchState) -> Member? {
        let cell = axes.map { $0.bin(of: member, in: state) }
        if let known = cells[cell], known.gain > member.gain { return member }
        return cells.updateValue(member, forKey: cell)
    }

    /// Draws a member: by rank, the r-th best as r^−2, or else of any cell (pyribs, "A bare-bones Python library for quality diversity
    /// optimization", arXiv 2303.00191, draws uniformly alone).
    func draw(using generator: inout SeededGenerator) -> CommitID {
        let members = members
        let isGreedy = generator.unit() < Self.greedy
        let weights = (1...members.count).map { isGreedy ? 1 / Double($0 * $0) : 1 }
        return members[generator.place(by: weights)].candidate
    }
}

/// By what candidates are told apart on a map.
enum MapAxis: Hashable, Sendable {
    /// Lines of the base that are changed.
    case lines
    /// Files that are.
    case files
    /// The share of the examples on which it is better than the base.
    case examples
    /// What it gained by another objective than the first, by its place among the study's, as a part of what the base has.
    case objective(Int)

    /// The axes that a study names; one of a name that it has no objective of is left out.
    static func axes(_ names: [String], of study: Study) -> [MapAxis] {
        names.compactMap { name in
            switch name {
            case "lines": .lines
            case "files": .files
            case "examples": .examples
            default: study.otherObjectives.firstIndex { $0.metric == name }.map { .objective($0 + 1) }
            }
        }
    }

    /// Which part of the axis a member is in, from 0.
    func bin(of member: Member, in state: SearchState) -> Int {
        switch self {
        case .lines: return Self.bin(Double(member.size?.lines ?? 0), above: [0, 2, 5, 10, 20, 50])
        case .files: return Self.bin(Double(member.size?.files ?? 0), above: [1, 2])
        case .examples: return Self.bin(won(by: member, in: state), above: [0.2, 0.4, 0.6, 0.8])
        case .objective(let place):
            let base = state.view.baseline?.figures(by: place).scores.first?.value ?? 0
            return Self.bin(member.gains[place], above: [-0.1, -0.01, 0.01, 0.1].map { $0 * abs(base) })
        }
    }

    private static func bin(_ value: Double, above edges: [Double]) -> Int { edges.count { value > $0 } }

    private func won(by member: Member, in state: SearchState) -> Double {
        let base = state.examples[state.view.record.base] ?? [:]
        let own = state.examples[member.candidate] ?? [:]
        let won = own.count { example, value in
            base[example].map { state.view.objective.isBetter(value, than: $0) } ?? false
        }
        return own.isEmpty ? 0 : Double(won) / Double(own.count)
    }
}
