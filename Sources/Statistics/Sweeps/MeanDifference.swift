import Glibc

/// The mean difference of two cells of a sweep, with its standard error and the degrees of freedom of that.
package struct MeanDifference: Hashable, Sendable {
    package let estimate: Double
    package let standardError: Double
    package let degrees: Double

    /// The paired t test over seeds (Student 1908): it speaks of new seeds, on these examples.
    ///
    /// `nil` with fewer than two seeds.
    package init?(seeds differences: [Double]) {
        guard let spread = Summaries.standardDeviation(differences), let mean = Summaries.mean(differences)
        else { return nil }
        estimate = mean
        standardError = spread / Double(differences.count).squareRoot()
        degrees = Double(differences.count - 1)
    }

    /// It speaks of new seeds and of new examples, both drawn like these: crossed random effects (Cornfield and Tukey 1956) with the degrees of
    /// Satterthwaite (1946). Never less uncertain than over seeds alone.
    ///
    /// - Parameter differences: by seed, the difference on each example; `nil` with fewer than two of either.
    package init?(seedsAndExamples differences: [[Double]]) {
        let (seeds, examples) = (differences.count, differences.first?.count ?? 0)
        guard seeds > 1, examples > 1, differences.allSatisfy({ $0.count == examples }) else { return nil }
        let (s, m) = (Double(seeds), Double(examples))
        let bySeed = differences.map { $0.reduce(0, +) / m }
        let byExample = (0..<examples).map { example in differences.reduce(0) { $0 + $1[example] } / s }
        let mean = bySeed.reduce(0, +) / s
        let squares = { (values: [Double]) in values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } }
        var rest = 0.0
        for (seed, row) in differences.enumerated() {
            for (example, value) in row.enumerated() {
                let excess = value - bySeed[seed] - byExample[example] + mean
                rest += excess * excess
            }
        }
        // Each mean square over its number of values: what it adds to the variance of the mean.
        let ofSeeds = squares(bySeed) / (s - 1) / s
        let ofExamples = squares(byExample) / (m - 1) / m
        let ofRest = rest / ((s - 1) * (m - 1)) / (s * m)
        let variance = max(ofSeeds + ofExamples - ofRest, ofSeeds)
        let spread =
            ofSeeds * ofSeeds / (s - 1) + ofExamples * ofExamples / (m - 1) + ofRest * ofRest
            / ((s - 1) * (m - 1))
        estimate = mean
        standardError = variance.squareRoot()
        degrees = spread > 0 ? max(1, variance * variance / spread) : s - 1
    }

    /// The two-sided p-value of "no difference".
    ///
    /// Where all differences are one size, as coarse figures are by chance alone, nothing tells how they scatter, and only their signs count (Fisher 1935).
    package var p: Double {
        guard standardError > 0 else { return estimate == 0 ? 1 : exp2(-degrees) }
        return min(1, 2 * StudentDistribution.upperTail(of: abs(estimate) / standardError, degrees: degrees))
    }

    /// The interval of the difference.
    package func interval(confidence: Double) -> ClosedRange<Double> {
        let reach =
            standardError * StudentDistribution.criticalValue(tail: (1 - confidence) / 2, degrees: degrees)
        return (estimate - reach)...(estimate + reach)
    }
}
