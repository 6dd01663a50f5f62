import Glibc

/// The normal distribution, for samples too large to count.
package enum NormalDistribution {
    /// Returns so many values that divide it evenly, of standard deviation 1.
    package static func sample(_ count: Int) -> [Double] {
        (0..<count).map { criticalValue(tail: 1 - (Double($0) + 0.5) / Double(count)) }
    }

    /// The chance that a standard normal value lies above `value`.
    static func upperTail(of value: Double) -> Double { erfc(value / 2.0.squareRoot()) / 2 }

    /// The density of the standard normal distribution.
    static func density(at value: Double) -> Double { exp(-value * value / 2) / (2 * Double.pi).squareRoot() }

    /// Returns the standard normal value that has a chance of `tail` above it.
    static func criticalValue(tail: Double) -> Double {
        Bisection.root(in: -40...40) { tail - upperTail(of: $0) }
    }

    /// The chance of a value above `value`; 1 where nothing varies.
    static func upperTail(of value: Double, mean: Double, variance: Double) -> Double {
        guard variance > 0 else { return 1 }
        return upperTail(of: (value - mean) / variance.squareRoot())
    }

    /// Returns how many of the first `count` whole numbers, from 0 on, lie below the point that has a chance of `tail` below it.
    ///
    /// With the correction for continuity; 0 where that point is below them all.
    static func countBelow(tail: Double, mean: Double, variance: Double, of count: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high + 1) / 2
            let chance = 1 - upperTail(of: Double(middle) - 0.5, mean: mean, variance: variance)
            if chance <= tail { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
