import Foundation

/// The places at which a program is killed: few, or with `HONE_TEST_ALL_KILLS=1` all.
///
/// What is kept does not depend on which: tests of the store and of the loop stop at each, in memory.
package enum KillPlaces {
    private static let areAll = ProcessInfo.processInfo.environment["HONE_TEST_ALL_KILLS"] == "1"
    private static let stride = areAll ? 1 : 17

    /// Calls `isKilled`, which tells whether a program that is to be killed at that place was, and returns how many places there are.
    ///
    /// The places are the first, the last and every seventeenth between.
    package static func visit(_ isKilled: (Int) throws -> Bool) rethrows -> Int {
        var next = 1
        while try isKilled(next) { next += stride }
        // The last lies between the one before, which is known, and this one.
        var (known, beyond) = (max(0, next - stride), next)
        while beyond - known > 1 {
            let middle = (known + beyond) / 2
            if try isKilled(middle) { known = middle } else { beyond = middle }
        }
        return known
    }

    /// Returns some of so many places, equally far apart: `few`, or `many` where all kills are asked for.
    package static func spread(over count: Int, few: Int, many: Int) -> [Int] {
        let most = min(count, areAll ? many : few)
        return (0..<most).map { 1 + (2 * $0 + 1) * count / (2 * most) }
    }
}
