/// P-values of several claims, adjusted so that none is false but for one chance (Holm 1979).
package enum HolmAdjustment {
    /// Returns each p-value as the smallest level at which its claim stands among all of these; in the same order.
    package static func adjusted(_ values: [Double]) -> [Double] {
        var result = values
        var largest = 0.0
        for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
            largest = max(largest, min(1, values[index] * Double(values.count - rank)))
            result[index] = largest
        }
        return result
    }

    /// Returns the level at which each was tested in its turn, all together at `error`; what comes after one that did not stand has the level of that one.
    package static func levels(_ values: [Double], error: Double) -> [Double] {
        var result = values
        var (rank, stands) = (0, true)
        for index in values.indices.sorted(by: { values[$0] < values[$1] }) {
            result[index] = error / Double(values.count - rank)
            stands = stands && ErrorRate.holds(values[index], within: result[index])
            if stands { rank += 1 }
        }
        return result
    }
}
