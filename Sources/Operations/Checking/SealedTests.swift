import Listings
import Search
import StudyModel
import StudyStore
import Wiring

/// Runs candidates on the sealed test split of their runs.
package struct SealedTests: Sendable {
    let workbench: Workbench
    let candidates: Candidates

    /// Finds what a test of a step's candidate beside another one is to be, on the sealed split of its run; nothing is run.
    ///
    /// Every look at the same examples counts, in whatever run, and its claim has what the others left of one error rate. The run may be stepped meanwhile: the
    /// loop's state, its budget and its evidence know nothing of it. Throws `Problem` where the run has no test split; no other split stands in for it.
    ///
    /// - Parameters:
    ///   - text: the candidate's name; the best of the newest run where nobody says.
    ///   - other: what it is compared with, of any run with the same examples sealed; the base of its run where nobody says, with which the base itself is
    ///     not compared.
    ///   - repeats: runs of the command for each example; by default as many as a step makes.
    package func prepare(_ text: String?, over other: String?, repeats: Int?) async throws -> PreparedTest {
        let text = if let text { text } else { "\(try await candidates.runs.view(nil).record.run):best" }
        let (view, step, candidate) = try await candidates.stepWithCandidate(text)
        let journal = try await workbench.store.open(view.record.run, for: .appending)
        let present = try await RunJudge(of: journal, in: workbench)
        guard let sealed = SealedTest(present.record, examples: present.examples) else {
            throw Problem.run(.noTestSplit(view.record.run))
        }
        let prepared = PreparedTest(
            tests: self, view: view, step: step, candidate: candidate,
            rival: try await rival(of: candidate, text, named: other, in: view, sealed), sealed: sealed,
            present: present, journal: journal, repeats: repeats ?? sealed.repeats)
        // Whoever names a pair the other way round asks what was asked.
        guard prepared.settled == nil, let turned = prepared.turned, turned.settled != nil else {
            return prepared
        }
        return turned
    }

    // MARK: - What it is compared with

    /// A candidate that another one is compared with.
    struct Rival: Sendable {
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
    func looks(at digest: String) async throws -> TestLooks {
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
}
