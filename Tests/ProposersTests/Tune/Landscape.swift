import Glibc
import StudyModel

@testable import Proposers

/// A function whose least value, 0, is known (De Jong, Rosenbrock, Rastrigin; BBOB f1, f8 and f3 without their shifts).
enum Landscape: String, CaseIterable, Sendable {
    case sphere, rosenbrock, rastrigin

    func value(at point: [Double]) -> Double {
        switch self {
        case .sphere: point.reduce(0) { $0 + $1 * $1 }
        case .rosenbrock:
            zip(point, point.dropFirst()).reduce(0) { sum, pair in
                let (bend, slope) = (pair.1 - pair.0 * pair.0, 1 - pair.0)
                return sum + 100 * bend * bend + slope * slope
            }
        case .rastrigin:
            point.reduce(10 * Double(point.count)) { $0 + $1 * $1 - 10 * cos(2 * .pi * $1) }
        }
    }

    /// Returns after how many evaluations CMA-ES has a value of 1e-8 in six dimensions; `nil` where it has none within `most`.
    func evaluations(from start: Double, spread: Double, most: Int, seed: UInt64) -> Int? {
        var generator = SeededGenerator(seed: seed)
        var state = CovarianceAdaptation(
            from: Array(repeating: start, count: 6), spread: Array(repeating: spread, count: 6))
        var generation: [PointTrial] = []
        for count in 1...most {
            let point = state.draw(using: &generator)
            let value = value(at: point)
            if value <= 1e-8 { return count }
            generation.append(PointTrial(point: point, gain: -value))
            guard generation.count == state.constants.population else { continue }
            state.learn(from: generation)
            generation = []
        }
        return nil
    }

    /// Returns the least value of so many points from −5 to 5 in six dimensions, drawn one after another.
    func least(
        of count: Int, seed: UInt64, by sampler: ([PointTrial]) -> any PointSampler
    ) -> Double {
        var generator = SeededGenerator(seed: seed)
        var trials: [PointTrial] = []
        for _ in 0..<count {
            var state = sampler(trials)
            let point = state.draw(using: &generator)
            trials.append(PointTrial(point: point, gain: -value(at: point.map { $0 * 10 - 5 })))
        }
        return -(trials.compactMap(\.gain).max() ?? -.infinity)
    }

    static func parzen(_ trials: [PointTrial]) -> any PointSampler {
        ParzenTree(Array(repeating: .interval(isBounded: true), count: 6), after: trials)
    }

    static func uniform(_ trials: [PointTrial]) -> any PointSampler { UniformSampler(dimensions: 6) }
}
