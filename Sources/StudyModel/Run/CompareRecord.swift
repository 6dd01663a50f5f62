/// Two candidates that were compared apart from any step, such as the winner with the base at the end of the loop.
package struct CompareRecord: Hashable, Sendable {
    /// What it was for.
    package struct Purpose: OpenWord {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// The winner against the base, in fresh pairs.
        package static let confirmation = Purpose(rawValue: "confirmation")
        /// The best heads and the base in one sitting, before that: which of them is the winner.
        package static let choice = Purpose(rawValue: "choice")
        /// A candidate against the base, somewhere else.
        package static let verify = Purpose(rawValue: "verify")
        /// A smaller change against the whole one.
        package static let reduce = Purpose(rawValue: "reduce")
        /// The base with other numbers and nothing else changed, against the base.
        package static let ceiling = Purpose(rawValue: "ceiling")
        /// What a landing made of a branch, against the branch's head.
        package static let landing = Purpose(rawValue: "landing")
    }

    package var purpose: Purpose
    /// Whether a gain was confirmed at the study's confidence: of several objectives by one of them, each of which has its part of the error.
    package var confirmed: Bool
    /// Why its examples could bear no claim, whatever came of them; `nil` where one was asked for.
    package var obstacle: String?
    /// Whom a choice made the best; `nil` of any other comparison.
    package var winner: CommitID?
    /// The numbers that are other ones in what was compared; empty where not numbers alone are.
    package var numbers: [NumberChange]
    package var evaluations: [RecordedEvaluation]
    package var gains: [RecordedGain]
    package var recordedAt: Int64

    package init(
        purpose: Purpose, confirmed: Bool, obstacle: String? = nil, winner: CommitID? = nil,
        numbers: [NumberChange] = [], evaluations: [RecordedEvaluation], gains: [RecordedGain],
        recordedAt: Int64
    ) {
        self.purpose = purpose
        self.confirmed = confirmed
        self.obstacle = obstacle
        self.winner = winner
        self.numbers = numbers
        self.evaluations = evaluations
        self.gains = gains
        self.recordedAt = recordedAt
    }

    /// Whether one of its gains bears the claim that was asked of it; `nil` where none was asked.
    package func isConfirmed(_ gain: RecordedGain) -> Bool? {
        gain.source == .paired ? nil : confirmed && (gains.count == 1 || gain.isShown)
    }

    /// Tells whether another comparison is of the same two, by the same evaluator as far as one judged both.
    private func isAlike(_ other: CompareRecord) -> Bool {
        let (own, its) = (Set(evaluations.map(\.evaluator)), Set(other.evaluations.map(\.evaluator)))
        return gains.first?.of == other.gains.first?.of && gains.first?.over == other.gains.first?.over
            && (own.isEmpty || its.isEmpty || own == its)
    }

    /// Tells whether it bears the claim that is asked of a gain of another comparison, which is alike.
    func claims(_ gain: RecordedGain, alike other: CompareRecord) -> Bool {
        isAlike(other) && gains.contains { $0.metric == gain.metric && isConfirmed($0) == true }
    }

    /// What was compared, the base or the branch's head first; of what the steps had measured nothing was run.
    var candidates: [CommitID] {
        let measured = evaluations.filter { $0.source != .pooled }.map(\.of)
        return measured.isEmpty ? gains.first.map { [$0.over, $0.of] } ?? [] : measured
    }

    /// Runs of the evaluator's command.
    package var commandRuns: Int { evaluations.commandRuns }

    /// What the evaluator reported over all of it.
    package var usage: Usage { evaluations.usage }
}
