import Operations
import StudyModel

/// A review as `--json` prints it.
struct ReviewListing: Encodable {
    let candidate: String
    let commit: String
    let decision: String
    let text: String
    let name: String
    let email: String
    let recordedAt: Int64

    init(_ review: ReviewRecord, of step: StepSummary, in view: RunView) {
        candidate = Naming.step(step.step, in: view)
        commit = review.candidate.text
        decision = review.decision.rawValue
        text = review.text
        name = review.name
        email = review.email
        recordedAt = review.recordedAt
    }

    static func words(_ decision: ReviewRecord.Decision) -> String {
        switch decision {
        case .approve: "approved"
        case .reject: "rejected"
        case .comment: "commented on"
        case .withdraw: "decision withdrawn"
        case .landed: "landed"
        default: decision.rawValue
        }
    }

    /// A candidate that is worth a look.
    struct Row: Encodable {
        let step: StepListing
        let reasons: [String]
        let changedLines: Int
        let isRejected: Bool
        let reviews: [ReviewListing]
    }

    static func rows(_ list: ReviewList) -> [Row] {
        list.rows.map { row in
            Row(
                step: StepListing(row.step, in: list.view), reasons: row.reasons.map(\.words),
                changedLines: row.changedLines, isRejected: row.isRejected,
                reviews: row.reviews.map { ReviewListing($0.record, of: row.step, in: list.view) })
        }
    }
}

/// `hone review CANDIDATE --json`.
struct ReviewPageListing: Encodable {
    let candidate: CandidateListing
    let comparisons: [ComparisonListing]
    let evidence: String
    let reply: String
    let isRejected: Bool
    let reviews: [ReviewListing]

    init(_ page: ReviewPage) {
        candidate = CandidateListing(page.details)
        comparisons = page.comparisons.map(ComparisonListing.init)
        evidence = page.evidence
        reply = page.reply
        isRejected = page.details.step.candidate.map(page.view.isRejected) ?? false
        reviews = page.reviews.map { ReviewListing($0.record, of: page.details.step, in: page.view) }
    }
}
