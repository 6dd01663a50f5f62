import StudyModel

/// The strategy `tree`: adaptive branching Monte Carlo tree search, AB-MCTS-A (Inoue and others, "Wider or Deeper?", arXiv 2503.04412).
///
/// From the root on, a node draws what another child of it would be worth, and what going on below it would; where the first is larger the
/// turn is made from it, else its children draw and the search goes down to the largest. A draw is from the posterior of what was seen there, a
/// normal-inverse-χ² one. A candidate is worth its mid-rank among all gains so far, from 0 to 1, and 0 where it is no member; so minutes and millions are alike, and
/// all posteriors are made anew each time. Priors stand at the node's own worth: with the published one at 0 the search widens all the time.
struct Tree: Strategy {
    static let kind = StrategyKind(
        "tree", "A tree search that widens or deepens as the draws fall; for more than 100 steps",
        rule: .always, options: []
    ) { _ in Tree() }

    var choosesParentsBySelection: Bool { true }

    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let tree = CandidateTree(state)
        return (0..<count).map { index in
            var generator = SeededGenerator(seed: Seeds.derive(seed, String(index)))
            let (parent, sibling) = tree.draw(using: &generator)
            return Turn(
                state.lineage(of: parent), from: Parents(parent),
                inspirations: [sibling].compactMap { $0 })
        }
    }

    func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        guard let member = state.member(step, turn: state.place(of: step, among: state.turns)) else {
            return Settlement()
        }
        return state.settle(member, madeFrom: step.parent, leaving: [], because: "")
    }
}

/// The candidates of a search by what they were made from, with what was seen of each.
private struct CandidateTree {
    private struct Node {
        let member: Member
        let parent: Int?
        let worth: Double
        var children: [Int] = []
        /// What its children were worth, failures among them.
        var widened: Posterior
        /// What was made below its children.
        var deepened: Posterior
        /// Itself and all below it.
        var all: Posterior

        init(_ member: Member, below parent: Int?, worth: Double) {
            (self.member, self.parent, self.worth) = (member, parent, worth)
            (widened, deepened, all) = (Posterior(at: worth), Posterior(at: worth), Posterior(at: worth))
            all.observe(worth)
        }
    }

    private var nodes: [Node]

    init(_ state: SearchState) {
        let turns = state.turns
        let members = turns.enumerated().map { state.member($1, turn: $0) }
        let origin = state.origin
        let ranks = MidRanks(([origin] + members.compactMap { $0 }).map(\.gain))
        nodes = [Node(origin, below: nil, worth: ranks.share(of: origin.gain))]
        var places = [origin.candidate: 0]
        for (step, member) in zip(turns, members) where step.outcome != .unmeasured {
            guard let parent = places[state.view.unrejected(step.parent)] else { continue }
            let worth = member.map { ranks.share(of: $0.gain) } ?? 0
            see(worth, below: parent)
            guard let member else { continue }
            places[member.candidate] = nodes.count
            nodes[parent].children.append(nodes.count)
            nodes.append(Node(member, below: parent, worth: worth))
        }
    }

    private mutating func see(_ worth: Double, below parent: Int) {
        nodes[parent].widened.observe(worth)
        var node = parent
        while let above = nodes[node].parent {
            nodes[node].all.observe(worth)
            nodes[above].deepened.observe(worth)
            node = above
        }
    }

    /// Returns the candidate that the next one is made from, and the best of those that were.
    func draw(using generator: inout SeededGenerator) -> (parent: CommitID, sibling: CommitID?) {
        var node = nodes[0]
        while !node.children.isEmpty {
            let wider = node.widened.draw(using: &generator)
            guard node.deepened.draw(using: &generator) > wider else { break }
            let drawn = node.children.map { (child: $0, worth: nodes[$0].all.draw(using: &generator)) }
            guard let next = drawn.max(by: { $0.worth < $1.worth }) else { break }
            node = nodes[next.child]
        }
        let best = node.children.map { nodes[$0].member }.min { $0.leads($1) }
        return (node.member.candidate, best?.candidate)
    }
}

/// The mid-ranks of some values among themselves.
private struct MidRanks {
    private let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    /// The share of the values below one of them, half of those that equal it among them.
    func share(of value: Double) -> Double {
        let (below, through) = (first { $0 >= value }, first { $0 > value })
        return Double(below + through) / 2 / Double(sorted.count)
    }

    private func first(where isFar: (Double) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if isFar(sorted[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// What is believed of a mean after some values: a normal-inverse-χ² posterior (Gelman and others, "Bayesian Data Analysis", 3rd edition, §3.3).
private struct Posterior {
    /// How many values the prior's mean counts for, and its variance.
    private static let weight = (mean: 1.0, variance: 1.0)
    private static let variance = 0.03

    private let prior: Double
    private var count = 0.0
    private var mean = 0.0
    /// The squared distances from the mean.
    private var spread = 0.0

    init(at prior: Double) { self.prior = prior }

    /// By Welford's update, "Note on a method for calculating corrected sums of squares and products", 1962.
    mutating func observe(_ value: Double) {
        count += 1
        let distance = value - mean
        mean += distance / count
        spread += distance * (value - mean)
    }

    /// Draws a mean.
    func draw(using generator: inout SeededGenerator) -> Double {
        let weight = Self.weight.mean + count
        let degrees = Self.weight.variance + count
        let center = (Self.weight.mean * prior + count * mean) / weight
        let apart = count * Self.weight.mean / weight * (prior - mean) * (prior - mean)
        let sum = Self.weight.variance * Self.variance + spread + apart
        return center + generator.normal() * (sum / generator.chiSquare(degrees) / weight).squareRoot()
    }
}
