/// The exact distribution of a sum of ranks when nothing but chance decides which ranks enter it.
///
/// Counted by adding one rank after another, so that ties need no correction.
struct RankDistribution {
    /// By sum, its probability.
    private let probabilities: [Double]

    /// Each rank enters with probability one half: the signed-rank statistic.
    init(signsOf ranks: [Int]) {
        var sums = [1.0]
        sums.reserveCapacity(ranks.reduce(1, +))
        for rank in ranks {
            let old = sums.count
            sums.append(contentsOf: repeatElement(0, count: rank))
            for sum in stride(from: old + rank - 1, through: 0, by: -1) {
                let without = sum < old ? sums[sum] : 0
                sums[sum] = (without + (sum >= rank ? sums[sum - rank] : 0)) / 2
            }
        }
        probabilities = sums
    }

    /// Any `size` of the ranks enter, each choice equally likely: the rank-sum statistic.
    init(choosing size: Int, of ranks: [Int]) {
        let largest = ranks.sorted().suffix(size).reduce(0, +)
        var ways = [[Double]](repeating: [Double](repeating: 0, count: largest + 1), count: size + 1)
        ways[0][0] = 1
        for (seen, rank) in ranks.enumerated() where size > 0 {
            for chosen in stride(from: min(size, seen + 1), through: 1, by: -1) where rank <= largest {
                for sum in rank...largest where ways[chosen - 1][sum - rank] > 0 {
                    ways[chosen][sum] += ways[chosen - 1][sum - rank]
                }
            }
        }
        let total = ways[size].reduce(0, +)
        probabilities = ways[size].map { $0 / total }
    }

    /// The chance of a sum of at least `sum`.
    func chance(atLeast sum: Int) -> Double {
        min(1, probabilities.dropFirst(max(0, sum)).reversed().reduce(0, +))
    }

    /// Returns how many of the smallest sums, in steps of `unit` from `smallest`, together have a chance of at most `tail`.
    func count(within tail: Double, from smallest: Int, unit: Int) -> Int {
        var chance = 0.0
        var count = 0
        for sum in stride(from: smallest, to: probabilities.count, by: unit) {
            chance += probabilities[sum]
            // A chance that equals the tail counts, whatever the rounding.
            guard chance <= tail + 1e-12 else { break }
            count += 1
        }
        return count
    }
}
