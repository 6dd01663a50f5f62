import StudyModel

/// What is told of cells beside each other.
extension SweepReport {
    /// Two cells over the seeds that both have.
    package struct Comparison: Hashable, Sendable {
        package let cell: Int
        package let with: Int
        /// Seeds that both have.
        package let n: Int
        /// How much better the cell is, in the figure's unit.
        package let estimate: Double
        package let low: Double
        package let high: Double
        /// Of the interval: among several comparisons that of Holm's method.
        package let confidence: Double
        /// How many examples it speaks of as well as of seeds, all drawn like these; `nil` where it is over seeds alone.
        package let examples: Int?
        /// Two-sided, of the t test over seeds, and over examples where there are any.
        package let p: Double
        /// The same among all comparisons.
        package var holm: Double
        /// By sign flips, from six seeds on.
        package var flipP: Double?
        /// How likely a run of the cell ends better than one of the other.
        package let improvement: Double

        package init(
            cell: Int, with: Int, n: Int, estimate: Double, low: Double, high: Double,
            confidence: Double = 0.95, examples: Int? = nil, p: Double, holm: Double, flipP: Double?,
            improvement: Double
        ) {
            self.cell = cell
            self.with = with
            self.n = n
            self.estimate = estimate
            self.low = low
            self.high = high
            self.confidence = confidence
            self.examples = examples
            self.p = p
            self.holm = holm
            self.flipP = flipP
            self.improvement = improvement
        }
    }

    /// A level of a factor over all cells that have it.
    package struct Marginal: Hashable, Sendable {
        package let factor: String
        package let level: String
        /// Seeds that all of those cells have.
        package let n: Int
        package let mean: Double
        package let low: Double?
        package let high: Double?

        package init(factor: String, level: String, n: Int, mean: Double, low: Double?, high: Double?) {
            self.factor = factor
            self.level = level
            self.n = n
            self.mean = mean
            self.low = low
            self.high = high
        }
    }

    /// A row that is no cell.
    package struct Baseline: Hashable, Sendable {
        package let kind: SweepBaseline
        /// Seeds that it has figures of; 0 for what has one figure alone.
        package var n = 0
        package var mean: Double?
        package var standardError: Double?
        package var best: Double?
        /// On the sealed test.
        package var test: Double?
        /// Its own runs, where it has some, and what they come to.
        package var cell: Cell?
        /// With the first cell.
        package var comparison: Comparison?
        /// What is to be known of it.
        package var note: String?

        package init(_ kind: SweepBaseline) { self.kind = kind }
    }

    /// What more seeds would tell.
    package struct Power: Hashable, Sendable {
        /// How many there are, of the comparison that has most.
        package let n: Int
        /// The standard deviation of the paired differences over seeds, the largest of all comparisons; over examples as well where cells are compared so.
        package let deviation: Double
        /// What these seeds find four times in five.
        package let detectable: Double
        /// As many seeds as find half of that; `nil` where seeds alone need not, since examples have their part in it.
        package let seeds: Int?

        package init(n: Int, deviation: Double, detectable: Double, seeds: Int?) {
            self.n = n
            self.deviation = deviation
            self.detectable = detectable
            self.seeds = seeds
        }
    }
}
