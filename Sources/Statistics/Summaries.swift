/// What a few numbers come to in one.
package enum Summaries {
    /// The sum over the count; `nil` of none.
    package static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// The middle value, or the mean of the two in the middle; `nil` of none.
    package static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : median(ofSorted: values.sorted())
    }

    /// The same of values in order, of which there is at least one.
    static func median(ofSorted values: [Double]) -> Double {
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }

    /// The sample standard deviation; `nil` with fewer than two values.
    package static func standardDeviation(_ values: [Double]) -> Double? {
        // From the first value on, so that equal ones have no spread, and not that of how their mean is rounded.
        let shifted = values.map { $0 - values[0] }
        guard values.count > 1, let mean = mean(shifted) else { return nil }
        let squares = shifted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }
}
