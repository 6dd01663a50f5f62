import Statistics
import StudyModel
import Testing

@testable import Proposers

/// Methods do what their papers' do, over functions in this process.
struct TuneMethodTests {
    @Test(arguments: [(Landscape.sphere, 3.0, 2.0, 1000), (.rosenbrock, 0.0, 0.5, 2600)])
    func `CMA-ES comes to 1e-8 in six dimensions as soon as its reference does, nine times in ten`(
        landscape: Landscape, start: Double, spread: Double, most: Int
    ) {
        let counts = (1...30).map {
            landscape.evaluations(from: start, spread: spread, most: 4 * most, seed: $0) ?? .max
        }.sorted()
        #expect(counts[26] <= most, "nine in ten within \(counts[26]), half within \(counts[15])")
    }

    @Test
    func `as many points as there are dimensions lie at right angles, each as far off as chance has it`() {
        var generator = SeededGenerator(seed: 1)
        var lengths: [Double] = []
        for _ in 0..<200 {
            var state = CovarianceAdaptation(from: [0, 0, 0], spread: [1, 1, 1])
            let points = (0..<3).map { _ in state.draw(using: &generator) }
            for (one, other) in [(0, 1), (0, 2), (1, 2)] {
                #expect(abs(zip(points[one], points[other]).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-9)
            }
            lengths += points.map { $0.reduce(0) { $0 + $1 * $1 } }
        }
        // The square of a length is χ² of three degrees of freedom: 3 on average, and six of 600 such means lie further off than 0.26.
        #expect(abs(lengths.reduce(0, +) / 600 - 3) < 0.26)
    }

    @Test func `TPE finds lower values than chance on a function of many hollows`() {
        let tuned = (1...12).map { Landscape.rastrigin.least(of: 200, seed: $0, by: Landscape.parzen) }
        let drawn = (1...12).map { Landscape.rastrigin.least(of: 200, seed: $0, by: Landscape.uniform) }
        let test = RankSumTest(of: tuned.map { -$0 }, over: drawn.map { -$0 })
        #expect(
            test.superiorityInterval(confidence: 0.99).lowerBound > 0.5,
            "TPE \(tuned.sorted()[6]), random \(drawn.sorted()[6])")
    }

    @Test func `TPE takes the choice that is good`() {
        var generator = SeededGenerator(seed: 1)
        var trials: [PointTrial] = []
        for _ in 0..<60 {
            let tree = ParzenTree([.choices(5), .interval(isBounded: true)], after: trials)
            let point = tree.draw(using: &generator)
            let isGood = Int(point[0] * 5) == 3
            trials.append(PointTrial(point: point, gain: isGood ? 1 - point[1] : nil))
        }
        // By chance ten are in three cases of a thousand.
        #expect(trials.suffix(20).count { $0.gain != nil } >= 10)
        #expect((trials.compactMap(\.gain).max() ?? 0) > 0.9)
    }

    @Test func `what gave no score ranks last, and what is as good in the order in which it came`() {
        let trials = [nil, 1, 2, 1, nil].map { PointTrial(point: [], gain: $0) }
        #expect(trials.ranking == [2, 1, 3, 0, 4])
    }

    @Test(arguments: [(2, 6), (6, 9), (30, 14)])
    func `a generation has as many points as the tutorial says`(dimensions: Int, points: Int) {
        #expect(CovarianceAdaptation.Constants(dimensions: dimensions).population == points)
    }

    @Test func `what is drawn stays within limits that are some`() {
        var generator = SeededGenerator(seed: 1)
        var state = CovarianceAdaptation(from: [0.99, 0.5], spread: [3, 3], isBounded: [true, false])
        let points = (0..<200).map { _ in state.draw(using: &generator) }
        #expect(points.allSatisfy { (0...1).contains($0[0]) })
        #expect(points.contains { !(0...1).contains($0[1]) })
    }

    @Test func `the axes of a matrix are its own, and as long as they are`() {
        let matrix = [[4.0, 1, -2], [1, 2, 0], [-2, 0, 3]]
        let axes = SymmetricEigen(matrix)
        for axis in 0..<3 {
            for row in 0..<3 {
                let image = (0..<3).reduce(0) { $0 + matrix[row][$1] * axes.vectors[$1][axis] }
                #expect(abs(image - axes.values[axis] * axes.vectors[row][axis]) < 1e-12)
            }
        }
        #expect(abs(axes.values.reduce(0, +) - 9) < 1e-12)
    }
}
