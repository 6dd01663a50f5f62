/// The sign patterns that a permutation test goes through: all of them where they are few, else a draw of them.
enum SignPatterns {
    /// Up to this many units every pattern is taken.
    static let exactLimit = 12
    /// How many patterns are drawn where there are more.
    static let drawn = 9_999

    /// How many there are in all, the observed one included.
    static func count(units: Int) -> Int { units <= exactLimit ? 1 << units : drawn + 1 }

    /// Calls `body` with each pattern but the observed one: of each unit, whether it is flipped.
    ///
    /// The observed pattern is counted in by whoever adds one: of a draw too, or a p-value of 0 could come out
    /// (Phipson and Smyth 2010). A drawn pattern that flips none is the observed one once more.
    static func forEach(
        units: Int, using generator: inout some RandomNumberGenerator, _ body: ([Bool]) -> Void
    ) {
        var pattern = [Bool](repeating: false, count: units)
        let isExact = units <= exactLimit
        for number in 1..<max(1, count(units: units)) {
            var bits = UInt64(number)
            for unit in 0..<units {
                if !isExact, unit % 64 == 0 { bits = generator.next() }
                pattern[unit] = bits & 1 == 1
                bits >>= 1
            }
            body(pattern)
        }
    }
}
