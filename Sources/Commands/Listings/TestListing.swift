import StudyModel

/// A look at the sealed test split as `--json` shows it.
struct TestListing: Encodable {
    let candidate: String
    let commit: String
    /// Which of the candidate's tests it was, from 1.
    let number: Int
    let outcome: String
    let reason: String?
    /// In the evaluator's own unit; `nil` without a score.
    let score: Double?
    /// The interval over examples at the study's confidence.
    let low: Double?
    let high: Double?
    let examples: Int
    let repeats: Int
    /// The smallest step that a right-or-wrong score can take.
    let resolution: Double
    let validation: Double?
    /// How often this candidate has been tested.
    let tests: Int
    /// How many candidates of the run have been tested, and how often in all.
    let candidatesTested: Int
    let testsOfRun: Int
    let recordedAt: Int64

    init(_ test: TestRecord, in view: RunView) {
        candidate = Naming.step(test.step, in: view)
        commit = test.candidate.text
        number = test.look
        outcome = test.evaluation?.outcome.rawValue ?? "not ended"
        reason = test.evaluation?.reason
        score = test.evaluation?.score(view.objective)
        low = test.interval(of: view.objective)?.low
        high = test.interval(of: view.objective)?.high
        examples = test.examples
        repeats = test.sample.repeats
        resolution = 1 / Double(max(1, test.examples))
        validation = view.step(test.step)?.splits[Split.validation.rawValue]
        tests = view.tests.count(of: test.step)
        candidatesTested = view.tests.candidates
        testsOfRun = view.tests.count
        recordedAt = test.recordedAt
    }
}
