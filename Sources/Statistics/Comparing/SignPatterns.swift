/// The sign patterns that a permutation test goes through, without the observed one: all of them where they are few, else a draw of them.
///
/// The observed pattern, which flips none, is counted in by whoever adds one: of a draw too, or a p-value of 0 could come out
/// (Phipson and Smyth 2010). A drawn pattern that flips none is the observed one once more.
struct SignPatterns {
    /// Up to this many units every pattern is taken.
    static let exactLimit = 12
    /// How many patterns are drawn where there are more.
    static let drawn = 9_999

    /// How many there are in all, the observed one included.
    static func count(units: Int) -> Int { units <= exactLimit ? 1 << units : drawn + 1 }

    private let units: Int
    /// How many bytes a pattern has, a bit for each unit that is set where the unit is flipped.
    private let width: Int
    /// Of one pattern after the other, each from a new word on. What the last byte has beyond the units is of no account.
    private let words: [UInt64]
    /// How many there are here, the observed one not included.
    private let count: Int

    /// - Parameter generator: draws the patterns where there are too many of them.
    init(units: Int, using generator: inout some RandomNumberGenerator) {
        self.units = units
        width = (units + 7) / 8
        count = Self.count(units: units) - 1
        if units <= Self.exactLimit {
            words = (0..<count).map { UInt64($0 + 1) }
        } else {
            words = (0..<count * ((width + 7) / 8)).map { _ in generator.next() }
        }
    }

    /// By pattern, the units that it flips.
    var flipped: some Sequence<[Int]> {
        let stride = (width + 7) / 8
        return (0..<count).lazy.map { pattern in
            (0..<units).filter { words[pattern * stride + $0 / 64] >> ($0 % 64) & 1 == 1 }
        }
    }

    /// Returns, by pattern, the sum of the values of the units that it flips.
    func sums(of values: [Double]) -> [Double] {
        let parts = Self.parts(of: values)
        return parts.withUnsafeBufferPointer { parts in
            words.withUnsafeBufferPointer { words in
                var word = 0
                return (0..<count).map { _ in
                    var (sum, bits) = (0.0, UInt64(0))
                    for place in 0..<width {
                        if place % 8 == 0 { (bits, word) = (words[word], word &+ 1) }
                        sum += parts[place << 8 | Int(bits & 0xff)]
                        bits >>= 8
                    }
                    return sum
                }
            }
        }
    }

    /// By byte of a pattern and what that may be, the sum over the units that it flips: so a pattern takes a look-up for eight units.
    private static func parts(of values: [Double]) -> [Double] {
        var parts: [Double] = []
        parts.reserveCapacity(values.count * 32 + 256)
        for start in stride(from: 0, to: values.count, by: 8) {
            let table = parts.count
            parts.append(0)
            for unit in start..<(start + 8) {
                let value = unit < values.count ? values[unit] : 0
                for place in table..<parts.count { parts.append(parts[place] + value) }
            }
        }
        return parts
    }
}
