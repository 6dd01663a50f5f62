import Glibc

/// The difference of two shares of right answers on the same examples, and what bounds it: Tango's score interval (1998).
///
/// The bounds are the differences that the examples do not contradict, each beside the likeliest shares that it allows. So there is an interval where all
/// examples differ alike, which resampling them would take for certain.
package struct PairedProportions: Hashable, Sendable {
    /// Examples that the candidate alone has right.
    private let wins: Double
    /// Examples that the other alone has right.
    private let losses: Double
    private let count: Double

    /// - Parameter count: of all examples, at least 1 and as many as the two together.
    package init(wins: Int, losses: Int, of count: Int) {
        precondition(
            wins >= 0 && losses >= 0 && count > 0 && wins + losses <= count, "shares are of something")
        (self.wins, self.losses, self.count) = (Double(wins), Double(losses), Double(count))
    }

    package var estimate: Double { (wins - losses) / count }

    /// Returns the interval; two-sided.
    package func interval(confidence: Double) -> ClosedRange<Double> {
        let z = NormalDistribution.criticalValue(tail: (1 - confidence) / 2)
        let low = estimate <= -1 ? -1 : Bisection.root(in: -1...estimate) { z - score(of: $0) }
        let high = estimate >= 1 ? 1 : Bisection.root(in: estimate...1) { -score(of: $0) - z }
        return low...high
    }

    /// Returns the interval, which reaches zero where the exact sign test does not rule that out: by its score alone it would leave zero out more
    /// often than its confidence says.
    package func testedInterval(confidence: Double) -> ClosedRange<Double> {
        let interval = interval(confidence: confidence)
        let (wins, losses) = (Int(wins), Int(losses))
        let isRuledOut = { (wins: Int, losses: Int) in
            ErrorRate.holds(
                SignTest(wins: wins, losses: losses).p, within: ErrorRate.side(ofInterval: confidence))
        }
        let low = isRuledOut(wins, losses) ? interval.lowerBound : min(0, interval.lowerBound)
        let high = isRuledOut(losses, wins) ? interval.upperBound : max(0, interval.upperBound)
        return low...high
    }

    /// How many standard deviations the observed difference lies above a supposed one.
    func score(of difference: Double) -> Double {
        let excess = wins - losses - count * difference
        let spread = count * (2 * lossShare(difference) + difference * (1 - difference))
        return spread > 0
            ? excess / spread.squareRoot() : excess == 0 ? 0 : excess > 0 ? .infinity : -.infinity
    }

    /// The likeliest share of losses where the shares of wins and losses differ by so much.
    func lossShare(_ difference: Double) -> Double {
        let linear = -wins - losses + (2 * count - wins + losses) * difference
        let constant = -losses * difference * (1 - difference)
        let root = max(0, linear * linear - 8 * count * constant).squareRoot()
        return max(0, (root - linear) / (4 * count))
    }
}
