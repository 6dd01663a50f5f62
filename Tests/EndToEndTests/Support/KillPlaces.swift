import Foundation

/// The places at which a program is killed: the first, the last and every ninth between, or all with `HONE_TEST_ALL_KILLS=1`.
///
/// What is kept does not depend on which: tests of the store and of the loop stop at each, in memory.
enum KillPlaces {
    private static let stride = ProcessInfo.processInfo.environment["HONE_TEST_ALL_KILLS"] == "1" ? 1 : 9

    /// Calls `isKilled`, which tells whether a program that is to be killed at that place was, and returns how many places there are.
    static func visit(_ isKilled: (Int) throws -> Bool) rethrows -> Int {
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
}
