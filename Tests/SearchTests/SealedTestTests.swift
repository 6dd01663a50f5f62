import Simulation
import StudyModel
import Testing

@testable import Search

/// What tests on the sealed examples say of one candidate, and of two.
struct SealedTestTests {
    /// Wilson's interval of 15 of 15, 7 of 15 and 5 of 15; what is alike on all examples is no certainty.
    @Test(arguments: [
        (15, 1.0, false, [0.796, 1]), (7, 1, false, [0.248, 0.699]), (5, 1, false, [0.152, 0.583]),
        (15, 1, true, nil), (15, 0.5, false, nil),
    ])
    func `no score of some examples is certain of others`(
        right: Int, value: Double, areClustered: Bool, bounds: [Double]?
    ) throws {
        let examples = (0..<15).map {
            Example(id: "s\($0)", json: "{}", split: .test, cluster: areClustered ? "\($0 / 3)" : nil)
        }
        let sealed = try #require(SealedTest(TestRun(.test()).repository.record, examples: examples))
        let trials = examples.enumerated().map {
            Trial(
                example: $0.element.id, repetition: 0, seed: 0,
                metrics: ["score": $0.offset < right ? value : 0])
        }
        let interval = sealed.interval(
            of: Evaluation(outcome: .scored, trials: trials), by: Study.test().objective)
        #expect((interval == nil) == (bounds == nil))
        if let bounds, let interval {
            #expect(abs(interval.low - bounds[0]) < 6e-4 && abs(interval.high - bounds[1]) < 6e-4)
        }
    }

