/// Bounds of the gains of many candidates that hold for all of them at once, each gain as a share of what something else has: of the base's mean, or
/// of 1 an example, which makes it the mean itself.
///
/// They are those shares which, taken off all candidates' gains, leave one that flips of whole rows find too large: the test of `MaximumTest` turned
/// round (single-step max-T, Westfall and Young 1993; of a ratio of two means Fieller's shares, 1954). All candidates are off by as much meanwhile, to one side.
/// What is left of the gains then spreads as it would if that were the truth, so that the bounds hold at late looks too: the spread about each own mean
/// alone is as much too narrow there as a normal distribution is beside Student's.
struct MaximumBounds: Sendable {
    /// By candidate, its share as it was observed.
    private let shares: [Double]
    private let reference: Double
    private let patterns: SignPatterns
    /// By pattern, what it leaves of the mean of what shares are of.
    private let left: [Double]
    /// By pattern, how far it moves the mean of what a candidate gains beyond its share, of all candidates the most and the least.
    private let moves: (most: [Double], least: [Double])

    /// `nil` where the mean that shares are of is not above zero.
    ///
    /// - Parameters:
    ///   - gains: by candidate and unit of what is independent, what it gains over the examples of the unit.
    ///   - base: by unit, what shares are of.
    ///   - count: how many examples there are.
    init?(_ gains: [[Double]], over base: [Double], count: Double, patterns: SignPatterns) {
        let sum = base.reduce(0, +)
        guard sum > 0 else { return nil }
        reference = sum / count
        shares = gains.map { $0.reduce(0, +) / sum }
        self.patterns = patterns
        left = patterns.sums(of: base).map { (sum - 2 * $0) / count }
        var most = [Double](repeating: -.infinity, count: patterns.count)
        var least = [Double](repeating: .infinity, count: patterns.count)
        for (gains, share) in zip(gains, shares) {
            let beyond = zip(gains, base).map { $0 - share * $1 }
            for (pattern, part) in patterns.sums(of: beyond).enumerated() {
                let move = 2 * part / count
                most[pattern] = max(most[pattern], move)
                least[pattern] = min(least[pattern], move)
            }
        }
        moves = (most, least)
    }

    /// The bounds of one candidate's share; `nil` where that mean is not clear of zero, or there are too few units to say.
    func interval(of candidate: Int, confidence: Double) -> ClosedRange<Double>? {
        guard let below = extent(-1, confidence: confidence), let above = extent(1, confidence: confidence)
        else { return nil }
        return (shares[candidate] - below)...(shares[candidate] + above)
    }

    /// How far the true shares may lie from those observed, to one side; `nil` where no distance is too far.
    private func extent(_ side: Double, confidence: Double) -> Double? {
        let scale = largestMove / reference
        guard scale > 0 else { return isTooFar(1, side, 1 - confidence) ? 0 : nil }
        var (low, high) = (0.0, scale)
        while !isTooFar(high, side, 1 - confidence) {
            guard high < Self.most * scale else { return nil }
            (low, high) = (high, high * 2)
        }
        for _ in 0..<40 {
            let middle = low + (high - low) / 2
            if isTooFar(middle, side, 1 - confidence) { high = middle } else { low = middle }
        }
        return high
    }

    /// Tells whether flips seldom leave as much as was observed, where the true shares are so far from the observed ones.
    private func isTooFar(_ extent: Double, _ side: Double, _ tail: Double) -> Bool {
        let observed = extent * reference * (1 - 1e-12)
        let (most, least) = moves
        let remains = left.indices.map { pattern in
            let part = -side * extent * left[pattern]
            return max(abs(part - most[pattern]), abs(part - least[pattern]))
        }
        return patterns.values(remains).share { $0 >= observed } <= tail + 1e-12
    }

    /// Towards patterns that leave as much as is observed where the true mean lies farther and farther from a candidate's own, on either side.
    ///
    /// - Parameter gains: by unit, over its examples.
    static func tilts(_ gains: [Double], mean: Double, sizes: [Double]) -> [[Double]] {
        let beyond = zip(gains, sizes).map { $0 - mean * $1 }
        let size = sizes.reduce(0, +)
        let error = beyond.reduce(0) { $0 + $1 * $1 }.squareRoot() / size
        return SignPatterns.reaches.flatMap { reach in
            [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)].compactMap { side, sign in
                SignPatterns.tilt(
                    toward: zip(beyond, sizes).map { sign * (side * $0 + reach * error * $1) },
                    reach: reach)
            }
        }
    }

    private var largestMove: Double {
        zip(moves.most, moves.least).reduce(0) { max($0, $1.0, -$1.1) }
    }

    /// Where bounds are so many times as far apart as any pattern moves a mean, what shares are of is as good as not clear of zero.
    private static let most = 1_024.0
}
