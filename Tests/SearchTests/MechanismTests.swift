import Glibc
import Search
import Simulation
import StudyModel
import Testing
import Text

/// Each strategy does what it is for: shares of many runs beside what theory says of them. A table of scores cannot see that a mechanism is dead.
struct MechanismTests {
    /// Runs of which some came to something.
    private struct Share {
        let share: Double
        let runs: Int

        /// Tells whether chance alone makes such a share of a probability, but for one case in a thousand.
        func fits(_ chance: Double) -> Bool {
            abs(share - chance) < 3.29 * (chance * (1 - chance) / Double(runs)).squareRoot()
        }
    }

    private func share(of runs: Int, where holds: (UInt64) async throws -> Bool) async throws -> Share {
        var count = 0
        for seed in 1...runs where try await holds(UInt64(seed)) { count += 1 }
        return Share(share: Double(count) / Double(runs), runs: runs)
    }

    // MARK: - Two peaks

    /// Four bits that a proposal flips one of, from 0101; what stands behind them makes every tree new.
    private enum Bits {
        static let start = "0101"

        static let flip = ScriptedProposer { request in
            var generator = SeededGenerator(seed: request.seed)
            var bits = Array(
                String(decoding: try await request.artifact.read("x") ?? [], as: UTF8.self).prefix(4))
            let place = generator.below(4)
            bits[place] = bits[place] == "0" ? "1" : "0"
            return .writing("\(String(bits)) \(request.step.number)")
        }

        /// TwoMax: all ones is the true peak, all zeros the false one.
        static func twoMax(_ text: String) -> Double {
            let ones = text.prefix(4).count { $0 == "1" }
            return Double(max(ones, 4 - ones) + (ones == 4 ? 1 : 0)) / 5
        }
    }

