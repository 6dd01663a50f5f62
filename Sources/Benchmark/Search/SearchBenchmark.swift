import Glibc
import Search
import Simulation
import Statistics
import StudyModel
import Text

/// Strategies beside each other at equal steps, on problems whose best value is known: the real loop, in this process.
struct SearchBenchmark {
    /// Runs of each strategy on each problem.
    var seeds = 60
    /// Problems whose title has this in it; `nil` for all.
    var filter: String?

    /// A strategy as it is compared.
    private struct Entry {
        let name: String
        let strategy: StrategySettings
        let rule: AcceptanceSettings.Rule

        init(_ name: String, _ strategy: StrategySettings, rule: AcceptanceSettings.Rule? = nil) {
            (self.name, self.strategy) = (name, strategy)
            let own = StrategyKind.all.first { $0.name == strategy.name }?.rule ?? .better
            self.rule = rule ?? own
        }
    }

    /// The control, what was before, and all others. Where nothing is random, equal is accepted by those that go on from one candidate.
    private static let entries: [Entry] = {
        let chain = StrategySettings("chain")
        let restarts = [60, 150].map { steps in
            Entry(
                "chain, restart \(steps)",
                StrategySettings("chain", ["restart.after": JSONValue(whole: steps)]), rule: .notWorse)
        }
        let equal = StrategySettings("multistart", ["allocation": .string("equal")])
        let many = StrategyKind.all.map(\.name).filter {
            !["chain", "best-of", "multistart"].contains($0)
        }
        return [
            Entry("best-of", StrategySettings("best-of")), Entry("chain", chain, rule: .notWorse),
            Entry("chain, better", chain),
        ] + restarts + [
            Entry("best-of, 5 levels", StrategySettings("best-of", ["depth": .number(5)])),
            Entry("multistart", StrategySettings("multistart"), rule: .notWorse),
            Entry("multistart, equal", equal, rule: .notWorse),
        ] + many.map { Entry($0, StrategySettings($0)) }
    }()

    private static let problems: [SearchProblem] =
        [
            .oneMax, .twoMax, .traps, .nk, .labs, .lotz, .network(5, best: 9, steps: 600),
            .network(6, best: 12, steps: 600), .network(7, best: 16, steps: 600),
            .network(8, best: 19, steps: 600), .ruler, .repair, .constants,
            .moves,
        ] + [10, 20, 40, 150].flatMap { [.ceilings($0), .sums($0)] }

    /// Prints the table of each problem as it is known, and what `auto` comes to over all of a kind; tells whether what is promised of it holds.
    func run() async throws -> Bool {
        var isKept = true
        var pool = SearchPool()
        print(
            "\(seeds) seeds a row; what is worth of the winner, with 95 % intervals; * is what auto chooses")
        for problem in Self.problems where filter.map(problem.title.contains) ?? true {
            var table = Table(
                problem.title,
                header: ["strategy", "at the best", "mean", "P(> best-of)", "P(> chain)"])
            var results: [[Double]] = []
            for entry in Self.entries where problem.second != nil || entry.name != "pareto" {
                results.append(try await gains(entry, on: problem))
                let isChosen = problem.strategyOfAuto == entry.strategy && entry.rule != .better
                table.rows.append(row(entry.name + (isChosen ? " *" : ""), results, on: problem))
                guard isChosen, let own = results.last else { continue }
                pool.add(own, over: Array(results.dropLast().prefix(2)), on: problem)
                guard let promised = problem.promised else { continue }
                let (found, asked) = (
                    own.count { $0 >= 0 }, Int(clamping: (promised * Double(own.count)).rounded(.up))
                )
                table.remarks.append(
                    "\(entry.name): \(found) of \(own.count) runs end at the best, at least \(asked) are to")
                isKept = isKept && found >= asked
            }
            print("\n" + table.text)
            fflush(nil)
        }
        if let summary = pool.table { print("\n" + summary.text) }
        return isKept
    }

    /// How far below the best the winners of all runs are worth, as negative numbers.
    private func gains(_ entry: Entry, on problem: SearchProblem) async throws -> [Double] {
        let width = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return try await withThrowingTaskGroup(of: [Double].self) { group in
            for worker in 0..<width {
                group.addTask { [seeds] in
                    var gains: [Double] = []
                    for number in stride(from: worker, to: seeds, by: width) {
                        gains.append(try await gain(entry, on: problem, number: number))
                    }
                    return gains
                }
            }
            return try await group.reduce([], +)
        }
    }

    private func gain(_ entry: Entry, on problem: SearchProblem, number: Int) async throws -> Double {
        let seed = Seeds.derive(1, problem.title, String(number))
        let study = problem.study(entry.strategy, rule: entry.rule, seed: seed)
        let repository = InMemoryRepository(study, base: ["x": problem.base])
        let loop = LearningLoop(
            store: InMemoryRunStore(repository), proposer: problem.makeProposer(seed),
            evaluator: ProblemEvaluator(problem: problem, repository: repository), observer: SilentObserver(),
            strategy: StrategyKind.makeStrategy(of: study), clock: ContinuousClock(), date: { 0 })
        var front: [String] = []
        for step in try await loop.run(stop: StopRequest()).view.front {
            guard let candidate = step.candidate else { continue }
            front.append(await repository.files(at: candidate)["x"] ?? "")
        }
        return problem.distance(of: front)
    }

    private func row(_ name: String, _ results: [[Double]], on problem: SearchProblem) -> [String] {
        let own = results[results.count - 1]
        let atBest = Proportion(own.count { $0 >= 0 }, of: own.count)
        let share = Self.text(atBest.estimate, atBest.wilson(confidence: 0.95))
        let mean = MeanDifference(seeds: own).map { mean in
            let sign = problem.direction == .minimize ? -1.0 : 1
            let bounds = mean.interval(confidence: 0.95)
            let ends = [bounds.lowerBound, bounds.upperBound].map { problem.best + sign * $0 }.sorted()
            return Self.text(problem.best + sign * mean.estimate, ends[0]...ends[1])
        }
        // The first two rows are what the others are compared with.
        let others = [0, 1].map { place in
            guard place < results.count - 1 else { return "" }
            let test = RankSumTest(of: own, over: results[place])
            return Self.text(test.superiority, test.superiorityInterval(confidence: 0.95))
        }
        return [name, share, mean ?? ""] + others
    }

    private static func text(_ value: Double, _ bounds: ClosedRange<Double>) -> String {
        let figures = [value, bounds.lowerBound, bounds.upperBound].map { Figures.fixed($0, digits: 2) }
        return "\(figures[0]) [\(figures[1]), \(figures[2])]"
    }
}

/// Measures what a problem says of the file.
private struct ProblemEvaluator: Evaluator {
    let problem: SearchProblem
    let repository: InMemoryRepository

    func evaluate(_ sitting: Sitting) async throws -> [Evaluation] {
        var evaluations: [Evaluation] = []
        for subject in sitting.candidates {
            let text = await repository.files(at: subject.commit)["x"] ?? ""
            guard let values = problem.metrics(of: text) else {
                evaluations.append(Evaluation(outcome: .crashed, reason: "no solution", commandRuns: 1))
                continue
            }
            let metrics = values.mapValues { MetricSummary(value: $0, direction: nil, n: 1, sd: nil) }
            let trial = Trial(repetition: 0, seed: sitting.seed, metrics: values)
            evaluations.append(
                Evaluation(outcome: .scored, trials: [trial], metrics: metrics, commandRuns: 1))
        }
        return evaluations
    }
}
