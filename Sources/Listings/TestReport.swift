import StudyModel

/// What came of running a candidate on the sealed test split, beside another one where there was one.
package struct TestReport: Listing {
    /// The run with this test in it.
    package let view: RunView
    package let step: StepSummary
    package let test: TestRecord
    /// What it was compared with.
    package let over: CandidateComparison.Side?
    /// Both on every metric, the objectives first; empty where one of them has no score.
    package let metrics: [MetricComparison]
    /// How many tests of the two those figures are put together from.
    package let pooled: Int
    /// The looks at these examples so far; `nil` where nobody asked.
    package let looks: TestLooks?
    /// The largest p-value that bears a claim at this look, by each objective.
    package let tail: Double?
    /// Why no claim could come of it; `nil` where one could.
    package let shortfall: TestShortfall?
    /// Whether it was run now; else it is what an earlier test found, to which nothing can be added.
    package let isNew: Bool

    package init(
        view: RunView, step: StepSummary, test: TestRecord, over: CandidateComparison.Side? = nil,
        metrics: [MetricComparison] = [], pooled: Int = 1, looks: TestLooks? = nil, tail: Double? = nil,
        shortfall: TestShortfall? = nil, isNew: Bool = true
    ) {
        self.view = view
        self.step = step
        self.test = test
        self.over = over
        self.metrics = metrics
        self.pooled = pooled
        self.looks = looks
        self.tail = tail
        self.shortfall = shortfall
        self.isNew = isNew
    }

    package func write(to line: inout ObjectWriter) {
        let interval = test.interval(of: view.objective)
        line.put("run", view.record.run)
        line.put("name", Naming.step(test.step, in: view))
        line.put("candidate", test.candidate)
        line.put(test.step)
        line.put("over", test.over)
        line.put("over_name", over?.name)
        line.put("look", test.look)
        line.put("recorded", isNew ? nil : true)
        line.put("outcome", test.evaluation?.outcome)
        line.put("reason", test.evaluation?.reason)
        line.put("objective", view.objective.metric)
        line.put("score", test.evaluation?.score(view.objective))
        line.put("interval", each: interval.map { [$0.low, $0.high] } ?? [])
        line.put("confidence", interval?.confidence)
        let others = view.record.study.otherObjectives.map { ($0.metric, $0) }
        line.objects("other_objectives", byName: Dictionary(others) { first, _ in first }) {
            let interval = test.interval(of: $0)
            $1.put("score", test.evaluation?.score($0))
            $1.put("interval", each: interval.map { [$0.low, $0.high] } ?? [])
            $1.put("confidence", interval?.confidence)
        }
        line.put(test.sample)
        line.put("resolution", resolution)
        line.put("validation", step.score(on: .validation)?.value)
        line.put("confirmed", isConfirmed)
        line.put("tests_together", pooled > 1 ? pooled : nil)
        line.objects("metrics", metrics) { $0.write(to: &$1) }
        line.put(test.gains.map(\.told))
        line.put("looks_of_run", view.tests.count)
        line.put("candidates_of_run", view.tests.candidates)
        line.put("looks_at_examples", looks?.count)
        line.put("largest_p", looks == nil ? nil : tail)
        if let shortfall { line.put("least_\(shortfall.unit)", shortfall.least) }
        line.put("at", Moment(test.recordedAt))
    }

    /// Whether it bears the claim that there is a gain by any objective; `nil` where none was asked.
    private var isConfirmed: Bool? {
        test.gains.isEmpty ? nil : test.gains.contains(where: \.isShown)
    }

    /// Why the score has no interval; `nil` where it has one, or there is no score.
    package var obstacleToInterval: String? {
        guard let evaluation = test.evaluation, evaluation.score(view.objective) != nil,
            test.interval(of: view.objective) == nil
        else { return nil }
        // One value on every example says nothing of others, however many there are.
        switch evaluation.metrics[view.objective.metric]?.sd {
        case 0: return "no interval, since all have one value"
        case .some where test.sample.repeats == 1: return "too few for an interval"
        default: return "no interval: they are too few, or come to one value however they are drawn"
        }
    }

    /// The smallest step that a right-or-wrong score can take; `nil` of one that is none.
    package var resolution: Double? {
        guard view.objective.aggregate == nil, let evaluation = test.evaluation, test.examples > 0,
            let score = evaluation.score(view.objective)
        else { return nil }
        // As many right answers as it comes to are a whole number; where trials are at hand, each is one or none.
        let values = evaluation.trials.compactMap { $0.metrics[view.objective.metric] }
        guard score.isShare(of: test.examples * test.sample.repeats), values.areAnswers else {
            return nil
        }
        return 1 / Double(test.examples)
    }
}

/// How often some sealed examples were looked at, by run.
package struct TestLooks: Sendable {
    package let byRun: [(run: RunName, looks: Int)]

    package init(_ byRun: [(run: RunName, looks: Int)]) { self.byRun = byRun }

    package var count: Int { byRun.reduce(0) { $0 + $1.looks } }
}

/// That a look at sealed examples can bear no claim, whatever comes of it: there are too few for what earlier looks left of their common error rate.
package struct TestShortfall: Sendable {
    /// Which look at these examples it is, from 1.
    package let look: Int
    /// How many observations there are, and how many could bear a claim at the least.
    package let observations: Int
    package let least: Int
    /// What is counted, in the plural: `examples`, or `clusters` of them.
    package let unit: String

    package init(look: Int, observations: Int, least: Int, unit: String) {
        self.look = look
        self.observations = observations
        self.least = least
        self.unit = unit
    }
}
