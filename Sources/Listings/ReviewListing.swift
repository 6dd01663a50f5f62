import StudyModel

/// What somebody decided, or said, of a candidate; as the event has it.
package struct ReviewListing: Listing {
    package let record: ReviewRecord
    package let step: StepID

    package init(_ record: ReviewRecord, of step: StepID) {
        self.record = record
        self.step = step
    }

    /// A decision in words.
    package static func words(_ decision: ReviewRecord.Decision) -> String {
        switch decision {
        case .approve: "approved"
        case .reject: "rejected"
        case .comment: "commented on"
        case .withdraw: "decision withdrawn"
        case .landed: "landed"
        default: decision.rawValue
        }
    }

    package func write(to line: inout ObjectWriter) {
        line.put(step)
        record.write(to: &line)
        line.put("at", Moment(record.recordedAt))
    }
}

/// The candidates of a run that are worth a look.
package struct ReviewList: Listing {
    package let view: RunView
    /// The best first, then by gain over the base.
    package let rows: [Row]
    /// What was landed, and what became of it since.
    package let landed: [LandedCandidate]

    package init(view: RunView, rows: [Row], landed: [LandedCandidate]) {
        self.landed = landed
        self.view = view
        self.rows = rows
    }

    package func write(to line: inout ObjectWriter) {
        line.put("run", view.record.run)
        line.list("candidates", rows) { $0.write(to: &$1) }
        line.objects("landings", landed) { $0.write(to: &$1) }
    }

    /// A candidate and why it is listed.
    package struct Row: Listing {
        package let listing: StepListing
        package let reasons: [Reason]
        /// Lines added and removed against the parent.
        package let changedLines: Int
        package let reviews: [Review]
        package let isRejected: Bool

        package var step: StepSummary { listing.step }

        package init(
            _ listing: StepListing, reasons: [Reason], changedLines: Int, reviews: [Review], isRejected: Bool
        ) {
            self.listing = listing
            self.reasons = reasons
            self.changedLines = changedLines
            self.reviews = reviews
            self.isRejected = isRejected
        }

        package func write(to line: inout ObjectWriter) {
            listing.write(to: &line)
            line.put("reasons", each: reasons.map(\.words))
            line.put("changed_lines", changedLines)
            line.objects("reviews", reviews) { ReviewListing($0.record, of: step.step).write(to: &$1) }
        }
    }

    /// Why a candidate is worth a look.
    package enum Reason: Hashable, Sendable {
        case best
        /// No other candidate is better by all metrics.
        case frontier
        /// It gained much for the little that it changed.
        case smallChange
        /// People said something about it.
        case reviewed

        package var words: String {
            switch self {
            case .best: "best"
            case .frontier: "frontier"
            case .smallChange: "small change"
            case .reviewed: "reviewed"
            }
        }
    }
}

/// All that a reviewer wants to know of a candidate.
package struct ReviewPage: Listing {
    package let details: CandidateDetails
    /// The run with every review.
    package let view: RunView
    /// With its parent, where that is not the base, and with the base.
    package let comparisons: [CandidateComparison]
    /// Exactly what the proposer was shown.
    package let evidence: String
    /// Exactly what it answered; empty where it answered by files alone.
    package let reply: String
    /// Oldest first.
    package let reviews: [Review]
    /// Its landings, and what became of them since.
    package let landed: [LandedCandidate]

    package init(
        details: CandidateDetails, view: RunView, comparisons: [CandidateComparison], evidence: String,
        reply: String, reviews: [Review], landed: [LandedCandidate]
    ) {
        self.landed = landed
        self.details = details
        self.view = view
        self.comparisons = comparisons
        self.evidence = evidence
        self.reply = reply
        self.reviews = reviews
    }

    package func write(to line: inout ObjectWriter) {
        details.write(to: &line)
        line.objects("comparisons", comparisons) { $0.write(to: &$1) }
        line.objects("reviews", reviews) { ReviewListing($0.record, of: details.step.step).write(to: &$1) }
        line.objects("landings", landed) { $0.write(to: &$1) }
        line.put("evidence", evidence.isEmpty ? nil : evidence)
        line.put("reply", reply.isEmpty ? nil : reply)
    }
}
