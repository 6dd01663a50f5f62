import Listings
import Search
import StudyModel
import StudyStore
import Wiring
import Workspaces

/// Runs candidates on the sealed test split of their runs.
package struct SealedTests: Sendable {
    let workbench: Workbench
    let candidates: Candidates

    /// Runs a step's candidate on the sealed test split of its run, and records that before and after.
    ///
    /// The run may be stepped meanwhile: the loop's state, its budget and its evidence know nothing of it. Throws `Problem` where the run has
    /// no test split; no other split stands in for it.
    ///
    /// - Parameter repeats: runs of the command for each example; by default as many as a step makes.
    package func test(_ text: String, repeats: Int?) async throws -> TestReport {
        let (view, step, candidate) = try await candidates.stepWithCandidate(text)
        let journal = try await workbench.store.open(view.record.run, for: .appending)
        let present = try await RunJudge(of: journal, in: workbench)
        guard let sealed = SealedTest(present.record, examples: present.examples) else {
            throw Problem.run(.noTestSplit(view.record.run))
        }
        let test = try await judge(
            Subject(commit: candidate, tree: try await journal.tree(of: candidate)), sealed,
            repeats: repeats ?? sealed.repeats, by: present.evaluator, in: journal)
        return TestReport(view: try await journal.currentView(), step: step, test: test)
    }

    private func judge(
        _ subject: Subject, _ sealed: SealedTest, repeats: Int, by evaluator: some Evaluator,
        in journal: RunJournal
    ) async throws -> TestRecord {
        var test = try await journal.beginTest(of: subject.commit, on: sealed.sample(repeats: repeats))
        let evaluation = try await evaluator.evaluate(
            sealed.sitting(of: subject, repeats: repeats, number: test.look))[0]
        test.evaluations = [try sealed.result(evaluation, of: test)]
        try await journal.endTest(test, attachments: evaluation.attachments)
        return test
    }
}
