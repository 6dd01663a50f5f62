import Glibc
import Search
import Simulation
import StudyModel
import Testing
import Text

/// Where searches get to on landscapes that are rugged, flat or noisy: shares of many runs beside what theory says of them.
struct LandscapeTests {
    // MARK: - Rugged landscapes

    /// Kauffman's NK of six bits, each of whose worth depends on the two after it; by number, what all 64 are worth.
    private static let rugged: [Double] = {
        var generator = SeededGenerator(seed: 13)
        let worth = (0..<6).map { _ in (0..<8).map { _ in generator.unit() } }
        return (0..<64).map { number in
            (0..<6).reduce(0) { sum, place in
                sum + worth[place][(0..<3).reduce(0) { $0 * 2 + (number >> ((place + $1) % 6)) & 1 }]
            }
        }
    }()

    /// The chance that a climb from 0, which flips a bit a step, is at the best of all after so many: its exact distribution.
    private func chanceOfBest(steps: Int) throws -> Double {
        let worth = Self.rugged
        var chances = [1.0] + Array(repeating: 0, count: 63)
        for _ in 0..<steps {
            var next = Array(repeating: 0.0, count: 64)
            for (number, chance) in chances.enumerated() {
                for place in 0..<6 {
                    let other = number ^ 1 << place
                    next[worth[other] > worth[number] ? other : number] += chance / 6
                }
            }
            chances = next
        }
        return chances[try #require(worth.indices.max { worth[$0] < worth[$1] })]
    }

    private func findsBest(_ strategy: StrategySettings, steps: Int, seed: UInt64) async throws -> Bool {
        let study = Study.test {
            $0.search.strategy = strategy
            $0.budget.steps = steps
            $0.seed = seed
        }
        var run = TestRun(study, base: ["x": "0"])
        run.proposer = ScriptedProposer { request in
            var generator = SeededGenerator(seed: request.seed)
            let text = String(decoding: try await request.artifact.read("x") ?? [], as: UTF8.self)
            let number = text.split(separator: " ").first.flatMap { Int($0) } ?? 0
            return .writing("\(number ^ 1 << generator.below(6)) \(request.step.number)")
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            let number = files["x"]?.split(separator: " ").first.flatMap { Int($0) } ?? 0
            return .value(Self.rugged[number])
        }
        let winner = try await run.run().finish.winner
        let best = await run.repository.files(at: winner)["x"]?.split(separator: " ").first.flatMap {
            Int($0)
        }
        return try Self.rugged[#require(best)] == Self.rugged.max()
    }

    @Test
    func `a climb gets stuck on a rugged landscape as often as its walks do, and four apart less often`()
        async throws
    {
        let alone = try chanceOfBest(steps: 48)
        // There are peaks to be stuck on.
        try #require((0.2...0.8).contains(alone))
        let chain = try await Share(of: 60) {
            try await findsBest(StrategySettings("chain"), steps: 48, seed: $0)
        }
        #expect(chain.fits(alone))
        let apart = StrategySettings(
            "multistart", ["lineages": .number(4), "allocation": .string("equal")])
        let four = try await Share(of: 60) { try await findsBest(apart, steps: 48, seed: $0) }
        #expect(four.fits(1 - pow(1 - (try chanceOfBest(steps: 12)), 4)))
    }

    // MARK: - Plateaus

    @Test(arguments: [AcceptanceSettings.Rule.notWorse, .better])
    func `not-worse walks over a plateau, and better stays before it`(rule: AcceptanceSettings.Rule)
        async throws
    {
        let steps = 12
        let share = try await Share(of: 60) { seed in
            let study = Study.test {
                $0.search.accept.rule = rule
                $0.budget.steps = steps
                $0.seed = seed
            }
            var run = TestRun(study)
            run.proposer = ScriptedProposer { request in
                var generator = SeededGenerator(seed: request.seed)
                let text = String(decoding: try await request.artifact.read("x") ?? [], as: UTF8.self)
                let place = (Int(text.prefix(1)) ?? 0) + (generator.below(2) == 0 ? -1 : 1)
                return .writing("\(max(0, place)) \(request.step.number)")
            }
            run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
                .value(files["x"]?.hasPrefix("3") == true ? 1 : 0)
            }
            return try await run.run().finish.winnerStep.number > 0
        }
        #expect(share.fits(rule == .better ? 0.001 : chanceOfReaching(3, steps: steps)))
        if rule == .better { #expect(share.share == 0) }
    }

    /// The chance that a random walk from 0, which stays where it would go below, reaches a place within so many steps.
    private func chanceOfReaching(_ goal: Int, steps: Int) -> Double {
        var chances = [1.0] + Array(repeating: 0, count: goal)
        for _ in 0..<steps {
            var next = Array(repeating: 0.0, count: goal + 1)
            next[goal] = chances[goal]
            for place in 0..<goal {
                next[max(0, place - 1)] += chances[place] / 2
                next[place + 1] += chances[place] / 2
            }
            chances = next
        }
        return chances[goal]
    }

    // MARK: - Noise

    @Test
    func `of two noisy candidates the reported winner is the better one as often as their figures say so`()
        async throws
    {
        let share = try await Share(of: 200) { seed in
            var run = TestRun(
                .test {
                    $0.search.strategy = StrategySettings("best-of")
                    $0.search.accept.rule = .always
                    $0.evaluator.deterministic = false
                    $0.evaluator.measure.compare = .stored
                    $0.evaluator.measure.repeats = .fixed(1)
                    $0.budget.steps = 2
                    $0.seed = seed
                }, base: ["x": "-9"])
            run.evaluator = ScriptedEvaluator(run.repository) { files, _, generator in
                .value((Double(files["x"] ?? "") ?? 0) + generator.normal())
            }
            return try await run.run().finish.winnerStep.number == 2
        }
        // They are 1 and 2, and the difference of two figures has a standard deviation of √2.
        #expect(share.fits((1 + erf(1 / 2)) / 2))
    }
}
