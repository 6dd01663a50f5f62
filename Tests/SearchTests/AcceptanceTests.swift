import Statistics
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

    @Test func `over examples that go together not-worse takes what is as good, and rounding is no loss`() {
        let study = Study.test {
            $0.evaluator.deterministic = false
            $0.search.accept.rule = .notWorse
        }
        let names = (1...6).map { "case-\($0)" }
        let clusters = Dictionary(uniqueKeysWithValues: names.map { ($0, String($0.last ?? "0")) })
        let rule = Acceptance(study, clusters: clusters)
        let values = [0.1, 0.7, 0.2, 0.6, 0.3, 0.4]
        let parent = scored(values, examples: names)
        for candidate in [values.map { $0 + 0.01 }, values, [0.4, 0.3, 0.6, 0.2, 0.7, 0.1]] {
            let ruling = rule.judge(
                scored(candidate, examples: names), over: parent, paired: true, seed: 1)
            #expect(ruling.comparison?.unit == .cluster)
            #expect(ruling.verdict == .accepted, "\(ruling.why)")
        }
        let worse = scored(values.map { $0 - 0.01 }, examples: names)
        #expect(rule.judge(worse, over: parent, paired: true, seed: 1).verdict == .rejected)
    }

    @Test func `the least gain is asked of exact comparisons`() {
        let study = Study.test { $0.evaluator.measure.minGain = .relative(0.1) }
        #expect(judge(study, scored([109]), over: scored([100])).verdict == .rejected)
        #expect(judge(study, scored([110]), over: scored([100])).verdict == .accepted)
    }

    @Test func `repeats beside each other are paired, stored ones are two samples`() {
        let parent = scored([10, 20, 30, 40, 50])
        let candidate = scored([9, 18, 27, 36, 45])
        let paired = judge(noisy(), candidate, over: parent)
        let stored = judge(noisy(), candidate, over: parent, paired: false)
        #expect(paired.verdict == .accepted && stored.verdict == .rejected)
        #expect(paired.comparison?.test == "Wilcoxon signed-rank (exact)")
        #expect(stored.comparison?.test == "Mann-Whitney U (exact)")
        // Every pair gains a tenth, of what the parent scored in the middle.
        #expect(abs((paired.comparison?.low ?? 0) - 3) < 1e-9 && paired.comparison?.high == nil)
    }

    @Test func `examples are paired by what they are, wherever they were measured`() {
        let names = (1...8).map { "case-\($0)" }
        let study = noisy { $0.objective.direction = .maximize }
        let parent = scored([0, 0, 0, 0, 0, 0, 1, 1], examples: names)
        let candidate = scored([1, 1, 1, 1, 1, 1, 1, 1].reversed(), examples: names.reversed())
        let ruling = judge(study, candidate, over: parent, paired: false)
        #expect(ruling.verdict == .accepted)
        #expect(ruling.comparison?.test == "sign test (exact)")
        // Under the name that the two have wherever they are compared.
        let bothSides = Comparer(study: study, seed: 1).compare(
            candidate, with: parent, paired: false, interval: .twoSided(confidence: 0.95))
        #expect(bothSides?.test == ruling.comparison?.test)
        #expect(ruling.comparison?.gain == 0.75 && ruling.comparison?.n == 8)
    }

    @Test func `percent over examples have Fieller's bounds wherever they have any`() throws {
        let names = (1...8).map { "case-\($0)" }
        var study = noisy()
        let compare = { (study: Study, values: [Double], others: [Double]) in
            let (own, other) = (scored(values, examples: names), scored(others, examples: names))
            let comparer = Comparer(study: study, seed: 1)
            let comparison = try #require(
                comparer.compare(own, with: other, paired: true, interval: .twoSided(confidence: 0.95)))
            let recorded = RecordedTrials(study, examples: []).compare(
                own, with: other, on: .train, as: .paired)
            #expect(recorded.first?.gain?.comparison.low == comparison.low)
            return comparison
        }
        let others = [10.0, 12, 9, 11, 30, 14, 8, 40]
        let values = others.map { $0 * 0.1 + ($0 > 11 ? 0.3 : 0) }
        let percent = try compare(study, values, others)
        let ratio = try #require(
            PercentGain(ofMeans: values, over: others, better: .smaller, confidence: 0.95))
        #expect(percent.isRatio && percent.low == ratio.low.map { $0 * percent.reference })
        #expect(percent.high == ratio.high.map { $0 * percent.reference })
        #expect((percent.high ?? .infinity) < percent.reference)
        // A zero is no part of anything.
        let zero = try compare(study, [0] + values.dropFirst(), others)
        #expect(!zero.isRatio && study.objective.scale(of: zero) == .absolute)
        study.objective.scale = .absolute
        #expect(try !compare(study, values, others).test.contains("Fieller"))
    }

    @Test func `percent of so few examples that none decide have no bounds`() throws {
        let study = noisy()
        let compare = { (count: Int) in
            let names = (1...count).map { "case-\($0)" }
            let others = (1...count).map { Double(10 + $0) }
            return try #require(
                Comparer(study: study, seed: 1).compare(
                    scored(others.map { $0 * 0.5 }, examples: names), with: scored(others, examples: names),
                    paired: true, interval: .twoSided(confidence: 0.95)))
        }
        // All on one side of five come to 1/32, above 1/40; of six they do not.
        let five = try compare(5)
        #expect(five.isRatio && five.p == 1.0 / 32 && five.low == nil && five.high == nil)
        let six = try compare(6)
        #expect(six.p == 1.0 / 64 && six.low != nil && six.high != nil)
    }

    @Test func `a metric that nobody wants higher or lower has a p for both`() throws {
        let names = (1...8).map { "case-\($0)" }
        let measured = { (values: [Double]) in
            Evaluation(
                outcome: .scored,
                trials: zip(names, values).map {
                    Trial(example: $0, repetition: 0, seed: 0, metrics: ["score": 1, "size": $1])
                },
                metrics: [
                    "score": MetricSummary(value: 1, direction: .maximize, n: 8, sd: 0),
                    "size": MetricSummary(value: values[0], direction: nil, n: 8, sd: nil),
                ])
        }
        let study = noisy { $0.objective.direction = .maximize }
        let (small, large) = (measured((1...8).map(Double.init)), measured((2...9).map { Double($0) * 1.1 }))
        for (own, other) in [(small, large), (large, small)] {
            let told = RecordedTrials(study, examples: []).compare(own, with: other, on: .train, as: .paired)
            #expect(told.first { $0.metric == "size" }?.gain?.comparison.p == 2.0 / 256)
        }
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

    @Test func `the better figure is that of the study's statistic, whatever ranks estimate`() {
        let parent = scored([10, 10, 10, 10, 10])
        // Faster as a rule, with one slow run.
        let candidate = scored([9, 9, 9, 9, 20])
        for (statistic, verdict, why) in [
            (MeasureSettings.Statistic.mean, Verdict.rejected, "gain -1.2"), (.median, .accepted, "gain 1"),
            (.max, .rejected, "gain -10"), (.min, .accepted, "gain 1"),
        ] {
            let study = noisy {
                $0.search.accept.rule = .higher
                $0.evaluator.measure.statistic = statistic
            }
            for paired in [true, false] {
                let ruling = judge(study, candidate, over: parent, paired: paired)
                #expect(ruling.verdict == verdict && ruling.why.hasPrefix(why), "\(statistic)")
            }
        }
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
            $0.evaluator.measure = MeasureSettings(repeats: .fixed(plan.repeats), compare: plan.compare)
        }
        #expect(abs(ComparisonPlan(study, examples: 0).smallestAttainableP - 1 / plan.choices) < 1e-12)
        #expect(ComparisonPlan(study, examples: 0).canAccept(confidence: 0.95) == plan.isEnough)
    }

    @Test(arguments: [true, false])
    func `an example is one observation, whatever its repeats and whether they can differ`(isFixed: Bool) {
        let study = noisy {
            $0.evaluator.measure.repeats = 5
            $0.evaluator.deterministic = isFixed
            $0.objective.direction = .maximize
        }
        #expect(ComparisonPlan(study, examples: 3) == .examples(3))
        #expect(!ComparisonPlan(study, examples: 4).canAccept(confidence: 0.95))
        #expect(ComparisonPlan(study, examples: 5).canAccept(confidence: 0.95))
        let names = (0..<15).map { "case-\($0 % 3)" }
        let trials = { (values: [Double]) in
            var evaluation = scored(values, examples: names)
            for index in values.indices { evaluation.trials[index].repetition = index / 3 }
            return evaluation
        }
        // One example of three that turned, asked five times of an endpoint that always says the same.
        let parent = trials((0..<15).map { _ in 0 })
        let ruling = judge(study, trials((0..<15).map { $0 % 3 == 0 ? 1 : 0 }), over: parent)
        #expect(ruling.verdict == .rejected)
        #expect(ruling.comparison?.n == 3 && ruling.comparison?.unit == .example)
        #expect(ruling.comparison?.p == 0.5)
    }

    @Test func `the least gain filters what the test accepts`() {
        let study = noisy { $0.evaluator.measure.minGain = .absolute(1) }
        let parent = scored([10, 11, 12, 13, 14])
        #expect(judge(study, scored([9.5, 10.5, 11.5, 12.5, 13.5]), over: parent).verdict == .rejected)
        #expect(judge(study, scored([9.5, 9.5, 10.5, 11.5, 12.5]), over: parent).verdict == .accepted)
    }

    struct RuleCase {
        var rule: AcceptanceSettings.Rule
        var candidate: [Double]
        var isAccepted: Bool
    }

    @Test(arguments: [
        RuleCase(rule: .notWorse, candidate: [1, 0, 1], isAccepted: true),
        RuleCase(rule: .notWorse, candidate: [1, 1, 0], isAccepted: true),
        RuleCase(rule: .notWorse, candidate: [0, 0, 1], isAccepted: false),
        RuleCase(rule: .higher, candidate: [1, 0, 1], isAccepted: false),
        RuleCase(rule: .higher, candidate: [1, 1, 1], isAccepted: true),
        RuleCase(rule: .better, candidate: [1, 1, 1], isAccepted: false),
        RuleCase(rule: .always, candidate: [0, 0, 0], isAccepted: true),
    ]) func `rules without a claim go by the sum over the same examples`(rule: RuleCase) {
        let study = Study.test { $0.search.accept.rule = rule.rule }
        let names = ["a", "b", "c"]
        let ruling = judge(
            study, scored(rule.candidate, examples: names), over: scored([1, 0, 1], examples: names))
        #expect((ruling.verdict == .accepted) == rule.isAccepted)
    }

    struct Choice {
        var train: Int
        var isChosen = false
        var isNoisy = true
        var repeats: Repeats = 5
        var rule = AcceptanceSettings.Rule.better
        var confidence = 0.95
        var minGain = 0.0
        /// `nil` where nothing can ever be decided.
        var becomes: AcceptanceSettings.Rule?
    }

    @Test(arguments: [
        Choice(train: 3, becomes: .notWorse), Choice(train: 15, becomes: .notWorse),
        Choice(train: 30, becomes: .better), Choice(train: 3, isNoisy: false, becomes: .notWorse),
        Choice(train: 4, isChosen: true, becomes: nil), Choice(train: 5, isChosen: true, becomes: .better),
        Choice(train: 4, isChosen: true, isNoisy: false, becomes: nil),
        Choice(train: 3, rule: .always, becomes: .always),
        Choice(train: 3, rule: .notWorse, becomes: .notWorse),
        Choice(train: 0, becomes: .better), Choice(train: 0, repeats: 1, becomes: nil),
        Choice(train: 0, isNoisy: false, repeats: 1, becomes: .notWorse),
        Choice(train: 0, isNoisy: false, minGain: 0.01, becomes: .better),
        Choice(train: 0, isChosen: true, isNoisy: false, becomes: .better),
        Choice(train: 0, isChosen: true, repeats: 1, rule: .higher, becomes: .higher),
        Choice(train: 0, isChosen: true, rule: .notWorse, becomes: nil),
        Choice(train: 0, isChosen: true, isNoisy: false, rule: .notWorse, becomes: .notWorse),
        Choice(train: 0, isChosen: true, rule: .notWorse, minGain: 0.01, becomes: .notWorse),
        Choice(train: 0, isChosen: true, repeats: 4, rule: .notWorse, minGain: 0.01, becomes: nil),
        Choice(train: 0, repeats: 4, becomes: nil), Choice(train: 0, repeats: .race(2...5), becomes: .better),
        Choice(train: 0, repeats: .race(2...10), rule: .notWorse, becomes: nil),
        Choice(train: 0, repeats: .race(2...10), rule: .notWorse, minGain: 0.01, becomes: .notWorse),
        Choice(train: 0, repeats: .race(5...6), confidence: 0.99, becomes: nil),
        Choice(train: 0, repeats: .race(5...7), confidence: 0.99, becomes: .better),
    ]) func `a rule that cannot decide is refused where it was chosen, and not taken where it was not`(
        choice: Choice
    ) throws {
        let study = noisy {
            $0.evaluator.deterministic = !choice.isNoisy
            $0.evaluator.measure.repeats = choice.repeats
            $0.evaluator.measure.minGain = .relative(choice.minGain)
            $0.search.accept.rule = choice.rule
            $0.search.accept.confidence = choice.confidence
        }
        let examples = (0..<choice.train).map { Example(id: "\($0)", json: "{}", split: .train) }
        let rule = { try RuleChoice.rule(of: study, isChosen: choice.isChosen, examples: examples) }
        if let becomes = choice.becomes {
            #expect(try rule() == becomes)
        } else {
            #expect(throws: Undecidable.self) { try rule() }
        }
    }

    @Test func `examples decide at any confidence once their signs alone are rare enough`() {
        #expect(!ComparisonPlan.examples(16).canAccept(confidence: 0.99999))
        #expect(ComparisonPlan.examples(17).canAccept(confidence: 0.99999))
        #expect(ComparisonPlan.least(tail: 6.944e-5, SignFlipTest.smallestP) == 14)
        #expect(ComparisonPlan.least(tail: 0) { _ in 1 } == nil)
    }

    @Test(
        arguments: [
            (2, .train, false, .higher), (2, .staged, false, .higher), (2, .validation, false, .always),
            (3, .train, false, .always), (nil, .train, false, .always), (2, .train, true, .always),
        ] as [(Int?, AcceptanceSettings.On, Bool, AcceptanceSettings.Rule)])
    func `nobody's always is a door on minibatches`(
        batch: Int?, on: AcceptanceSettings.On, isChosen: Bool, becomes: AcceptanceSettings.Rule
    ) throws {
        let study = noisy {
            $0.batch.size = batch
            $0.search.accept.on = on
            $0.search.accept.rule = .always
        }
        let examples = (0..<5).map { Example(id: "\($0)", json: "{}", split: $0 < 3 ? .train : .validation) }
        #expect(try RuleChoice.rule(of: study, isChosen: isChosen, examples: examples) == becomes)
    }

    @Test func `of two comparisons a step that over fewer examples decides what can be told`() {
        let examples = (0..<9).map { Example(id: "\($0)", json: "{}", split: $0 < 6 ? .train : .validation) }
        for (on, count) in [(AcceptanceSettings.On.train, 5), (.validation, 3), (.staged, 3)] {
            let study = noisy {
                $0.batch.size = 5
                $0.search.accept.on = on
            }
            #expect(ComparisonPlan(ofStepsOf: study, examples: examples) == .examples(count))
        }
    }
}
