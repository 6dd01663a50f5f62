import Glibc

/// Values laid out along an axis of a drawing.
package struct Scale: Hashable, Sendable {
    package let low: Double
    package let high: Double
    /// Where `low` and `high` lie in the drawing.
    let start: Double
    let end: Double

    /// - Parameters:
    ///   - low: finite; where it equals `high`, the scale is widened around it.
    package init(from low: Double, to high: Double, start: Double, end: Double) {
        let (lower, upper) = (min(low, high), max(low, high))
        let isFlat = upper - lower <= .ulpOfOne * max(abs(lower), abs(upper))
        let room = isFlat ? max(abs(lower) * 0.1, lower == 0 ? 1 : .leastNormalMagnitude) : 0
        self.low = lower - room
        self.high = upper + room
        self.start = start
        self.end = end
    }

    /// Returns where a value lies; a value beyond the ends lies at the end.
    package func place(_ value: Double) -> Double {
        let share = (min(max(value, low), high) - low) / (high - low)
        return start + share * (end - start)
    }

    /// Returns round values within the scale, about as many as wanted.
    package func ticks(about count: Int) -> [Double] {
        let rough = (high - low) / Double(max(count, 1))
        guard rough.isNormal else { return [low] }
        let power = pow(10, floor(log10(rough)))
        let step = ([1, 2, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10) * power
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        guard last >= first, last - first < 100 else { return [low] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }
}
