import Glibc
import Search
import Simulation
import StudyModel
import Testing
import Text

/// Each strategy does what it is for: shares of many runs beside what theory says of them. A table of scores cannot see that a mechanism is dead.
struct MechanismTests {
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
        let share = try await Share(of: 60) {
            try await findsTruePeak(StrategySettings("chain"), steps: 24, seed: $0)
        }
        #expect(share.fits(chanceOfTruePeak(steps: 24)))
    }

    @Test(arguments: [
        StrategySettings("multistart", ["lineages": .number(3), "allocation": .string("equal")]),
        StrategySettings("evolve", ["islands": .number(3), "archive": .number(1), "migration": .number(99)]),
    ])
    func `three searches apart find the true peak as three do`(strategy: StrategySettings) async throws {
        let share = try await Share(of: 60) { try await findsTruePeak(strategy, steps: 24, seed: $0) }
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
        let share = try await Share(of: 200) {
            try await counts(StrategySettings("pareto"), steps: 24, seed: $0) == 5
        }
        #expect(share.fits(chanceOfAllCounts(steps: 24) { 1 / Double($0) }))
        // Of who draws from the two extremes alone.
        #expect(!share.fits(chanceOfAllCounts(steps: 24) { $0 == 1 ? 1 : 0.5 }))
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
        let all = try await Share(of: 20) {
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
        let share = try await Share(of: 200) { seed in
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
