/// Finds where a function changes its sign, one half at a time: slow, and sure.
enum Bisection {
    /// Returns where a function that rises over a range reaches zero; the nearer end where it doesn't.
    static func root(in range: ClosedRange<Double>, of function: (Double) -> Double) -> Double {
        var (low, high) = (range.lowerBound, range.upperBound)
        // As often as a double has bits to be found, with those of its exponent near zero.
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if function(middle) < 0 { low = middle } else { high = middle }
        }
        return low + (high - low) / 2
    }
}
