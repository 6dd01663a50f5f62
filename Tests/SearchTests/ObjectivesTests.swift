import Simulation
import StudyModel
import Testing
import Text

@testable import Search

/// Several metrics that decide: better by one of them, and worse by none.
struct ObjectivesTests {
    // MARK: - The door

    /// The same values of each metric in every run; `sizes` are those of the second.
    private func measured(_ scores: [Double], _ sizes: [Double]) -> Evaluation {
        func summary(_ values: [Double]) -> MetricSummary {
            MetricSummary(value: values[values.count / 2], direction: nil, n: values.count, sd: nil)
        }
        return Evaluation(
            outcome: .scored,
            trials: scores.indices.map {
                Trial(repetition: $0, seed: 0, metrics: ["score": scores[$0], "size": sizes[$0]])
            }, metrics: ["score": summary(scores), "size": summary(sizes)])
    }

    private func verdict(
        _ candidate: Evaluation, over parent: Evaluation, _ change: (inout Study) -> Void = { _ in }
    ) -> Ruling {
        let study = Study.test {
            $0.otherObjectives = [.size]
            change(&$0)
        }
        return Acceptance(study).judge(candidate, over: parent, paired: true, seed: 1)
    }

    @Test(arguments: [
        ((2.0, 10.0), Verdict.accepted), ((1, 9), .accepted), ((2, 11), .rejected), ((0.9, 5), .rejected),
        ((1, 10), .rejected),
    ])
    func `a candidate is accepted that is better by one and worse by none`(
        candidate: (score: Double, size: Double), verdict: Verdict
    ) {
        let ruling = self.verdict(measured([candidate.score], [candidate.size]), over: measured([1], [10]))
        #expect(ruling.verdict == verdict)
        #expect(ruling.comparisons.map(\.gain) == [candidate.score - 1, 10 - candidate.size])
    }

    @Test func `it may lose by the others what is too small a gain`() {
        let parent = measured([100], [100])
        let study = { (study: inout Study) in study.evaluator.measure.minGain = .relative(0.05) }
        #expect(verdict(measured([106], [104]), over: parent, study).verdict == .accepted)
        #expect(verdict(measured([106], [106]), over: parent, study).verdict == .rejected)
        #expect(verdict(measured([104], [100]), over: parent, study).verdict == .rejected)
        let why = verdict(measured([106], [106]), over: parent, study).why
        #expect(why == "score: gain 6, at least 5 asked; size: gain -6, at most 5 less asked")
    }

    @Test func `being better is tested with a part of the error, and being no worse with all of it`() {
        let study = { (study: inout Study) in
            study.evaluator.deterministic = false
            study.evaluator.measure.minGain = .relative(0.05)
        }
        func runs(_ count: Int, _ score: Double, _ size: Double) -> Evaluation {
            let each = (0..<count).map { 1 + Double($0) / 1000 }
            return measured(each.map { $0 * score }, each.map { $0 * size })
        }
        // Five pairs that all gain give p = 1/32: enough for one objective, and not for either of two.
        #expect(verdict(runs(5, 110, 100), over: runs(5, 100, 100), study).verdict == .rejected)
        let one = { (changed: inout Study) in
            study(&changed)
            changed.otherObjectives = []
        }
        #expect(verdict(runs(5, 110, 100), over: runs(5, 100, 100), one).verdict == .accepted)
        let six = verdict(runs(6, 110, 100), over: runs(6, 100, 100), study)
        #expect(six.verdict == .accepted && six.comparisons.map(\.n) == [6, 6])
        #expect(verdict(runs(6, 110, 104.9), over: runs(6, 100, 100), study).verdict == .accepted)
        #expect(verdict(runs(6, 110, 105.1), over: runs(6, 100, 100), study).verdict == .rejected)
    }

