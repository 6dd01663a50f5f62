import StudyModel
import Testing

@testable import Search

struct AcceptanceTests {
    private func scored(_ values: [Double], examples: [String]? = nil, errors: Double? = nil) -> Evaluation {
        var metrics = ["score": MetricSummary(value: values[0], direction: nil, n: values.count, sd: nil)]
        if let errors { metrics["errors"] = MetricSummary(value: errors, direction: nil, n: 1, sd: nil) }
        let trials = values.enumerated().map { index, value in
            Trial(
                example: examples?[index], repetition: examples == nil ? index : 0, seed: 0,
                metrics: ["score": value])
        }
        return Evaluation(outcome: .scored, trials: trials, metrics: metrics)
    }

    private func noisy(_ change: (inout Study) -> Void = { _ in }) -> Study {
        .test {
            $0.evaluator.deterministic = false
            $0.objective.direction = .minimize
            change(&$0)
        }
    }

    private func judge(_ study: Study, _ candidate: Evaluation, over parent: Evaluation?, paired: Bool = true)
        -> Ruling
    {
        Acceptance(study).judge(candidate, over: parent, paired: paired, seed: 1)
    }

    @Test func `a deterministic evaluator is compared exactly`() {
        let study = Study.test()
        #expect(judge(study, scored([1.000001]), over: scored([1])).verdict == .accepted)
        #expect(judge(study, scored([1]), over: scored([1])).verdict == .rejected)
        #expect(judge(study, scored([2]), over: scored([1])).comparison?.test == "exact")
    }

    @Test func `the least gain is asked of exact comparisons`() {
        let study = Study.test { $0.evaluator.measure.minGain = .relative(0.1) }
        #expect(judge(study, scored([109]), over: scored([100])).verdict == .rejected)
        #expect(judge(study, scored([110]), over: scored([100])).verdict == .accepted)
    }

    @Test func `the least gain is part of what a test has to refute`() {
        let study = noisy { $0.evaluator.measure.minGain = .absolute(1) }
        let parent = scored([10, 11, 12, 13, 14])
        #expect(judge(study, scored([9.5, 10.5, 11.5, 12.5, 13.5]), over: parent).verdict == .rejected)
        #expect(judge(study, scored([8.5, 9.5, 10.5, 11.5, 12.5]), over: parent).verdict == .accepted)
    }

    @Test func `repeats beside each other are paired, stored ones are two samples`() {
        let parent = scored([10, 20, 30, 40, 50])
        let candidate = scored([9, 18, 27, 36, 45])
        let paired = judge(noisy(), candidate, over: parent)
        let stored = judge(noisy(), candidate, over: parent, paired: false)
        #expect(paired.verdict == .accepted && stored.verdict == .rejected)
        #expect(paired.comparison?.test == "Wilcoxon signed-rank (exact)")
        #expect(stored.comparison?.test == "Mann-Whitney U (exact)")
        #expect(paired.comparison?.low == 1 && paired.comparison?.high == nil)
    }

    @Test func `examples are paired by what they are, wherever they were measured`() {
        let names = (1...8).map { "case-\($0)" }
        let study = noisy { $0.objective.direction = .maximize }
        let parent = scored([0, 0, 0, 0, 0, 0, 1, 1], examples: names)
        let candidate = scored([1, 1, 1, 1, 1, 1, 1, 1].reversed(), examples: names.reversed())
        let ruling = judge(study, candidate, over: parent, paired: false)
        #expect(ruling.verdict == .accepted)
        #expect(ruling.comparison?.test == "sign-flip permutation (exact)")
        #expect(ruling.comparison?.gain == 0.75 && ruling.comparison?.n == 8)
    }

    @Test func `only examples that both ran are compared`() {
        let study = Study.test()
        let parent = scored([0, 5], examples: ["a", "b"])
        let ruling = judge(study, scored([1], examples: ["a"]), over: parent)
        #expect(ruling.comparison?.reference == 0 && ruling.comparison?.gain == 1)
    }

    @Test func `a broken constraint rejects, and is named`() {
        let study = Study.test {
            $0.constraints = [Constraint(metric: "errors", relation: .atMost, limit: 0.01)]
        }
        let broken = judge(study, scored([2], errors: 0.5), over: scored([1]))
        #expect(broken.verdict == .rejected)
        #expect(broken.why == "'errors' is 0.5, and must be <= 0.01")
        #expect(judge(study, scored([2], errors: 0.01), over: scored([1])).verdict == .accepted)
        #expect(judge(study, scored([2]), over: scored([1])).verdict == .rejected)
    }

    @Test func `without a score nothing is accepted, by any rule`() {
        let study = Study.test { $0.search.accept.rule = .always }
        let crashed = Evaluation(outcome: .crashed, reason: "exit code 139")
        #expect(judge(study, crashed, over: scored([1])).why == "crashed: exit code 139")
        #expect(judge(study, crashed, over: scored([1])).verdict == .rejected)
        #expect(judge(study, scored([0]), over: scored([1])).verdict == .accepted)
    }

    struct PlanCase {
        var compare: MeasureSettings.Compare
        var repeats: Int
        var choices: Double
        var isEnough: Bool
    }

    @Test(arguments: [
        PlanCase(compare: .interleaved, repeats: 5, choices: 32, isEnough: true),
        PlanCase(compare: .interleaved, repeats: 4, choices: 16, isEnough: false),
        PlanCase(compare: .stored, repeats: 5, choices: 252, isEnough: true),
        PlanCase(compare: .stored, repeats: 3, choices: 20, isEnough: true),
        PlanCase(compare: .stored, repeats: 2, choices: 6, isEnough: false),
    ]) func `what a plan can tell at best is known before`(plan: PlanCase) {
        let study = noisy {
            $0.evaluator.measure = MeasureSettings(repeats: plan.repeats, compare: plan.compare)
        }
        #expect(abs(smallestAttainableP(of: study, examples: 0) - 1 / plan.choices) < 1e-12)
        #expect(ComparisonPlan(study, examples: 0).canAccept(confidence: 0.95) == plan.isEnough)
    }

    @Test func `few examples count each repeat as a pair`() {
        let study = noisy { $0.evaluator.measure.repeats = 2 }
        #expect(ComparisonPlan(study, examples: 3) == .examples(6))
        #expect(ComparisonPlan(study, examples: 5) == .examples(5))
    }

    @Test func `the detectable gain grows with noise and is that of the least gain without`() throws {
        let study = noisy { $0.evaluator.measure.compare = .interleaved }
        let still = try #require(detectableGain(base: [10, 10, 10, 10, 10], study: study, seed: 1))
        let quiet = try #require(detectableGain(base: [10, 10.1, 9.9, 10.05, 9.95], study: study, seed: 1))
        let loud = try #require(detectableGain(base: [10, 11, 9, 10.5, 9.5], study: study, seed: 1))
        #expect(still == 0 && quiet > 0)
        #expect(abs(loud / quiet - 10) < 1e-6)
        #expect(detectableGain(base: [10, 11, 9, 10.5, 9.5], study: study, seed: 1) == loud)
        #expect(detectableGain(base: [10], study: study, seed: 1) == nil)
    }
}
