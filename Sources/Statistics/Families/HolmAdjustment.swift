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
}
