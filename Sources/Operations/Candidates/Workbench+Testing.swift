import Search
import StudyModel
import StudyStore
import Wiring
import Workspaces

extension Workbench {
    /// Runs a step's candidate on the sealed test split of its run, and records that before and after.
    ///
    /// The run may be stepped meanwhile: the loop's state, its budget and its evidence know nothing of it. Throws `Problem` where the run has
    /// no test split; no other split stands in for it.
    ///
    /// - Parameter repeats: runs of the command for each example; by default as many as a step makes.
    package func test(_ text: String, repeats: Int?) async throws -> TestReport {
        try await Self.translating {
            let (view, step) = try await step(text)
            guard let candidate = step.candidate else {
                throw Problem.run(.noCandidate(text, outcome: step.outcome))
            }
            let journal = try await store.open(view.record.run, for: .appending)
            let files = EvaluatorFiles(try await journal.evaluatorFiles().map { OverlayFile($0) })
            let plan = StudyPlan(journal.record, files: files)
            guard let sealed = SealedTest(journal.record, examples: try plan.examples()) else {
                throw Problem.run(.noTestSplit(view.record.run))
            }
            let evaluator = try await RunAssembly(plan, workbench: self).parts().evaluator
            let test = try await judge(
                Subject(commit: candidate, tree: try await journal.tree(of: candidate)), sealed,
                repeats: repeats ?? sealed.repeats, by: evaluator, in: journal)
            return TestReport(view: try await journal.currentView(), step: step, test: test)
        }
    }

    private func judge(
        _ subject: Subject, _ sealed: SealedTest, repeats: Int, by evaluator: any Evaluator,
        in journal: RunJournal
    ) async throws -> TestRecord {
        var test = try await journal.beginTest(
            of: subject.commit, examples: sealed.examples.count, repeats: repeats)
        let evaluation = try await evaluator.evaluate(
            sealed.sitting(of: subject, repeats: repeats, number: test.number))[0]
        let interval = sealed.interval(of: evaluation)
        test.evaluation = evaluation
        (test.low, test.high) = (interval?.lowerBound, interval?.upperBound)
        try await journal.endTest(test, attachments: evaluation.attachments)
        return test
    }
}
