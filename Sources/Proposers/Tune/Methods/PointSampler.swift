import StudyModel

/// Draws points to try next. A coordinate for each number that is tuned: from 0 to 1 over its range, and beyond where that is no limit.
protocol PointSampler: Sendable {
    /// Returns a point; what is drawn from one state is alike in distribution, each by itself.
    mutating func draw(using generator: inout SeededGenerator) -> [Double]
}

/// A point that was tried.
struct PointTrial: Hashable, Sendable {
    let point: [Double]
    /// How much better than where the search started; `nil` where it gave no score, which is worse than any.
    let gain: Double?

    /// Tells whether it is better than another; of those that are as good neither is.
    func leads(_ other: PointTrial) -> Bool {
        guard let gain else { return false }
        return other.gain.map { gain > $0 } ?? true
    }
}

extension [PointTrial] {
    /// The places of the trials, the best first; what is as good stays in order.
    var ranking: [Int] {
        indices.sorted { self[$0].leads(self[$1]) || (!self[$1].leads(self[$0]) && $0 < $1) }
    }
}

/// A coordinate of a point, as methods see it.
enum Dimension: Hashable, Sendable {
    /// Any number, as far as its range is a limit from 0 to 1.
    case interval(isBounded: Bool)
    /// One of so many values that have no order, each an equal part of 0 to 1.
    case choices(Int)
}

/// Every point of the ranges equally likely: what other methods have to be better than.
struct UniformSampler: PointSampler {
    let dimensions: Int

    func draw(using generator: inout SeededGenerator) -> [Double] {
        (0..<dimensions).map { _ in generator.unit() }
    }
}
