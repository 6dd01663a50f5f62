import StudyModel

/// What came of running a candidate on the sealed test split.
package struct TestReport: Listing {
    /// The run with this test in it.
    package let view: RunView
    package let step: StepSummary
    package let test: TestRecord

    package init(view: RunView, step: StepSummary, test: TestRecord) {
        self.view = view
        self.step = step
        self.test = test
    }

    package func write(to line: inout ObjectWriter) {
        let interval = test.interval(of: view.objective)
        line.put("run", view.record.run)
        line.put("name", Naming.step(test.step, in: view))
        line.put("candidate", test.candidate)
        line.put(test.step)
        line.put("look", test.look)
        line.put("outcome", test.evaluation?.outcome)
        line.put("reason", test.evaluation?.reason)
        line.put("objective", view.objective.metric)
        line.put("score", test.evaluation?.score(view.objective))
        line.put("interval", each: interval.map { [$0.low, $0.high] } ?? [])
        line.put("confidence", interval?.confidence)
        line.put(test.sample)
        line.put("resolution", resolution)
        line.put("validation", step.score(on: .validation)?.value)
        line.put("looks_of_run", view.tests.count)
        line.put("candidates_of_run", view.tests.candidates)
        line.put("at", Moment(test.recordedAt))
    }

    /// The smallest step that a right-or-wrong score can take.
    package var resolution: Double { 1 / Double(max(1, test.examples)) }
}
