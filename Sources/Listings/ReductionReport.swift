import StudyModel

/// What came of reducing a candidate.
package struct ReductionReport: Listing {
    /// One part that was tried.
    package struct Attempt: Hashable, Sendable {
        package let pieces: [String]
        /// The objective's value; `nil` where the part has no score.
        package let score: Double?
        package let keepsGain: Bool
        package let why: String

        package init(pieces: [String], score: Double?, keepsGain: Bool, why: String) {
            self.pieces = pieces
            self.score = score
            self.keepsGain = keepsGain
            self.why = why
        }
    }

    /// The candidate as people name it.
    package let candidate: String
    /// How many pieces the candidate has.
    package let pieces: Int
    /// The pieces that are left.
    package let kept: [String]
    /// The new candidate's name; `nil` where nothing could be left out.
    package let reduced: String?
    /// Why nobody should go on from it, as when it was rejected; `nil` where nothing is said against it.
    package let doubt: String?
    /// Runs of the evaluator's command that the search took.
    package let commandRuns: Int

    package init(
        candidate: String, pieces: Int, kept: [String], reduced: String?, doubt: String? = nil,
        commandRuns: Int
    ) {
        self.candidate = candidate
        self.pieces = pieces
        self.kept = kept
        self.reduced = reduced
        self.doubt = doubt
        self.commandRuns = commandRuns
    }

    package func write(to line: inout ObjectWriter) {
        line.put("name", candidate)
        line.put("pieces", pieces)
        line.put("kept", each: kept)
        line.put("reduced", reduced)
        line.put("doubt", doubt)
        line.put("runs", commandRuns)
    }
}
