import StudyModel

/// The candidates of a run that are worth a look.
package struct ReviewList: Sendable {
    package let view: RunView
    /// The best first, then by gain over the base.
    package let rows: [Row]

    /// A candidate and why it is listed.
    package struct Row: Sendable {
        package let step: StepSummary
        package let reasons: [Reason]
        /// Lines added and removed against the parent.
        package let changedLines: Int
        package let reviews: [Review]
        package let isRejected: Bool
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
