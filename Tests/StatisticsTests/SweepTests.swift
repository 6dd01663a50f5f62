import Simulation
import StudyModel
import Testing

@testable import Statistics

struct SweepTests {
    @Test func `Student's sleep data give his figures`() throws {
        let hours = [1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4]
        let difference = try #require(MeanDifference(seeds: hours))
        #expect(abs(difference.estimate / difference.standardError - 4.0621) < 1e-4)
        #expect(abs(difference.p - 0.002833) < 1e-6)
        let interval = difference.interval(confidence: 0.95)
        #expect(abs(interval.lowerBound - 0.7001142) < 1e-6 && abs(interval.upperBound - 2.4598858) < 1e-6)
        #expect(MeanDifference(seeds: [1]) == nil)
    }

    @Test func `where all differences are one size only their signs count`() throws {
        #expect(try #require(MeanDifference(seeds: [0.1, 0.1])).p == 0.5)
        #expect(try #require(MeanDifference(seeds: Array(repeating: 0.1, count: 6))).p == 0.03125)
        #expect(try #require(MeanDifference(seeds: [0, 0, 0])).p == 1)
    }

    /// How often, in shares of the sweeps, the cell that is best in truth is dropped.
    ///
    /// - Parameter figure: of a cell that is the best or is not, with one seed.
    private func losses(
        cells: Int, seeds: Int, sweeps: Int, seed: UInt64,
        figure: (_ isBest: Bool, inout SeededGenerator) -> Double
    ) throws -> Double {
        var generator = SeededGenerator(seed: seed)
        let race = try #require(SeedRace(cells: cells, seeds: seeds, from: 4, confidence: 0.95))
        let lost = (0..<sweeps).count { _ in
            let figures = (0..<cells).map { cell in (0..<seeds).map { _ in figure(cell == 0, &generator) } }
            var dropped: Set<Int> = []
            for look in 4..<seeds {
                let means = figures.indices.map { cell in
                    dropped.contains(cell) ? nil : Summaries.mean(Array(figures[cell].prefix(look)))
                }
                let found = race.dropped(means: means) { cell, leader in
                    MeanDifference(
                        seeds: zip(figures[cell], figures[leader]).prefix(look).map { $0 - $1 }
                    ).map { ($0, look) }
                }
                dropped.formUnion(found.map(\.cell))
            }
            return dropped.contains(0)
        }
        return Double(lost) / Double(sweeps)
    }

    /// .004 and .002 by the specification, where the best cell leads by half of what seeds scatter by.
    @Test(arguments: [(4, 0.009), (9, 0.007)])
    func `a race loses the best cell in hardly any sweep`(cells: Int, atMost: Double) throws {
        let lost = try losses(cells: cells, seeds: 8, sweeps: 1_500, seed: 3) { isBest, generator in
            Noise.normal.draw(&generator) + (isBest ? 0.5 : 0)
        }
        #expect(lost <= atMost)
    }

    @Test func `of cells that are all alike a race drops one no more often than stated`() throws {
        for noise in [Noise.normal, .tied] {
            let lost = try losses(cells: 4, seeds: 8, sweeps: 1_000, seed: 4) { noise.draw(&$1) }
            // Each of four may be the one; .05 for all, and four standard errors.
            #expect(lost <= 0.022)
        }
        // Nine in ten of ten answers are right, so that four differences are often one size.
        let coarse = try losses(cells: 2, seeds: 6, sweeps: 1_000, seed: 5) { _, generator in
            Double((0..<10).count { _ in generator.below(10) > 0 }) / 10
        }
        #expect(coarse <= 0.025 + 0.02)
    }

    @Test func `a cell that is far behind is dropped at the first look, and none is where nothing is saved`()
        throws
    {
        var generator = SeededGenerator(seed: 6)
        let figures = (0..<3).map { cell in
            (0..<4).map { _ in Noise.normal.draw(&generator) - (cell == 1 ? 50 : 0) }
        }
        let race = try #require(SeedRace(cells: 3, seeds: 6, from: 4, confidence: 0.95))
        let found = race.dropped(means: figures.map { Summaries.mean($0) }) { cell, leader in
            MeanDifference(seeds: zip(figures[cell], figures[leader]).map { $0 - $1 }).map { ($0, 4) }
        }
        #expect(found.map(\.cell) == [1] && found[0].difference.p < race.level && found[0].count == 4)
        #expect(abs(race.level - 0.05 / (2 * 2)) < 1e-12)
        #expect(SeedRace(cells: 3, seeds: 4, from: 4, confidence: 0.95) == nil)
        #expect(SeedRace(cells: 1, seeds: 6, from: 4, confidence: 0.95) == nil)
    }

    @Test func `equal figures have no spread, however their mean is rounded`() {
        #expect(Summaries.standardDeviation([0.8, 0.8, 0.8]) == 0)
        #expect(Summaries.standardDeviation([1, 2, 3]) == 1)
    }

