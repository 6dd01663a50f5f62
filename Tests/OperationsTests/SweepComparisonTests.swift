import Listings
import Simulation
import StudyModel
import Testing

@testable import Operations

/// What cells of a sweep are said to differ by, where both were scored on the same examples.
struct SweepComparisonTests {
    private let objective = Objective(direction: .maximize)

    /// Runs of a cell by what each scored on each example.
    private func runs(_ rows: [[Double]], hasRows: Bool = true) -> [SweepReport.Run] {
        rows.enumerated().map { seed, row in
            var run = SweepReport.Run(
                seed: UInt64(seed), name: RunName(text: "grid-\(seed)")!, state: .finished)
            let ids = row.indices.map { "e\($0)" }
            let sample = Sample(split: .validation, examples: ExampleSet(ids, of: ids.count))
            let mean = row.reduce(0, +) / Double(row.count)
            run.figure = RunFigure(
                Score(mean, on: sample, by: EvaluatorTag("x")),
                byExample: hasRows ? Dictionary(zip(ids, row)) { first, _ in first } : [:])
            return run
        }
    }

    /// Answers by coin that a cell keeps from seed to seed, but for one in five: starts that differ in nothing that matters.
    private func cell(_ seeds: Int, _ examples: Int, _ generator: inout SeededGenerator) -> [[Double]] {
        let own = (0..<examples).map { _ in Double(generator.below(2)) }
        return (0..<seeds).map { _ in
            own.map { generator.below(5) == 0 ? Double(generator.below(2)) : $0 }
        }
    }

    @Test func `cells whose answers differ by chance alone are called different no more often than stated`()
        throws
    {
        var generator = SeededGenerator(seed: 1)
        var (bySeeds, byBoth) = (0, 0)
        for _ in 0..<400 {
            let cells = [cell(5, 20, &generator), cell(5, 20, &generator)]
            let both = try #require(
                runs(cells[0]).difference(over: runs(cells[1]), in: \.figure, by: objective))
            let seeds = try #require(
                runs(cells[0], hasRows: false).difference(
                    over: runs(cells[1], hasRows: false), in: \.figure, by: objective))
            #expect(both.examples == 20 && seeds.examples == nil && both.gains == seeds.gains)
            if both.mean.p <= 0.05 { byBoth += 1 }
            if seeds.mean.p <= 0.05 { bySeeds += 1 }
        }
        // .05 of 400, and three standard errors; over seeds alone these examples are taken for all that there are.
        #expect(byBoth <= 33 && bySeeds > 100)
    }

    @Test func `a difference on most examples is found, and other examples are compared over seeds`() throws {
        var generator = SeededGenerator(seed: 2)
        let worse = (0..<6).map { _ in (0..<40).map { _ in Double(generator.below(4) == 0 ? 1 : 0) } }
        let better = worse.map { $0.map { $0 == 1 || generator.below(10) < 7 ? 1.0 : 0 } }
        let found = try #require(
            runs(better).difference(over: runs(worse), in: \.figure, by: objective))
        #expect(found.mean.p < 0.001 && found.examples == 40)
        let short = worse.map { Array($0.dropLast()) }
        #expect(runs(better).difference(over: runs(short), in: \.figure, by: objective) == nil)
        #expect(runs([[1, 0]]).difference(over: runs([[0, 0]]), in: \.figure, by: objective) == nil)
    }
}
