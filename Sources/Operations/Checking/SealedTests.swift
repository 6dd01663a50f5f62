import Listings
import Search
import StudyModel
import StudyStore
import Wiring

/// Runs candidates on the sealed test split of their runs.
package struct SealedTests: Sendable {
    let workbench: Workbench
    let candidates: Candidates

    /// Runs a step's candidate on the sealed test split of its run beside another one, and records that before and after.
    ///
    /// Every look at the same examples counts, in whatever run, and its claim has what the others left of one error rate. Where nothing is random and the
    /// two were tested, nothing is run: the recorded verdict stands. The run may be stepped meanwhile: the loop's state, its budget and its evidence know
    /// nothing of it. Throws `Problem` where the run has no test split; no other split stands in for it.
    ///
    /// - Parameters:
    ///   - text: the candidate's name; the best of the newest run where nobody says.
    ///   - other: what it is compared with, of any run with the same examples sealed; the base of its run where nobody says, with which the base itself is
    ///     not compared.
    ///   - repeats: runs of the command for each example; by default as many as a step makes.
    package func test(_ text: String?, over other: String?, repeats: Int?) async throws -> TestReport {
        let text = if let text { text } else { "\(try await candidates.runs.view(nil).record.run):best" }
        let (view, step, candidate) = try await candidates.stepWithCandidate(text)
        let journal = try await workbench.store.open(view.record.run, for: .appending)
        let present = try await RunJudge(of: journal, in: workbench)
        guard let sealed = SealedTest(present.record, examples: present.examples) else {
            throw Problem.run(.noTestSplit(view.record.run))
        }
        let rival = try await rival(of: candidate, text, named: other, in: view, sealed)
        if let known = view.tests.ended.last(where: {
            $0.candidate == candidate && $0.over == rival?.commit && sealed.isSettled(by: $0)
        }) {
            return try await report(known, step, rival, sealed, in: journal, isNew: false)
        }
        let look = try await looks(at: sealed.digest).count + 1
        var subjects = [Subject(commit: candidate, tree: try await journal.tree(of: candidate))]
        if let rival {
            subjects.insert(
                Subject(commit: rival.commit, tree: try await journal.tree(of: rival.commit)), at: 0)
        }
        var test = try await journal.beginTest(
            of: candidate,
            over: rival.map { ($0.commit, $0.side.step.step, $0.run) },
            on: sealed.sample(repeats: repeats ?? sealed.repeats))
        let sitting = sealed.sitting(of: subjects, repeats: test.sample.repeats, number: test.look)
        let evaluations = try await present.evaluator.evaluate(sitting)
        test.evaluations = try sealed.results(evaluations, of: sitting, in: test)
        let comparisons = sealed.comparisons(
            of: try await earlier(test, sealed, in: journal) + [test.evaluations], look: look)
        test.gains = sealed.gains(comparisons, of: test, look: look)
        try await journal.endTest(test, attachments: evaluations.last?.attachments ?? [])
        return try await report(test, step, rival, sealed, in: journal, isNew: true)
    }

    // MARK: - What it is compared with

    /// A candidate that another one is compared with.
    private struct Rival {
        let commit: CommitID
        let side: CandidateComparison.Side
        /// The root of its run, where that is another.
        let run: CommitID?
    }

    private func rival(
        of candidate: CommitID, _ text: String, named other: String?, in view: RunView, _ sealed: SealedTest
    ) async throws -> Rival? {
        if other == nil, candidate == view.record.base { return nil }
        let name = other ?? "\(view.record.run):0"
        let (own, step, commit) = try await candidates.stepWithCandidate(name)
        let journal = try await workbench.store.open(own.record.run, for: .reading)
        guard commit != candidate else {
            throw Problem.run(.sameCandidate(text, name, commit))
        }
        // Runs from one base have that in common.
        if let shared = view.step(of: commit) {
            return Rival(commit: commit, side: .init(view: view, step: shared), run: nil)
        }
        let theirs = try await SealedTest(own.record, examples: StudyPlan(journal).examples())
        guard theirs?.digest == sealed.digest else {
            throw Problem.run(.untestable(text, name, reason: "their runs keep other examples sealed"))
        }
        return Rival(commit: commit, side: .init(view: own, step: step), run: journal.root)
    }

    // MARK: - What was seen before

    /// Looks at some examples by run, of all runs that can be read here, the newest last.
    private func looks(at digest: String) async throws -> TestLooks {
        let runs = try await candidates.runs.list().runs
        return TestLooks(
            runs.map { ($0.view.record.run, $0.view.tests.looks(at: digest)) }.filter { $0.1 > 0 })
    }

    /// How often the sealed ones of these examples were looked at, in all runs that can be read here.
    func looks(at examples: [Example]) async throws -> Int {
        let sealed = examples.filter { $0.split == .test }
        guard let digest = SealedTest.digest(of: sealed) else { return 0 }
        return try await looks(at: digest).count
    }

    /// What earlier tests of the same two measured, by the same evaluator.
    private func earlier(_ test: TestRecord, _ sealed: SealedTest, in journal: RunJournal) async throws
        -> [[RecordedEvaluation]]
    {
        guard test.over != nil, let evaluator = test.evaluations.first?.evaluator else { return [] }
        var looks: [[RecordedEvaluation]] = []
        for entry in try await journal.events(after: 0) {
            guard case .event(.tested(let record)) = entry.content, let id = entry.id,
                record.candidate == test.candidate, record.over == test.over,
                record.sample.examples?.digest == sealed.digest
            else { continue }
            let measured = try await journal.evaluations(of: id)
            if measured.allSatisfy({ $0.evaluator == evaluator && $0.evaluation.outcome == .scored }) {
                looks.append(measured)
            }
        }
        return looks
    }

    private func report(
        _ test: TestRecord, _ step: StepSummary, _ rival: Rival?, _ sealed: SealedTest,
        in journal: RunJournal, isNew: Bool
    ) async throws -> TestReport {
        let looks = try await looks(at: sealed.digest)
        let look = test.gains.first?.looks ?? looks.count
        let tests = try await earlier(test, sealed, in: journal)
        let comparisons = sealed.comparisons(of: tests, look: look)
        return TestReport(
            view: try await journal.currentView(), step: step, test: test, over: rival?.side,
            metrics: comparisons, pooled: tests.count, looks: looks, tail: sealed.tail(ofLook: look),
            isNew: isNew)
    }
}