    @Test func `crossed effects add their variances, by hand`() throws {
        // Seed means 1 and 3, example means 1, 2 and 3, and a rest of zero.
        let sum = try #require(MeanDifference(seedsAndExamples: [[0, 1, 2], [2, 3, 4]]))
        #expect(sum.estimate == 2)
        #expect(abs(sum.standardError * sum.standardError - (1 + 1.0 / 3)) < 1e-12)
        #expect(abs(sum.degrees - (16.0 / 9) / (1 + 1.0 / 18)) < 1e-12)
        // All of it rest: never less than over seeds alone.
        let rest = try #require(MeanDifference(seedsAndExamples: [[1, -1], [-1, 1]]))
        #expect(rest.standardError == 0 && rest.p == 1)
        #expect(MeanDifference(seedsAndExamples: [[1, 2]]) == nil)
    }

    @Test func `crossed effects claim no more often than stated, where seeds alone would`() throws {
        var generator = SeededGenerator(seed: 9)
        var (crossed, alone) = (0, 0)
        for _ in 0..<400 {
            let examples = (0..<8).map { _ in Noise.normal.draw(&generator) }
            let differences = (0..<6).map { _ in
                let seed = 0.2 * Noise.normal.draw(&generator)
                return examples.map { $0 + seed + 0.5 * Noise.normal.draw(&generator) }
            }
            if try #require(MeanDifference(seedsAndExamples: differences)).p <= 0.05 { crossed += 1 }
            let bySeed = differences.map { Summaries.mean($0) ?? 0 }
            if try #require(MeanDifference(seeds: bySeed)).p <= 0.05 { alone += 1 }
        }
        // 20, and three standard errors.
        #expect(crossed <= 33)
        #expect(alone > 100)
    }

    @Test(arguments: [
        (3, 3.26, 5.67), (4, 2.13, 3.12), (5, 1.68, 2.29), (6, 1.43, 1.88), (8, 1.16, 1.45), (10, 1.00, 1.22),
        (20, 0.66, 0.78),
    ])
    func `so many seeds find so many standard deviations`(seeds: Int, one: Double, three: Double) throws {
        #expect(abs(try #require(SeedPlan.detectableDifference(seeds: seeds)) - one) < 0.006)
        #expect(abs(try #require(SeedPlan.detectableDifference(seeds: seeds, pairs: 3)) - three) < 0.006)
    }

    /// Dunnett 1955, table 1, for any number of degrees; of one candidate it is the normal distribution.
    @Test(arguments: [
        (1, 1.645, 2.326), (2, 1.92, 2.56), (3, 2.06, 2.68), (5, 2.23, 2.84), (9, 2.42, 3.00),
    ])
    func `several candidates over one base share the error as Dunnett says`(
        candidates: Int, at95: Double, at99: Double
    ) {
        for (tail, bound) in [(0.05, at95), (0.01, at99)] {
            let level = MeanPlan.level(ofEachOf: candidates, tail: tail)
            #expect(abs(NormalDistribution.criticalValue(tail: level) - bound) < 0.006)
            #expect(candidates == 1 || level > tail / Double(candidates) && level < tail)
        }
    }

    @Test func `so many pairs find a difference as often as they are planned for`() throws {
        for count in [5, 20, 200, 5_000] {
            let least = try #require(MeanPlan.detectableDifference(count: count, tail: 0.05, power: 0.8))
            #expect(abs(MeanPlan.power(count: count, difference: least, tail: 0.05) - 0.8) < 1e-6)
        }
        // 27 pairs are the least by the program G*Power (Faul 2007).
        #expect(MeanPlan.power(count: 27, difference: 0.5, tail: 0.05) > 0.8)
        #expect(MeanPlan.power(count: 25, difference: 0.5, tail: 0.05) < 0.8)
        #expect(MeanPlan.detectableDifference(count: 1, tail: 0.05, power: 0.8) == nil)
    }

    @Test func `superiority is the share of pairs that are won`() {
        #expect(RankSumTest(of: [2, 3], over: [1, 2]).superiority == 0.875)
        #expect(RankSumTest(of: [1], over: [1, 1]).superiority == 0.5)
    }

    @Test func `the bounds of superiority are DeLong's, and hold as often as they say`() {
        // The standard error is 0.190941.
        let bounds = RankSumTest(of: [3, 4, 5, 6], over: [1, 2, 4, 5]).superiorityInterval(confidence: 0.5)
        #expect(abs(bounds.lowerBound - (0.75 - 0.67449 * 0.190941)) < 1e-4)
        #expect(abs(bounds.upperBound - (0.75 + 0.67449 * 0.190941)) < 1e-4)
        #expect(RankSumTest(of: [2, 3], over: [0, 1]).superiorityInterval(confidence: 0.95) == 1...1)
        var generator = SeededGenerator(seed: 1)
        let truth = 1 - NormalDistribution.upperTail(of: 0.3 / 2.0.squareRoot())
        let held = (0..<400).count { _ in
            let values = (0..<60).map { generator.normal() + ($0 < 30 ? 0.3 : 0) }
            return RankSumTest(of: Array(values.prefix(30)), over: Array(values.suffix(30)))
                .superiorityInterval(confidence: 0.95).contains(truth)
        }
        #expect((360...396).contains(held))
    }
}
