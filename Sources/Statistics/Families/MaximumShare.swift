/// The gain of the best of many candidates as a share of the base's mean, between bounds that hold for all candidates at once.
///
/// The bounds are those shares which, taken of the base, leave no more of a gain than chance makes: the shares of a ratio of two means (Fieller 1954). Chance
/// is what `MaximumTest` takes it to be, a sign for each whole row, and the farthest that it takes any candidate (single-step max-T, Westfall and Young
/// 1993); the others have their own shares taken off meanwhile.
struct MaximumShare: Sendable {
    private let patterns: SignPatterns
    /// By unit of what is independent, how many examples it has.
    private let sizes: [Double]
    /// By unit, what the base has over its examples.
    private let base: [Double]
    /// By candidate and unit, what it gains over its examples.
    private let gains: [[Double]]

    /// - Parameter gains: by candidate and unit, its gain over the base.
    init(_ gains: [[Double]], over base: [Double], sizes: [Double], patterns: SignPatterns) {
        (self.gains, self.base, self.sizes, self.patterns) = (gains, base, sizes, patterns)
    }

    /// The bounds of one candidate's share; `nil` where the base's mean is not clear of zero, or there are too few units to say.
    func interval(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        let count = sizes.reduce(0, +)
        let means = gains.map { $0.reduce(0, +) / count }
        let reference = base.reduce(0, +) / count
        guard reference > 0 else { return nil }
        let units = Double(sizes.count)
        let scale = 2 * (units / max(1, units - 1)).squareRoot() / count
        let flipped = patterns.sums(of: sizes)
        let strays = { (values: [Double], mean: Double) in
            zip(patterns.sums(of: values), flipped).map { ($0 - mean * $1) * scale }
        }
        let ofBase = strays(base, reference)
        var others = [Double](repeating: 0, count: flipped.count)
        for other in gains.indices where other != candidate {
            let share = means[other] / reference
            for (pattern, stray) in strays(gains[other], means[other]).enumerated() {
                others[pattern] = max(others[pattern], abs(stray - share * ofBase[pattern]))
            }
        }
        let own = strays(gains[candidate], means[candidate])
        let reach = { (share: Double) in
            patterns.distances(own.indices.map { max(others[$0], abs(own[$0] - share * ofBase[$0])) })
                .bound(from: .highest, tail: 1 - confidence)
        }
        let share = means[candidate] / reference
        guard let first = reach(share) else { return nil }
        /// How far from the share it is in one direction until a share leaves more than chance makes; `nil` where none does.
        func extent(_ sign: Double) -> Double? {
            let isBeyond = { (extent: Double) in
                reach(share + sign * extent).map { extent * reference > $0 } ?? false
            }
            var (low, high) = (0.0, first / reference)
            guard high > 0 else { return 0 }
            while !isBeyond(high) {
                guard high < Self.most * first / reference else { return nil }
                (low, high) = (high, high * 2)
            }
            for _ in 0..<24 {
                let middle = low + (high - low) / 2
                if isBeyond(middle) { high = middle } else { low = middle }
            }
            return high
        }
        guard let below = extent(-1), let above = extent(1) else { return nil }
        return (share - below)...(share + above)
    }

    /// Where bounds are so many times as far apart as they would be if the base's mean were known, it is as good as not clear of zero.
    private static let most = 64.0
}
