import StudyModel

/// A line of what became of each attempt of the run, which no limit takes away: who is not told of what was tried tries it again.
///
/// Where they take more than a quarter of the limit, the oldest come down to their number, their verdict and their score.
struct AttemptLedger {
    let attempts: AttemptText
    /// Oldest first.
    let steps: [StepSummary]
    /// The evidence's limit in tokens; `nil` for none.
    let limit: Int?

    /// The section; `nil` where there is no attempt.
    var text: String? {
        guard !steps.isEmpty else { return nil }
        let lines = steps.map(attempts.line)
        var (first, room) = (lines.endIndex, limit ?? .max)
        while first > 0, lines[first - 1].utf8.count < room {
            first -= 1
            room -= lines[first].utf8.count + 1
        }
        let short = steps[..<first].map(attempts.shortLine).joined(separator: "; ")
        let packed = first == 0 ? [] : ["- In short: \(short)"]
        return "## Earlier attempts, a line each\n\n" + (packed + lines[first...]).joined(separator: "\n")
    }
}
