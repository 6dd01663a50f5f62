/// A race of a candidate against its parent in paired runs: after each pair it is decided whether another is worth its cost.
///
/// The statistic is Wilcoxon's signed-rank sum (1945). Which side of a pair runs first must be a fair coin: then, for equal candidates,
/// the sign of each difference is one too, whatever its size (Fisher 1935), and the boundaries hold for any noise, drift included. A decision is a function
/// of the pairs alone, so an interrupted race goes on where it was.
package struct Race: Hashable, Sendable {
    /// What is to be done after a look.
    package enum Decision: String, Hashable, Sendable {
        case accept
        /// The candidate is so far behind that further pairs are not worth their cost.
        case giveUp
        /// All pairs were run, and were not enough to accept.
        case stop
        case another
    }

    /// As it is recorded.
    package static let name = "Wilcoxon signed-rank race"

    /// What the pairs so far say.
    package struct Look: Hashable, Sendable {
        /// The sum of the ranks of the gains above zero.
        package let statistic: Int
        /// What the statistic must reach; `nil` where so few pairs cannot accept.
        package let needed: Int?
        package let decision: Decision
    }

    /// The numbers of pairs after which it is looked.
    package let looks: ClosedRange<Int>
    private let acceptance: RaceBoundary

    /// A race of so many pairs: from 2 to 10, or a single number, which is one look with the exact test.
    ///
    /// A confidence without boundaries of its own has those of the next stricter one; above all of them there is one look, at the end.
    package init(looks asked: ClosedRange<Int>, confidence: Double) {
        if asked.count > 1, let boundary = RaceBoundary.acceptance(at: confidence),
            boundary.last >= asked.lowerBound
        {
            looks = asked.lowerBound...min(asked.upperBound, boundary.last)
            acceptance = boundary
        } else {
            let pairs = asked.upperBound
            looks = pairs...pairs
            let least = Self.leastSum(pairs: pairs, tail: 1 - confidence)
            acceptance = RaceBoundary(first: pairs, sums: least.map { [$0] } ?? [])
        }
    }

    /// Whether any gains could be enough.
    package var canAccept: Bool { looks.contains { acceptance[$0] != nil } }

    /// Looks at the gains of the pairs so far, of which positive ones are better.
    ///
    /// Before the first number of pairs at which it is looked the decision is another pair.
    package func look(at gains: [Double]) -> Look {
        let statistic = Self.statistic(gains)
        let pairs = gains.count
        let needed = looks.contains(pairs) ? acceptance[pairs] : nil
        return Look(
            statistic: statistic, needed: needed,
            decision: decision(after: pairs, statistic: statistic, needed: needed))
    }

    private func decision(after pairs: Int, statistic: Int, needed: Int?) -> Decision {
        if let needed, statistic >= needed { return .accept }
        if pairs >= looks.upperBound { return .stop }
        guard looks.contains(pairs), let most = RaceBoundary.futility[pairs] else { return .another }
        return statistic <= most ? .giveUp : .another
    }

    /// Runs the race over gains that are known beforehand, of as many pairs as it may have, and returns how many it takes and how it ends.
    package func run(over gains: [Double]) -> (pairs: Int, decision: Decision) {
        for pairs in 1...looks.upperBound {
            let decision = look(at: Array(gains.prefix(pairs))).decision
            if decision != .another { return (pairs, decision) }
        }
        return (looks.upperBound, .stop)
    }

    /// Returns what has to be added to every one of such gains, and a little more, that the race accepts; infinite where nothing is enough.
    ///
    /// Sums of ranks change where the mean of two gains becomes positive, and never fall by what is added.
    package func leastShift(of gains: [Double]) -> Double {
        let means = gains.enumerated().flatMap { index, gain in gains[index...].map { -(gain + $0) / 2 } }
        let shifts = means.sorted()
        var (low, high) = (0, shifts.count)
        while low < high {
            let middle = (low + high) / 2
            let next = middle + 1 < shifts.count ? shifts[middle + 1] : shifts[middle] + 1
            let shift = (shifts[middle] + next) / 2
            if run(over: gains.map { $0 + shift }).decision == .accept {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low < shifts.count ? shifts[low] : .infinity
    }

    /// The sum of the ranks of the positive ones.
    ///
    /// Among equal sizes the positive ones get the lower ranks, and zero is not positive: both only lower the sum, so the rate holds with ties.
    static func statistic(_ gains: [Double]) -> Int {
        let order = gains.sorted { abs($0) == abs($1) ? $0 > $1 : abs($0) < abs($1) }
        return order.enumerated().reduce(0) { $0 + ($1.element > 0 ? $1.offset + 1 : 0) }
    }

    /// The least sum that a chance of `tail` allows for equal candidates; `nil` where all ranks together are not enough.
    private static func leastSum(pairs: Int, tail: Double) -> Int? {
        guard pairs > 0 else { return nil }
        let allowed = RankDistribution(signsOf: Array(1...pairs)).count(within: tail, from: 0, unit: 1)
        // The sums mirror each other: as many of the largest have that chance as of the smallest.
        return allowed > 0 ? pairs * (pairs + 1) / 2 - allowed + 1 : nil
    }
}