    @Test func `tests of the same two are put together, at the level of the last look`() throws {
        let run = TestRun(.test())
        let examples = (0..<8).map { Example(id: "s\($0)", json: "{}", split: .test) }
        let sealed = try #require(SealedTest(run.repository.record, examples: examples))
        let record = run.repository.record
        let subjects = ["a", "b"].map {
            Subject(commit: record.base, tree: InMemoryRepository.tree(of: [$0: ""]))
        }
        let looks = try (1...2).map { number in
            let sitting = sealed.sitting(of: subjects, repeats: 1, number: number)
            let test = TestRecord(
                id: "t", candidate: record.base, step: run.step(0), look: number,
                sample: sealed.sample(repeats: 1), recordedAt: 0)
            // The candidate is right on all but the first, which it has right the second time.
            let evaluations = [false, true].map { isCandidate in
                let trials = examples.map { example in
                    let isRight = isCandidate && (example.id != "s0" || number == 2)
                    return Trial(
                        example: example.id, repetition: 0, seed: 1,
                        metrics: ["score": isRight ? 1 : 0, "other": 2])
                }
                let names = ["score", "other"].map {
                    ($0, MetricSummary(value: 0, direction: nil, n: 8, sd: nil))
                }
                return Evaluation(
                    outcome: .scored, trials: trials, metrics: Dictionary(names) { first, _ in first })
            }
            return try sealed.results(evaluations, of: sitting, in: test)
        }
        let first = sealed.comparisons(
            of: Array(looks.prefix(1)), at: SealedLook(1, in: record.study))
        #expect(first.map(\.metric) == ["score", "other"])
        #expect(
            first[0].sides?.value == 0.875 && first[0].wins.count == 7 && first[0].gain?.isConfirmed == true)
        #expect(first[1].direction == nil && first[1].gain?.isConfirmed == nil)
        let both = sealed.comparisons(of: looks, at: SealedLook(2, in: record.study))
        // A half of the first example's answers, and all of the others.
        #expect(both[0].sides?.value == 15.0 / 16 && both[0].wins.count == 8)
        let gain = try #require(both[0].gain)
        #expect(abs(gain.confidence - 0.995) < 1e-9 && gain.sample?.repeats == 2)
        #expect(gain.isConfirmed == false, "2^-8 is above the level of the second look")
    }

    /// A test of three objectives on so many sealed examples: the candidate is right on all where the other is on none, a tenth smaller, and slower.
    private func tested(on count: Int) throws -> (study: Study, sealed: SealedTest, test: TestRecord) {
        let run = TestRun(
            .test {
                $0.otherObjectives = ["size", "time"].map { Objective(metric: $0, direction: .minimize) }
            })
        let record = run.repository.record
        let examples = (0..<count).map { Example(id: "s\($0)", json: "{}", split: .test) }
        let sealed = try #require(SealedTest(record, examples: examples))
        let subjects = ["a", "b"].map {
            Subject(commit: record.base, tree: InMemoryRepository.tree(of: [$0: ""]))
        }
        let sides = [(0.0, 100.0, 10.0), (1, 90, 12)].map { score, size, time in
            let trials = examples.enumerated().map { index, example in
                let more = Double(index) / 10
                return Trial(
                    example: example.id, repetition: 0, seed: 1,
                    metrics: ["score": score, "size": size + more, "time": time + more, "other": more])
            }
            let summary = MetricSummary(value: 0, direction: nil, n: count, sd: nil)
            let metrics = ["score", "size", "time", "other"].map { ($0, summary) }
            return Evaluation(
                outcome: .scored, trials: trials, metrics: Dictionary(uniqueKeysWithValues: metrics))
        }
        var test = TestRecord(
            id: "t", candidate: record.base, step: run.step(0), over: record.base, look: 1,
            sample: sealed.sample(repeats: 1), recordedAt: 0)
        test.evaluations = try sealed.results(
            sides, of: sealed.sitting(of: subjects, repeats: 1, number: 1), in: test)
        return (record.study, sealed, test)
    }

    @Test(arguments: [(7, [false, false, false, nil]), (8, [true, true, false, nil])])
    func `a test asks for a claim by each objective, with its part of the error`(
        count: Int, verdicts: [Bool?]
    ) throws {
        var (study, sealed, test) = try tested(on: count)
        let scored = test.evaluations.last?.evaluation.metrics.filter { $0.value.interval != nil }
        #expect(scored.map { Set($0.keys) } == ["score", "size", "time"])
        // 2^-7 is above a third of 0.02, and 2^-8 below it.
        let look = SealedLook(1, in: study)
        #expect(abs(look.tail - 0.02 / 3) < 1e-12)
        let compared = sealed.comparisons(of: [test.evaluations], at: look)
        #expect(compared.map(\.metric) == ["score", "size", "time", "other"])
        #expect(compared.map(\.gain?.isConfirmed) == verdicts)
        #expect(compared.map(\.direction) == [.maximize, .minimize, .minimize, nil])
        #expect(compared[2].gain?.verdict == (count > 7 ? "which is worse" : "not confirmed"))
        test.gains = sealed.gains(compared, of: test, at: look)
        #expect(test.gains.map(\.metric) == ["score", "size", "time"])
        #expect(test.gains.map(\.isShown) == verdicts.compactMap { $0 })
        let again = try #require(SealedLook(test, in: study))
        #expect(again.tail == (look.tail * 1e12).rounded() / 1e12 && again.number == 1)
        #expect(sealed.comparisons(of: [test.evaluations], at: again) == compared)
    }

    @Test func `the verdict of a test that asked by the first objective alone stands`() throws {
        var (study, sealed, test) = try tested(on: 7)
        let alone = SealedLook(1, in: study.alone(with: study.objective))
        test.gains = sealed.gains(
            sealed.comparisons(of: [test.evaluations], at: alone), of: test, at: alone)
        #expect(test.gains.map(\.metric) == ["score"] && test.gains[0].isShown)
        let look = try #require(SealedLook(test, in: study))
        #expect(abs(look.tail - 0.02) < 1e-12)
        let told = sealed.comparisons(of: [test.evaluations], at: look)
        #expect(told.map(\.gain?.isConfirmed) == [true, nil, nil, nil])
        test.gains = []
        #expect(SealedLook(test, in: study) == nil)
    }

    @Test func `what so few sealed examples can claim is reckoned for each objective`() throws {
        let examples = (0..<6).map { Example(id: "s\($0)", json: "{}", split: .test) }
        let plan = { (study: Study, look: Int) in
            try #require(ClosingPlan(ofTestOf: study, examples: examples, look: look))
        }
        let one = Study.test()
        let two = Study.test { $0.otherObjectives = [Objective(metric: "size", direction: .minimize)] }
        #expect(try plan(one, 1).lacking == nil)
        #expect(try plan(two, 1).lacking == 7)
        #expect(try plan(one, 2).lacking == 9)
    }
}
