import Foundation
import Statistics
import StudyModel
import TestSupport
import Testing

@testable import Proposers

/// The methods beside the packages that others use for them, at equal evaluations.
///
/// In need of a Python that has `cma` and `optuna`: runs where `HONE_TUNE_PYTHON` is its path.
@Suite(.enabled(if: python != nil, "HONE_TUNE_PYTHON names no Python"))
struct TuneReferenceTests {
    /// Returns the numbers that a Python program prints.
    private func figures(_ program: String) throws -> [Double] {
        let folder = try TemporaryDirectory()
        let process = try TestProcess.run(
            [try #require(python), "-c", program], in: folder.path, environment: ["PATH": "/usr/bin:/bin"])
        try #require(process.status == 0, "\(process.errors)")
        return process.output.split(separator: "\n").compactMap { Double($0) }
    }

    @Test(arguments: [(Landscape.sphere, 3.0, 2.0), (.rosenbrock, 0.0, 0.5)])
    func `CMA-ES takes no more evaluations than cma`(
        landscape: Landscape, start: Double, spread: Double
    ) throws {
        let theirs = try figures(
            """
            import cma
            for seed in range(1, 31):
                o = cma.CMAEvolutionStrategy(6 * [\(start)], \(spread), {'seed': seed, 'verbose': -9, 'ftarget': 1e-8})
                o.optimize(cma.ff.\(landscape == .sphere ? "sphere" : "rosen"))
                print(o.result.evaluations)
            """)
        let own = (1...30).map {
            Double(landscape.evaluations(from: start, spread: spread, most: 10_000, seed: $0) ?? 10_000)
        }
        let test = RankSumTest(of: own.map { -$0 }, over: theirs.map { -$0 })
        #expect(
            test.superiorityInterval(confidence: 0.99).upperBound > 0.5,
            "medians \(own.sorted()[15]) and \(theirs.sorted()[15])")
    }

    @Test(arguments: Landscape.allCases)
    func `TPE finds values as low as optuna's`(landscape: Landscape) throws {
        let formula =
            switch landscape {
            case .sphere: "sum(v * v for v in x)"
            case .rosenbrock: "sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))"
            case .rastrigin: "60 + sum(v * v - 10 * math.cos(2 * math.pi * v) for v in x)"
            }
        let theirs = try figures(
            """
            import math, optuna
            optuna.logging.set_verbosity(optuna.logging.ERROR)
            def value(trial):
                x = [trial.suggest_float(f'x{i}', -5, 5) for i in range(6)]
                return \(formula)
            for seed in range(1, 16):
                study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
                study.optimize(value, n_trials=200)
                print(study.best_value)
            """)
        let own = (1...15).map { landscape.least(of: 200, seed: $0, by: Landscape.parzen) }
        let test = RankSumTest(of: own.map { -$0 }, over: theirs.map { -$0 })
        #expect(
            test.superiorityInterval(confidence: 0.99).upperBound > 0.5,
            "medians \(own.sorted()[7]) and \(theirs.sorted()[7])")
    }
}

private let python = ProcessInfo.processInfo.environment["HONE_TUNE_PYTHON"]
