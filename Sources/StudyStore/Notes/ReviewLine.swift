import FoundationEssentials
import StudyModel

/// One line of a review note: what one person decided or said about the candidate, in one run.
package struct ReviewLine: Hashable, Sendable, Codable {
    /// The version of the review note's lines.
    package static let currentVersion = 1

    package var version = ReviewLine.currentVersion
    package let run: RunName
    package let decision: ReviewRecord.Decision
    /// May be empty.
    package let text: String
    package let name: String
    package let email: String
    /// When it was said, as ISO 8601 in UTC.
    package let date: String

    init(_ review: ReviewRecord, in run: RunName) {
        self.run = run
        decision = review.decision
        text = review.text
        name = review.name
        email = review.email
        date = Date(timeIntervalSince1970: Double(review.recordedAt)).formatted(.iso8601)
    }

    /// The line as a review of a candidate; a date that cannot be read is `now`.
    func review(of candidate: CommitID, now: Int64) -> ReviewRecord {
        let time = try? Date(date, strategy: .iso8601).timeIntervalSince1970
        return ReviewRecord(
            candidate: candidate, decision: decision, text: text, name: name, email: email,
            recordedAt: time.map { Int64($0) } ?? now)
    }

    /// Tells whether a review is what the line says, whatever the run was called then.
    func says(_ review: ReviewRecord) -> Bool {
        let other = ReviewLine(review, in: run)
        return self == other
    }
}
