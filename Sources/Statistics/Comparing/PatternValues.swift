/// What the patterns of a permutation test give, a value for each, with the number of patterns that it stands for.
struct PatternValues: Sendable {
    /// The end of the order from which a level is counted.
    enum End {
        case lowest, highest
    }

    let values: [Double]
    /// `nil` where each value stands for one pattern.
    let weights: [Double]?
    /// For how many the observed pattern stands, which has no value here.
    let observed: Double
    /// How many patterns there are, or are drawn, the observed one included.
    let count: Double

    /// The largest value's size, of those that there are; what rounding does is small beside it.
    private let size: Double

    /// - Parameters:
    ///   - weights: `nil` where each value stands for one pattern.
    ///   - observed: for how many the observed pattern stands, which has no value here.
    ///   - count: how many patterns there are, or are drawn, the observed one included.
    init(values: [Double], weights: [Double]?, observed: Double, count: Double) {
        (self.values, self.weights, self.observed, self.count) = (values, weights, observed, count)
        size = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    }

    /// Returns a value that is as much smaller as rounding makes of equal ones, whatever unit they are in.
    func nearly(_ value: Double) -> Double { value - 1e-9 * max(size, abs(value)) }

    /// Returns the share of the patterns whose value passes, the observed one among them.
    func share(where passes: (Double) -> Bool) -> Double {
        guard let weights else { return (Double(values.count(where: passes)) + observed) / count }
        let sum = zip(values, weights).reduce(0) { passes($1.0) ? $0 + $1.1 : $0 }
        return min(1, (sum + observed) / count)
    }

    /// The same where some patterns are the observed one once more.
    func leaving(out isObserved: [Bool]) -> PatternValues {
        guard isObserved.contains(true) else { return self }
        let kept = isObserved.indices.filter { !isObserved[$0] }
        let left = isObserved.indices.reduce(0) { isObserved[$1] ? $0 + (weights?[$1] ?? 1) : $0 }
        return PatternValues(
            values: kept.map { values[$0] }, weights: weights.map { weights in kept.map { weights[$0] } },
            observed: observed + left, count: count)
    }

    /// Returns the value up to which, from an end of the order on and with the observed pattern, there is more than a share of `tail`; `nil` where
    /// the observed pattern alone is more.
    func bound(from end: End, tail: Double) -> Double? {
        let allowed = tail * count + 1e-9
        guard let weights else {
            let rank = min(values.count, (Int(exactly: allowed.rounded(.down)) ?? 0) + 1 - Int(observed))
            guard rank > 0 else { return nil }
            return OrderStatistic.value(at: end == .lowest ? rank - 1 : values.count - rank, of: values)
        }
        var sum = observed
        guard sum <= allowed else { return nil }
        let order = zip(values, weights).sorted { end == .lowest ? $0.0 < $1.0 : $0.0 > $1.0 }
        for (value, weight) in order {
            sum += weight
            if sum > allowed { return value }
        }
        return order.last?.0
    }
}
