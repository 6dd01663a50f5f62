import Listings
import StudyModel
import Testing

@testable import Operations

/// How soon the runs of a sweep were as good as a target.
struct SweepRuntimeTests {
    /// A cell whose runs have these best figures so far, one more trial spent at each.
    private func cell(_ number: Int, _ runs: [[Double]]) -> SweepReport.Cell {
        let runs = runs.enumerated().map { seed, figures in
            var run = SweepReport.Run(
                seed: UInt64(seed), name: RunName(text: "s-c\(number)-s\(seed)")!, state: .finished)
            run.curve = SweepCurve(
                figures.enumerated().map { place, best in
                    var spent = Spent()
                    (spent.steps, spent.trials) = (place, place + 1)
                    return SweepCurve.Point(spent: spent, raw: best, best: best)
                })
            return run
        }
        return SweepReport.Cell(number: number, levels: [], runs: runs)
    }

    @Test func `a target is reached where the best so far is as good, and never by a run that is not`() throws
    {
        let cells = [cell(1, [[10, 5, 0], [10, 9, 8]]), cell(2, [[10, 10, 5]])]
        let runtime = SweepRuntime.all(of: cells) { $0 < $1 }
        #expect(runtime.map(\.target) == (0..<10).reversed().map(Double.init))
        let rows = try #require(runtime.first { $0.target == 5 }).rows
        #expect(rows.map(\.n) == [2, 1] && rows.map(\.reached) == [[2], [3]])
        #expect(try #require(runtime.last).rows.map(\.reached) == [[3], []])
        #expect(try #require(runtime.first).rows.map(\.reached) == [[2, 2], [3]])
    }

    @Test func `a mean curve is of the same runs throughout: one that ended keeps its best`() throws {
        let curve = MeanCurve(of: cell(1, [[10, 6], [10, 10, 4, 4]]).runs.map(\.curve))
        #expect(curve.points.map(\.steps) == [0, 1, 2, 3])
        #expect(curve.points.map(\.mean) == [10, 8, 5, 5] && curve.points.allSatisfy { $0.n == 2 })
        let spread = try #require(curve.points[1].standardError)
        #expect(abs(spread - 2) < 1e-12 && curve.points[0].standardError == 0)
        #expect(MeanCurve(of: []).points.isEmpty)
    }

    @Test func `a mean curve of a long run has the points where something changes, and its end`() {
        let figures = (0...1000).map { $0 < 500 ? 10.0 : 3 }
        #expect(MeanCurve(of: cell(1, [figures]).runs.map(\.curve)).points.map(\.steps) == [0, 500, 1000])
    }

    @Test func `where nothing got better there is no target`() {
        #expect(SweepRuntime.all(of: [cell(1, [[3, 3]])]) { $0 > $1 }.isEmpty)
        #expect(SweepRuntime.all(of: []) { $0 > $1 }.isEmpty)
    }
}
