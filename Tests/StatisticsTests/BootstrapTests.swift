import Simulation
import StudyModel
import Testing

@testable import Statistics

struct BootstrapTests {
    /// The spatial test data of Efron and Tibshirani (1993), table 14.1.
    private let spatial: [Double] = [
        48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
    ]

    private func variance(_ rows: [Int]) -> Double {
        let values = rows.map { spatial[$0] }
        let mean = Summaries.mean(values) ?? 0
        return Summaries.mean(values.map { ($0 - mean) * ($0 - mean) }) ?? 0
    }

    @Test func `the variance of the spatial data has the published interval`() throws {
        var generator = SeededGenerator(seed: 6)
        #expect(abs(variance(Array(0..<26)) - 171.5) < 0.1)
        let bootstrap = try #require(Bootstrap(rows: 26, using: &generator) { variance($0) })
        // Theirs is 115.8 to 259.6, of as many draws.
        #expect(abs(try #require(bootstrap.bound(z: -1.645)) - 115.8) < 5)
        #expect(abs(try #require(bootstrap.bound(z: 1.645)) - 259.6) < 10)
        // For 26 rows it is wider: the 95th hundredth of Student's distribution is 1.708, and the spread is 1.02 times as large.
        let interval = try #require(bootstrap.interval(confidence: 0.9))
        #expect(interval.lowerBound == bootstrap.bound(z: -1.742))
        #expect(interval.upperBound == bootstrap.bound(z: 1.742))
    }

    @Test func `few rows or clusters, and what never varies, have no interval`() {
        var generator = SeededGenerator(seed: 7)
        let mean = { (rows: [Int]) in Summaries.mean(rows.map { Double($0 % 7) }) }
        #expect(Bootstrap(rows: 19, using: &generator, of: mean) == nil)
        let clusters = (0..<38).map { String($0 / 2) }
        #expect(Bootstrap(rows: 38, clusters: clusters, using: &generator, of: mean) == nil)
        #expect(Bootstrap(rows: 38, using: &generator, of: mean) != nil)
        #expect(Bootstrap(rows: 38, using: &generator) { _ in 1 } == nil)
        #expect(Bootstrap(rows: 38, using: &generator) { _ in nil } == nil)
    }

    @Test func `a bound far out has as many draws beyond it as tell it, or there is none`() throws {
        var generator = SeededGenerator(seed: 9)
        let values = (0..<50).map { _ in Noise.normal.draw(&generator) }
        let mean = { (rows: [Int]) in Summaries.mean(rows.map { values[$0] }) }
        let usual = try #require(Bootstrap(rows: 50, using: &generator, of: mean))
        #expect(usual.bound(below: 0.025) != nil)
        #expect(usual.bound(below: 0.0001) == nil && usual.interval(confidence: 0.9998) == nil)
        let late = try #require(Bootstrap(rows: 50, tail: 0.001, using: &generator, of: mean))
        // Of a mean the bound is Student's, whose thousandth is 3.265 at 49 degrees.
        let own = try #require(mean(Array(0..<50)))
        let error = (Summaries.standardDeviation(values) ?? 0) / 50.0.squareRoot()
        let low = try #require(late.bound(below: 0.001))
        #expect(abs((own - low) / error - 3.265) < 0.5)
    }

    @Test func `what draws cost is bounded`() {
        #expect(Bootstrap.draws(beyond: 0.025, rows: 100) == 2_000)
        #expect(Bootstrap.draws(beyond: 0.001, rows: 100) == 5_000)
        #expect(Bootstrap.draws(beyond: 1e-9, rows: 100) == 50_000)
        #expect(Bootstrap.draws(beyond: 0, rows: 2_500) == 10_000)
        #expect(Bootstrap.draws(beyond: 0, rows: 1_000_000) == 2_000)
    }

    @Test func `clusters widen the interval of rows that say the same`() throws {
        var generator = SeededGenerator(seed: 8)
        let values = (0..<25).flatMap { _ in [Double](repeating: Noise.normal.draw(&generator), count: 4) }
        let mean = { (rows: [Int]) in Summaries.mean(rows.map { values[$0] }) }
        let clusters = (0..<100).map { String($0 / 4) }
        let rows = try #require(
            Bootstrap(rows: 100, using: &generator, of: mean)?.interval(confidence: 0.9))
        let whole = try #require(
            Bootstrap(rows: 100, clusters: clusters, using: &generator, of: mean)?.interval(confidence: 0.9))
        let width = { (range: ClosedRange<Double>) in range.upperBound - range.lowerBound }
        #expect(width(whole) > 1.5 * width(rows))
    }
}
