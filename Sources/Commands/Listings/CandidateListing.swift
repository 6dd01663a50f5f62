import Operations
import StudyModel

/// A candidate as `hone show --json` prints it.
struct CandidateListing: Encodable {
    let step: StepListing
    let metrics: [String: MetricSummary]
    let feedback: String
    let rationale: String
    let diff: String
    let parentMetrics: [String: MetricSummary]?
    let attachments: [String]
    /// On the sealed test split; empty where it was never tested.
    let tests: [TestListing]

    init(_ details: CandidateDetails) {
        step = StepListing(details.step, in: details.view)
        metrics = details.record.evaluation?.metrics ?? [:]
        feedback = details.feedback
        rationale = details.rationale
        diff = details.diff
        parentMetrics = details.record.parentEvaluation?.metrics
        attachments = details.attachments
        tests = details.view.tests.ended.filter { $0.step == details.step.step }.map {
            TestListing($0, in: details.view)
        }
    }
}
