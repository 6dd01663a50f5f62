import Glibc

/// How many of a number of trials succeed, each with the same chance.
enum BinomialDistribution {
    /// The chance of just so many.
    static func probability(of successes: Int, trials: Int, chance: Double) -> Double {
        guard (0...max(0, trials)).contains(successes) else { return 0 }
        guard chance > 0, chance < 1 else { return successes == (chance <= 0 ? 0 : trials) ? 1 : 0 }
        let ways = logFactorial(trials) - logFactorial(successes) - logFactorial(trials - successes)
        return exp(ways + Double(successes) * log(chance) + Double(trials - successes) * log1p(-chance))
    }

    /// The chance of so many or more.
    static func upperTail(from successes: Int, trials: Int, chance: Double) -> Double {
        guard successes > 0 else { return 1 }
        let terms = stride(from: trials, through: successes, by: -1).map {
            probability(of: $0, trials: trials, chance: chance)
        }
        return min(1, terms.reduce(0, +))
    }

    private static func logFactorial(_ number: Int) -> Double { lgamma(Double(number) + 1).0 }
}
