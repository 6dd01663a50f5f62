import StudyModel
import Wiring

/// A candidate as `hone show --json` prints it.
struct CandidateListing: Encodable {
    let step: StepListing
    let metrics: [String: MetricSummary]
    let feedback: String
    let rationale: String
    let diff: String
    let parentMetrics: [String: MetricSummary]?
    let attachments: [String]

    init(_ details: CandidateDetails) {
        step = StepListing(details.step, in: details.view)
        metrics = details.record.evaluation?.metrics ?? [:]
        feedback = details.feedback
        rationale = details.rationale
        diff = details.diff
        parentMetrics = details.record.parentEvaluation?.metrics
        attachments = details.attachments
    }
}
