import Glibc

/// The sign patterns that a permutation test goes through, without the observed one: all of them where they are few, else a draw of them.
///
/// The observed pattern, which flips none, is counted in by whoever adds it: of a draw too, or a p-value of 0 could come out
/// (Phipson and Smyth 2010). A drawn pattern that flips none is the observed one once more. Where a level is asked that even draws seldom come to,
/// half of them are tilted towards what is as extreme, and each stands for as many as its chance says: importance sampling from a mixture
/// (Owen and Zhou 2000), the observed one counted in at its weight (Harrison 2012).
struct SignPatterns {
    /// Up to this many units every pattern is taken.
    static let exactLimit = 12
    /// How many patterns are drawn where there are more.
    static let drawn = 9_999
    /// So many even draws beyond a level tell it from its neighbors; for less they are tilted.
    private static let leastBeyond = 10.0
    /// How far tilted draws reach, in standard deviations of the sum of even ones.
    static let reaches: [Double] = [2, 4, 6, 9, 14]

    /// How many there are in all, the observed one included.
    static func count(units: Int) -> Int { units <= exactLimit ? 1 << units : drawn + 1 }

    private let units: Int
    /// How many bytes a pattern has, a bit for each unit that is set where the unit is flipped.
    private let width: Int
    /// Of one pattern after the other, each from a new word on. What the last byte has beyond the units is of no account.
    private let words: [UInt64]
    /// How many there are here, the observed one not included.
    let count: Int
    /// For how many patterns each stands; `nil` where all stand for themselves.
    private(set) var weights: [Double]?
    /// For how many the observed one stands.
    private(set) var observed = 1.0

    /// - Parameters:
    ///   - tail: the smallest level that will be asked of them.
    ///   - tilts: half the log odds that each unit is not flipped, of each kind of pattern that is wanted beside even ones; asked where the level takes it.
    ///   - generator: draws the patterns where there are too many of them.
    init(
        units: Int, tail: Double = 1, using generator: inout some RandomNumberGenerator,
        toward tilts: () -> [[Double]] = { [] }
    ) {
        self.units = units
        width = (units + 7) / 8
        count = Self.count(units: units) - 1
        if units <= Self.exactLimit {
            words = (0..<count).map { UInt64($0 + 1) }
            return
        }
        let tilts = tail * Double(count + 1) < Self.leastBeyond ? tilts() : []
        if tilts.isEmpty {
            words = (0..<count * ((width + 7) / 8)).map { _ in generator.next() }
            return
        }
        words = Self.words(count, units: units, toward: tilts, using: &generator)
        weigh(by: tilts)
    }

    /// By pattern, the units that it flips.
    var flipped: some Sequence<[Int]> {
        let stride = (width + 7) / 8
        return (0..<count).lazy.map { pattern in
            (0..<units).filter { words[pattern * stride + $0 / 64] >> ($0 % 64) & 1 == 1 }
        }
    }

    /// What the patterns give, a value for each, beside the observed one.
    func values(_ values: [Double]) -> PatternValues {
        PatternValues(values: values, weights: weights, observed: observed, count: Double(count + 1))
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

    // MARK: - Tilted draws

    /// Returns the tilts of the patterns that leave the sum of some effects far above zero, by how far; none where nothing has an effect.
    static func tilts(toward effects: [Double]) -> [[Double]] {
        reaches.compactMap { tilt(toward: effects, reach: $0) }
    }

    /// Returns the tilt of the patterns that leave the sum of some effects about so many of its standard deviations above zero; `nil` where nothing has an effect.
    static func tilt(toward effects: [Double], reach: Double) -> [Double]? {
        let length = effects.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 && length.isFinite ? effects.map { reach * $0 / length } : nil
    }

    /// Every second pattern is an even one.
    private static func words(
        _ count: Int, units: Int, toward tilts: [[Double]], using generator: inout some RandomNumberGenerator
    ) -> [UInt64] {
        // A unit is flipped where a number of 64 bits is below its chance.
        let bounds = tilts.map { tilt in
            tilt.map { UInt64(exactly: (0x1p64 / (1 + exp(2 * $0))).rounded(.down)) ?? .max }
        }
        var words: [UInt64] = []
        words.reserveCapacity(count * ((units + 63) / 64))
        for pattern in 0..<count {
            let bounds = pattern % 2 == 0 ? nil : bounds.randomElement(using: &generator)
            for start in stride(from: 0, to: units, by: 64) {
                guard let bounds else {
                    words.append(generator.next())
                    continue
                }
                var word: UInt64 = 0
                for unit in start..<min(units, start + 64) where generator.next() < bounds[unit] {
                    word |= 1 << (unit - start)
                }
                words.append(word)
            }
        }
        return words
    }

    /// A pattern stands for as many as it is likelier by even coins than by the mixture that it was drawn from.
    private mutating func weigh(by tilts: [[Double]]) {
        var densities = [Double](repeating: 0, count: count)
        var own = 0.0
        for tilt in tilts {
            let all = tilt.reduce(0, +)
            let scale = tilt.reduce(0) { $0 + abs($1) + log((1 + exp(-2 * abs($1))) / 2) }
            own += exp(all - scale)
            for (pattern, part) in sums(of: tilt).enumerated() {
                densities[pattern] += exp(all - 2 * part - scale)
            }
        }
        let share = 0.5 / Double(tilts.count)
        weights = densities.map { 1 / (0.5 + share * $0) }
        observed = 1 / (0.5 + share * own)
    }
}
