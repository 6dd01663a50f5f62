/// The sign test of right-or-wrong scores of two candidates on the same examples (Arbuthnott 1710; McNemar 1947, exact).
///
/// Examples that both get right or both get wrong say nothing of the difference; where there is none, each of the others is a
/// fair coin. What can be told beforehand of so many examples is told here as well: the smallest p, the power, and the gain that is found.
package struct SignTest: Hashable, Sendable {
    /// Examples that the candidate alone has right.
    package let wins: Int
    /// Examples that the other alone has right.
    package let losses: Int

    package init(wins: Int, losses: Int) {
        self.wins = wins
        self.losses = losses
    }

    /// The one-sided p-value of "no better".
    package var p: Double { BinomialDistribution.upperTail(from: wins, trials: wins + losses, chance: 0.5) }

    /// Returns how likely the test is to find a gain at a level of `tail`.
    ///
    /// - Parameters:
    ///   - gain: the true one, as a share of the examples.
    ///   - discordance: the share of the examples that changes each way without any gain, as far as there is room for that; a gain adds to the wins alone.
    package static func power(examples: Int, gain: Double, discordance: Double, tail: Double) -> Double {
        let gain = min(1, max(0, gain))
        let loss = min(discordance, (1 - gain) / 2)
        let win = loss + gain
        guard win + loss > 0 else { return 0 }
        // By how many examples differ, and of those, how many the candidate wins.
        return (0...max(0, examples)).reduce(0) { sum, discordant in
            guard let least = leastWins(of: discordant, tail: tail) else { return sum }
            let chance = BinomialDistribution.probability(
                of: discordant, trials: examples, chance: win + loss)
            return sum
                + chance
                * BinomialDistribution.upperTail(
                    from: least, trials: discordant, chance: win / (win + loss))
        }
    }

    /// Returns the smallest gain, as a share of the examples, that is found with a chance of `power`; `nil` where none is.
    package static func detectableGain(examples: Int, discordance: Double, tail: Double, power: Double)
        -> Double?
    {
        let largest = 1.0
        let found = { Self.power(examples: examples, gain: $0, discordance: discordance, tail: tail) }
        guard found(largest) >= power else { return nil }
        return Bisection.root(in: 0...largest) { found($0) - power }
    }

    /// How many of the examples that differ must be wins; `nil` where all of them are not enough.
    package static func leastWins(of discordant: Int, tail: Double) -> Int? {
        var chance = 0.0
        var least: Int?
        for wins in stride(from: discordant, through: 0, by: -1) {
            chance += BinomialDistribution.probability(of: wins, trials: discordant, chance: 0.5)
            // A chance that equals the tail counts, whatever the rounding.
            guard chance <= tail + 1e-12 else { break }
            least = wins
        }
        return least
    }
}