    @Test func `noisy runs are no race, and need a loss that is too small to matter`() throws {
        let study = Study.test {
            $0.evaluator.deterministic = false
            $0.otherObjectives = [.size]
            $0.evaluator.measure.repeats = 10
        }
        #expect(!study.mayRace && study.insteadOfRace == "several objectives")
        #expect(throws: Undecidable.self) {
            try RuleChoice.rule(of: study, isChosen: false, examples: [])
        }
        var small = study
        small.evaluator.measure.minGain = .relative(0.01)
        #expect(try RuleChoice.rule(of: small, isChosen: false, examples: []) == .better)
    }

    // MARK: - Runs

    /// Plays a run whose steps give these scores and sizes, from 0 and 10.
    private func play(
        _ strategy: String, _ figures: [(score: Double, size: Double)], rule: AcceptanceSettings.Rule
    ) async throws -> (run: TestRun, view: RunView, steps: [StepRecord]) {
        var run = TestRun.byTwoObjectives(base: "0 10") {
            $0.search.strategy = StrategySettings(strategy)
            $0.search.accept.rule = rule
            $0.budget.steps = figures.count
        }
        run.proposer = ScriptedProposer {
            let figure = figures[$0.step.number - 1]
            return .writing("\(figure.score) \(figure.size)")
        }
        let view = try await run.run().view
        return (run, view, await run.steps())
    }

    @Test func `every objective by which a winner is known has its gain told, and its loss with it`()
        async throws
    {
        let (_, view, steps) = try await play("chain", [(2, 12), (3, 9)], rule: .always)
        let told = try steps.map { try #require($0.candidate.flatMap(view.step(of:))) }.map(
            view.gainsOverBase)
        #expect(told[0].isEmpty)
        #expect(told[1].map(\.short) == ["score +2", "size -20.0%"])
        #expect(told[1].last?.change == "size 10 -> 12 (-20.0%)")
        #expect(told[2].last?.gain.isLoss == false)
        #expect(
            view.otherGainsOverBase(try #require(view.step(of: view.best))).map(\.objective.metric) == [
                "size"
            ])
    }

    @Test func `a chain goes on from what is better by the second, and its best is by the first`()
        async throws
    {
        let (run, view, steps) = try await play(
            "chain", [(2, 10), (2, 8), (5, 9), (2, 7)], rule: .better)
        #expect(steps.dropFirst().map(\.verdict) == [.accepted, .accepted, .rejected, .accepted])
        #expect(steps[3].why == "score: gain 3; size: gain -1, at most 0 less asked")
        #expect(steps[4].gains.map(\.metric) == ["score", "size"])
        #expect(steps[4].gains.map(\.comparison.gain) == [0, 1])
        #expect(view.current.head == steps[4].candidate)
        // As good by the first and better by the other, so that no best is dominated.
        #expect(view.best == steps[4].candidate && view.front.map(\.step) == [steps[4].step])
        let evidence = try #require(await run.evidence(of: 3))
        #expect(evidence.contains("Objectives: maximize `score`, minimize `size`."))
        #expect(evidence.contains("- `size`: baseline 10, parent 8, best so far 8"))
    }

    @Test(arguments: StrategyKind.all.map(\.name))
    func `every strategy finds the front, and the best is what gained most by the first`(strategy: String)
        async throws
    {
        // The third and the fifth are dominated by the first; the base by none.
        let (run, view, steps) = try await play(
            strategy, [(2, 20), (5, 40), (1, 25), (1, 15), (2, 30)], rule: .always)
        #expect(steps.dropFirst().allSatisfy { $0.verdict == .accepted && $0.gains.count == 2 })
        let front = [2, 1, 4, 0].map { view.steps[$0].step }
        #expect(view.front.map(\.step) == front)
        #expect(view.best == steps[2].candidate)
        // Who is on the front leads a lineage, or did; who is dominated never.
        #expect(
            strategy != "pareto" || steps.map(\.moves.isEmpty) == [false, false, false, true, false, true])
        for kill in 1...6 {
            var again = run
            again.repository = InMemoryRepository(run.repository.record.study, base: ["x": "0 10"])
            again.evaluator = ScriptedEvaluator(again.repository, run.evaluator.script)
            await again.repository.kill(afterAppends: kill)
            do { try await again.run() } catch is InMemoryRepository.Killed {}
            await again.repository.kill(afterAppends: nil)
            #expect(try await again.run().view.front.map(\.step) == front)
        }
    }

    @Test func `the parents of pareto are those that no other dominates, between the extremes too`()
        async throws
    {
        let (_, view, steps) = try await play(
            "pareto", [(2, 20), (5, 40), (1, 50)] + (6...95).map { (0.001, 100 + Double($0)) }, rule: .always)
        let later = steps.dropFirst(4).map { view.step(of: $0.parent)?.step.number ?? -1 }
        // What trades a little of the first for much of the second is dominated.
        #expect(Set(later) == [0, 1, 2])
        let drawn = Dictionary(grouping: later) { $0 }.mapValues(\.count)
        #expect(drawn.values.allSatisfy { $0 >= 15 }, "\(drawn)")
    }

    @Test func `over examples the gains by each are of the same sample`() async throws {
        let run = TestRun.byTwoObjectives(train: 4) {
            $0.batch.size = 2
            $0.search.accept.rule = .higher
            $0.budget.steps = 2
        }.judged { numbers, _ in (numbers[0], 10 - numbers[0]) }
        let view = try await run.run().view
        let step = try #require(view.steps.last)
        #expect(step.verdict == .accepted && view.selectedGains(step) == [2, 2])
        #expect(view.gainOverBase(step, by: 1)?.sample?.wholeSplit == .train)
    }

    @Test func `what accepted a candidate is told without p and bounds by any objective`() async throws {
        var run = TestRun.byTwoObjectives(base: "1") {
            $0.evaluator.deterministic = false
            $0.evaluator.measure = MeasureSettings(repeats: 10, minGain: .relative(0.5))
            $0.search.accept.rule = .better
            $0.budget.steps = 1
        }.judged { numbers, trial in
            let more = Double(trial.repetition) / 100
            return (numbers[0] + more, 20 - numbers[0] + more)
        }
        run.proposer = ScriptedProposer { _ in .writing("9") }
        let view = try await run.run().view
        let step = try #require(await run.steps().last)
        #expect(step.verdict == .accepted && step.gains.map(\.source) == [.atAcceptance, .atAcceptance])
        #expect(step.gains.allSatisfy { $0.comparison.low == nil })
        let base = try #require(step.evaluations.first { $0.of == view.record.base }?.evaluation)
        let own = try #require(step.evaluation)
        let trials = RecordedTrials(view.record.study, examples: []).compare(
            own, with: base, on: nil, as: .paired)
        // The trials alone would say more than is so.
        #expect(trials.map(\.metric) == ["score", "size"] && trials[1].direction == .minimize)
        #expect(trials.allSatisfy { $0.gain?.comparison.p != nil })
        let told = view.record.study.objectives.indices.reduce(trials) { told, place in
            let known = view.searchGain(of: view.steps[1], over: view.steps[0], by: place)
            return told.telling([known].compactMap { $0 }, of: view.record.study, by: place)
        }
        #expect(told.count == 2 && told.allSatisfy { $0.gain?.isAtAcceptance == true })
        #expect(told.allSatisfy { $0.gain?.comparison.p == nil && $0.gain?.comparison.low == nil })
    }

    @Test func `a step's note has each gain once, and its score by the second is of the gain's sample`()
        async throws
    {
        // On validation all are ten larger.
        let run = TestRun.byTwoObjectives(train: 4, validation: 3) {
            $0.batch.size = 2
            $0.search.select = .validation
            $0.search.accept.on = .staged
            $0.search.accept.rule = .higher
            $0.budget.steps = 2
        }.judged { numbers, trial in
            (numbers[0], (trial.example?.hasPrefix("v") == true ? 60 : 50) - numbers[0])
        }
        let view = try await run.run().view
        let step = try #require(view.steps.last)
        #expect(step.verdict == .accepted && step.figures(by: 1).scores.map(\.value) == [48, 58])
        #expect(Naming.score(step, by: 1, in: view) == "58 (+3.3%)")
        let record = try #require(await run.steps().last)
        let names = [record.parent.text: "parent", view.record.base.text: "base"]
        let gains = try view.notedGains(of: record).map { gain in
            let line = JSONReader.read(ObjectWriter.bytes { gain.write(to: &$0) }[...])
            let over = try #require(line?["over"]?.string.flatMap { names[$0] })
            return try "\(#require(line?["metric"]?.string)) over \(over)"
        }
        #expect(
            gains.sorted() == [
                "score over base", "score over parent", "size over base", "size over parent",
            ])
    }

    // MARK: - The end

    /// A run whose one candidate gains by as much as told, over noisy runs.
    private func closed(_ score: Double, _ size: Double, _ change: (inout Study) -> Void = { _ in })
        async throws -> RunView
    {
        var run = TestRun.byTwoObjectives(base: "100 100") {
            $0.evaluator.deterministic = false
            $0.evaluator.measure.confirm = 8
            $0.search.accept.rule = .always
            $0.budget.steps = 1
            change(&$0)
        }.judged { numbers, trial in
            let noise = 1 + Double(trial.repetition) / 1000
            return (numbers[0] * noise, numbers[1] * noise)
        }
        run.proposer = ScriptedProposer { _ in .writing("\(100 + score) \(100 - size)") }
        return try await run.run().view
    }

    @Test(arguments: [
        (10.0, 5.0, "score +10.03 and size +5.0%", nil as String?),
        (10, -5, "score +10.03", "size -5.0%, which is worse"),
        (10, 0, "score +10.03", "size +0.0%, not confirmed"),
    ])
    func `the end says by which objectives its winner is better`(
        score: Double, size: Double, gains: String, others: String?
    ) async throws {
        let view = try await closed(score, size)
        let finish = try #require(view.finish)
        #expect(finish.confirmed && finish.compared?.gains.map(\.metric) == ["score", "size"])
        let words = try #require(ClosingWords(view))
        func plain(_ text: String?) -> String? { text?.replacing(/\ \[[^\]]*\]/, with: "") }
        #expect(words.isClaim)
        #expect(plain(words.gains) == gains)
        #expect(plain(words.others) == others)
    }

    @Test func `what no objective shows is no claim, and each is tested with its part of the error`()
        async throws
    {
        // Six pairs that all gain give p = 1/64: enough at the first look, 0.02, for one objective, and not for either of two.
        let two = try await closed(10, 5) { $0.evaluator.measure.confirm = 7 }
        #expect(two.finish?.confirmed == true)
        let fewer = try await closed(10, 5) { $0.evaluator.measure.confirm = 6 }
        #expect(fewer.finish?.confirmed == false)
        let one = try await closed(10, 5) {
            $0.evaluator.measure.confirm = 6
            $0.otherObjectives = []
        }
        #expect(one.finish?.confirmed == true)
        let words = try #require(ClosingWords(fewer))
        #expect(!words.isClaim && words.gains.contains("; size ") && words.others == nil)
    }

    @Test func `validation that selects bears claims by every objective, and rows of each are kept`()
        async throws
    {
        let run = TestRun.byTwoObjectives(train: 4, validation: 9) {
            $0.search.select = .validation
            $0.search.accept.rule = .always
            $0.budget.steps = 1
        }.judged { numbers, _ in (numbers[0], 10 - numbers[0]) }
        let view = try await run.run().view
        let compared = try #require(view.finish?.compared)
        #expect(compared.confirmed && compared.gains.map(\.metric) == ["score", "size"])
        #expect(compared.gains.allSatisfy { compared.isConfirmed($0) == true && $0.source == .stored })
        let rows = await run.steps().flatMap(\.evaluations).map(\.rows)
        #expect(!rows.isEmpty && rows.allSatisfy { Set($0.keys) == ["score", "size"] })
    }

    @Test func `what is told of a candidate is compared by every objective`() async throws {
        var (run, _, _) = try await play("chain", [(2, 8)], rule: .better)
        run.proposer = .counter
        let told = { (score: Double, size: Double) in
            Evaluation(
                outcome: .scored,
                trials: [Trial(repetition: 0, seed: 0, metrics: ["score": score, "size": size])],
                metrics: [
                    "score": MetricSummary(value: score, direction: nil, n: 1, sd: nil),
                    "size": MetricSummary(value: size, direction: nil, n: 1, sd: nil),
                ])
        }
        let refused = try await run.loop().tell(.writing("9 9"), reported: told(9, 9))
        #expect(refused?.verdict == .rejected && refused?.isReported == true)
        let better = try await run.loop().tell(.writing("3 7"), reported: told(3, 7))
        #expect(better?.verdict == .accepted && better?.isReported == false)
    }
}