    private func findsTruePeak(_ strategy: StrategySettings, steps: Int, seed: UInt64) async throws -> Bool {
        let study = Study.test {
            $0.search.strategy = strategy
            $0.budget.steps = steps
            $0.seed = seed
        }
        var run = TestRun(study, base: ["x": Bits.start])
        run.proposer = Bits.flip
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .value(Bits.twoMax(files["x"] ?? ""))
        }
        let end = try await run.run()
        let best = await run.repository.files(at: end.finish.winner)["x"] ?? ""
        return best.hasPrefix("1111")
    }

    /// The chance that a hill climb of so many steps ends on the true peak: the first step goes to either side, each other one finds
    /// the last bit in one case of four.
    private func chanceOfTruePeak(steps: Int) -> Double { (1 - pow(0.75, Double(steps - 1))) / 2 }

    @Test func `a chain finds one peak of two`() async throws {
        let share = try await share(of: 60) {
            try await findsTruePeak(StrategySettings("chain"), steps: 24, seed: $0)
        }
        #expect(share.fits(chanceOfTruePeak(steps: 24)))
    }

    @Test(arguments: [
        StrategySettings("multistart", ["lineages": .number(3), "allocation": .string("equal")]),
        StrategySettings("evolve", ["islands": .number(3), "archive": .number(1), "migration": .number(99)]),
    ])
    func `three searches apart find the true peak as three do`(strategy: StrategySettings) async throws {
        let share = try await share(of: 60) { try await findsTruePeak(strategy, steps: 24, seed: $0) }
        #expect(share.fits(1 - pow(1 - chanceOfTruePeak(steps: 8), 3)))
        // Of one search with 24 steps.
        #expect(!share.fits(chanceOfTruePeak(steps: 24)))
    }

    // MARK: - Two objectives

    /// How many points of the front are known after so many steps of OneMinMax: the ones of four bits are one objective, the zeros the other, and a proposal
    /// flips a bit, so that all five counts are the front.
    private func counts(_ strategy: StrategySettings, steps: Int, seed: UInt64) async throws -> Int {
        let study = Study.test {
            $0.otherObjectives = [Objective(metric: "zeros", direction: .maximize)]
            $0.search.strategy = strategy
            $0.search.accept.rule = .always
            $0.budget.steps = steps
            $0.seed = seed
        }
        var run = TestRun(study, base: ["x": "0000"])
        run.proposer = Bits.flip
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            let ones = Double((files["x"] ?? "").prefix(4).count { $0 == "1" })
            return .values(["score": ones, "zeros": 4 - ones])
        }
        return try await run.run().view.front.count
    }

    /// The chance that all are known, where parents are drawn evenly from those that are: counts become known one after the other, and the next
    /// with (4 - k) / 4 in the one case of k + 1 that the last is drawn (SEMO: Laumanns, Thiele and Zitzler, "Running time analysis of
    /// multiobjective evolutionary algorithms on pseudo-Boolean functions", 2004).
    ///
    /// - Parameter isLast: how likely the last is drawn of so many.
    private func chanceOfAllCounts(steps: Int, isLast: (Int) -> Double) -> Double {
        var chances = [1.0, 0, 0, 0, 0]
        for _ in 0..<steps {
            for known in (0..<4).reversed() {
                let moved = chances[known] * Double(4 - known) / 4 * isLast(known + 1)
                chances[known] -= moved
                chances[known + 1] += moved
            }
        }
        return chances[4]
    }

    @Test func `pareto draws from all of the front by two objectives, and evenly`() async throws {
        let share = try await share(of: 200) {
            try await counts(StrategySettings("pareto"), steps: 24, seed: $0) == 5
        }
        #expect(share.fits(chanceOfAllCounts(steps: 24) { 1 / Double($0) }))
        // Of who draws from the two extremes alone.
        #expect(!share.fits(chanceOfAllCounts(steps: 24) { $0 == 1 ? 1 : 0.5 }))
    }

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
        let chain = try await share(of: 60) {
            try await findsBest(StrategySettings("chain"), steps: 48, seed: $0)
        }
        #expect(chain.fits(alone))
        let apart = StrategySettings(
            "multistart", ["lineages": .number(4), "allocation": .string("equal")])
        let four = try await share(of: 60) { try await findsBest(apart, steps: 48, seed: $0) }
        #expect(four.fits(1 - pow(1 - (try chanceOfBest(steps: 12)), 4)))
    }

    // MARK: - Plateaus

    @Test(arguments: [AcceptanceSettings.Rule.notWorse, .better])
    func `not-worse walks over a plateau, and better stays before it`(rule: AcceptanceSettings.Rule)
        async throws
    {
        let steps = 12
        let share = try await share(of: 60) { seed in
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
        let share = try await share(of: 200) { seed in
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

    // MARK: - Blocks

    /// Concatenated traps: five blocks of three bits, each worth the less the more ones it has, and most with all (Deb and Goldberg, "Analyzing
    /// Deception in Trap Functions", 1993). A line is a block.
    private enum Traps {
        static let blocks = 5

        /// Draws one block anew and climbs from there, bit by bit: with two ones or three to all ones, else back to none.
        static let climb = ScriptedProposer { request in
            var generator = SeededGenerator(seed: request.seed)
            var lines = String(decoding: try await request.artifact.read("x") ?? [], as: UTF8.self)
                .split(separator: "\n").map(String.init)
            let ones = (0..<3).count { _ in generator.below(2) == 1 }
            lines[generator.below(blocks)] = ones < 2 ? "000" : "111"
            return .writing(lines.joined(separator: "\n"))
        }

        static func worth(_ text: String) -> Double {
            text.split(separator: "\n").reduce(0) { sum, block in
                let ones = block.count { $0 == "1" }
                return sum + (ones == 3 ? 3 : 2 - Double(ones))
            }
        }
    }

    /// How many blocks the best of some rounds solves, whose proposals are all made before any is judged.
    private func solvedBlocks(rounds: Int, merge: JSONValue, seed: UInt64) async throws -> Int {
        let study = Study.test {
            $0.search.strategy = StrategySettings("evolve", ["merge": merge])
            $0.search.accept.rule = .always
            $0.search.round = 12
            $0.budget.steps = rounds * 12
            $0.seed = seed
        }
        let base = Array(repeating: "000", count: Traps.blocks).joined(separator: "\n")
        var run = TestRun(study, base: ["x": base])
        run.proposer = Traps.climb
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .value(Traps.worth(files["x"] ?? ""))
        }
        let winner = try await run.run().finish.winner
        return (await run.repository.files(at: winner)["x"] ?? "").split(separator: "\n").count {
            $0 == "111"
        }
    }

    @Test func `merging solves more blocks than there are rounds, which no proposals alone can`() async throws
    {
        let rounds = Traps.blocks - 1
        var alone: [Int] = []
        for seed in UInt64(1)...10 {
            alone.append(try await solvedBlocks(rounds: rounds, merge: .string("none"), seed: seed))
        }
        // A candidate has a block more than its parent at the most, and is made from what was there before its round.
        #expect(alone.max() == rounds)
        let all = try await share(of: 20) {
            try await solvedBlocks(rounds: rounds, merge: .number(2), seed: $0) == Traps.blocks
        }
        #expect(all.share > 0.2, "\(all)")
    }

    // MARK: - Bandits

    /// Pulls of the better of two lineages, whose first steps score 4 and 2 and no other one anything.
    private func pulls(exploration: Double, steps: Int) async throws -> Int {
        let settings = StrategySettings(
            "multistart", ["lineages": .number(2), "exploration": .number(exploration)])
        let scores = [4.0, 2] + (2..<steps).map { -Double($0) }
        let (_, _, played) = try await TestRun.played(settings, scores: scores)
        return played.dropFirst().count { $0.lineage == .first }
    }

    @Test func `the bandit pulls the lesser lineage as often as its bound says`() async throws {
        for exploration in [0, 0.5, 1] {
            // Of 60 pulls the lesser has so many that ½ + c·√(ln 60 / n) is below 1 + c·√(ln 60 / (60 − n)).
            let lesser = (1...).first { (pulls: Int) in
                let (own, others) = (Double(pulls), Double(60 - pulls))
                return exploration * log(60.0).squareRoot()
                    * (1 / own.squareRoot() - 1 / others.squareRoot()) < 0.5
            }
            #expect(60 - (try await pulls(exploration: exploration, steps: 60)) == lesser)
        }
    }

    // MARK: - Widening

    /// A run of the tree search whose candidates score by how deep they are: below the base 1, below that 2, …; `nil` crashes.
    private func tree(steps: Int, seed: UInt64, score: @escaping @Sendable (Int) -> Double?) async throws
        -> [Int]
    {
        var run = TestRun(
            .test {
                $0.search.strategy = StrategySettings("tree")
                $0.search.accept.rule = .always
                $0.budget.steps = steps
                $0.seed = seed
            }, base: ["x": "0"])
        run.proposer = ScriptedProposer { request in
            let text = String(decoding: try await request.artifact.read("x") ?? [], as: UTF8.self)
            let depth = Int(text.split(whereSeparator: \.isWhitespace).first ?? "") ?? 0
            return .writing("\(depth + 1) \(request.step.number)")
        }
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            let depth = files["x"]?.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) } ?? 0
            return score(depth).map { .value($0) } ?? .failure(.crashed)
        }
        let view = try await run.run().view
        return view.steps.dropFirst().map { step in
            var (depth, below) = (0, step.parent)
            while below != view.record.base, let next = view.step(of: below) {
                (depth, below) = (depth + 1, next.parent)
            }
            return depth
        }
    }

    @Test func `where nothing differs the tree widens as often as it deepens`() async throws {
        let share = try await share(of: 200) { seed in
            try await tree(steps: 2, seed: seed) { _ in 0 }[1] == 0
        }
        #expect(share.fits(0.5))
    }

    @Test func `the tree goes down where depth pays, and stays where it does not`() async throws {
        var (deep, flat): ([Int], [Int]) = ([], [])
        for seed in 1...10 {
            deep += try await tree(steps: 40, seed: UInt64(seed)) { Double($0) }
            flat += try await tree(steps: 40, seed: UInt64(seed)) { $0 < 2 ? Double($0) : nil }
        }
        #expect(deep.count { $0 == 0 } < deep.count / 2 && deep.max() ?? 0 >= 5)
        #expect(flat.count { $0 == 0 } > flat.count * 3 / 4)
    }
}
