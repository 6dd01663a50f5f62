/// A gain as it is recorded: which candidate over which, by what figures, and how those came about.
package struct RecordedGain: Hashable, Sendable {
    /// Where a gain's figures come from; `confirmed` is the best, `reported` the weakest, and what is at acceptance flatters.
    package struct Source: OpenWord {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// Fresh pairs, or examples that selected nothing: so it is recorded whatever came of them, and told where a claim was borne out.
        package static let confirmed = Source(rawValue: "confirmed")
        /// The same of what bears no claim, as it is told: none was asked of it, or it came to none.
        package static let apart = Source(rawValue: "apart")
        /// Both measured in one sitting.
        package static let paired = Source(rawValue: "paired")
        /// Both measured in one sitting, whose pairs are those that accepted the candidate.
        package static let atAcceptance = Source(rawValue: "at-acceptance")
        /// Two that lead to each other over candidates between them, each measured beside the next.
        package static let chained = Source(rawValue: "chained")
        /// Each measured in a sitting of its own.
        package static let stored = Source(rawValue: "stored")
        /// By figures that a program outside reported, which nobody measured here.
        package static let reported = Source(rawValue: "reported")

        /// How the two were measured, in a few words.
        package var words: String {
            switch self {
            case .confirmed, .apart: "measured apart"
            case .paired: "measured in one sitting"
            case .atAcceptance: "by the pairs that accepted it"
            case .chained: "by way of the candidates between them"
            case .reported: "reported and not measured"
            default: "each measured in its own step"
            }
        }

        /// As listings and notes have it: the word "confirmed" stands only beside the figure that was.
        func told(isConfirmed: Bool?) -> Source { self == .confirmed && isConfirmed != true ? .apart : self }
    }

    package var of: CommitID
    package var over: CommitID
    package var source: Source
    /// The sitting that measured both; `nil` where each had its own.
    package var sitting: String?
    package var metric: String
    package var comparison: Comparison
    /// The level of the comparison's interval.
    package var confidence: Double
    /// Which look at the same comparison this was, from 1.
    package var looks: Int
    /// In what it is told: percent of the comparison's reference, or the metric's unit.
    package var scale: GainScale

    package init(
        of: CommitID, over: CommitID, source: Source, sitting: String? = nil, metric: String,
        comparison: Comparison, confidence: Double, looks: Int = 1,
        scale: GainScale = .percent
    ) {
        self.of = of
        self.over = over
        self.source = source
        self.sitting = sitting
        self.metric = metric
        self.comparison = comparison
        // No more is recorded: what is told in no percent is no ratio when it is read again.
        self.comparison.isRatio = scale == .percent
        self.confidence = confidence
        self.looks = looks
        self.scale = scale
    }

    /// As listings have it, of one that a claim was asked of.
    package var told: RecordedGain {
        var told = self
        told.source = source.told(isConfirmed: isShown)
        return told
    }

    /// Whether its figures bear the claim that there is a gain, at the level of its interval.
    package var isShown: Bool { comparison.isShown(confidence: confidence) }

    /// A difference in percent of what it is over; `nil` where it is told in another scale.
    func percent(_ difference: Double) -> Double? {
        scale == .percent && comparison.reference != 0
            ? difference / abs(comparison.reference) * 100 : nil
    }
}
