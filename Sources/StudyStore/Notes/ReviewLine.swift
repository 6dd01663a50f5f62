import StudyModel
import Text

/// One line of a review note: what somebody decided or said about the candidate, in one run.
package struct ReviewLine: Hashable, Sendable {
    /// The version of the review note's lines.
    package static let currentVersion = 1

    /// The run's name when it was said.
    package let run: RunName
    package let decision: ReviewRecord.Decision
    /// May be empty.
    package let text: String
    package let name: String
    package let email: String
    package let by: Actor
    /// When it was said, in seconds since 1970; `nil` where the line does not tell.
    package let at: Int64?

    init(_ review: ReviewRecord, in run: RunName) {
        self.run = run
        decision = review.decision
        text = review.text
        name = review.name
        email = review.email
        by = review.by
        at = review.recordedAt
    }

    /// Reads a line; `nil` for one that is not ours, or of a version that is not known.
    init?(_ line: some StringProtocol) {
        do {
            let fields = try Fields(Array(line.utf8))
            let version: Int = try fields.value("version")
            guard version <= Self.currentVersion else { return nil }
            run = try fields.value("run")
            decision = try fields.value("decision")
            text = try fields.optional("text") ?? ""
            name = try fields.optional("name") ?? ""
            email = try fields.optional("email") ?? ""
            by = try fields.optional("by") ?? .person
            at = try (fields.optional("at") as JSONValue?).flatMap { Moment(json: $0)?.seconds }
        } catch {
            return nil
        }
    }

    /// The line as it is stored, with a newline at the end.
    var bytes: [UInt8] {
        ObjectWriter.line { line in
            line.put("version", Self.currentVersion)
            line.put("run", run)
            line.put("decision", decision)
            line.put("text", text)
            line.put("by", by)
            line.put("name", name)
            line.put("email", email)
            line.put("at", at.map { Moment($0) })
        }
    }

    /// The line as a review of a candidate; where it does not tell when that was, it is `now`.
    func review(of candidate: CommitID, now: Int64) -> ReviewRecord {
        ReviewRecord(
            candidate: candidate, decision: decision, text: text, name: name, email: email, by: by,
            recordedAt: at ?? now)
    }

    /// Tells whether a review is what the line says, whatever the run was called then.
    func says(_ review: ReviewRecord) -> Bool { self == ReviewLine(review, in: run) }
}
