import StudyModel
import Text

/// The message of a candidate's commit: what was proposed and why, and the trailers that `git log --grep` finds.
struct CandidateMessage {
    let summary: String
    let rationale: String
    let run: RunName
    let step: StepID
    let proposer: String

    var text: String {
        let subject = ShownText(line: summary, limit: 100).text
        let body = printable(rationale)
        let trailers = """
            Hone-Run: \(run)
            Hone-Step: \(step.number)
            Hone-Proposer: \(ShownText(line: proposer, limit: 60))

            """
        return [subject.isEmpty ? "Step \(step.number)" : subject, body, trailers]
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Returns the body of a candidate's message: what stands between its subject and its trailers.
    static func rationale(in message: String) -> String {
        let paragraphs = message.split(separator: "\n\n", omittingEmptySubsequences: true)
        return paragraphs.dropFirst().filter { !$0.hasPrefix("Hone-Run: ") }.joined(separator: "\n\n")
    }

    /// The text without blank lines around it.
    private func printable(_ text: String) -> String {
        let lines = ShownText(text).text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0.allSatisfy(\.isWhitespace) }.reversed().drop { $0.allSatisfy(\.isWhitespace) }
            .reversed().joined(separator: "\n")
    }
}
