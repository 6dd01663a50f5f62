import Glibc
import Text

/// The normal distribution, for samples too large to count.
enum NormalDistribution {
    /// The chance of a value above `value`; 1 where nothing varies.
    static func upperTail(of value: Double, mean: Double, variance: Double) -> Double {
        guard variance > 0 else { return 1 }
        return erfc((value - mean) / (2 * variance).squareRoot()) / 2
    }

    /// Returns how many of the whole numbers from 0 on lie below the point that has a chance of `tail` below it.
    ///
    /// With the correction for continuity; 0 where that point is below them all.
    static func countBelow(tail: Double, mean: Double, variance: Double) -> Int {
        var (low, high) = (0, Int(clamping: mean) + 1)
        while low < high {
            let middle = (low + high + 1) / 2
            let chance = 1 - upperTail(of: Double(middle) - 0.5, mean: mean, variance: variance)
            if chance <= tail { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
