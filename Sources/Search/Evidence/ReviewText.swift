import StudyModel
import Text

/// Tells a proposer what people decided and said about candidates that its lineage knows, the last few of them.
struct ReviewText {
    /// How many candidates are told of.
    static let limit = 5
    /// Bytes of a person's words that are shown.
    static let wordLimit = 600

    let view: RunView
    let memory: Memory

    /// The section, or `nil` where nobody said anything.
    var text: String? {
        let told = view.reviewed.compactMap { view.index(of: $0) }.filter { index in
            view.steps[index].step.number > 0 && memory.knows(view.steps[index], at: index)
        }
        guard !told.isEmpty else { return nil }
        let entries = told.sorted().suffix(Self.limit).map { entry(view.steps[$0]) }
        return "## What people say\n\n" + entries.joined(separator: "\n\n")
    }

    private func entry(_ step: StepSummary) -> String {
        guard let candidate = step.candidate else { return "" }
        let summary = Markdown.line(step.summary).clipped(toBytes: 300).text
        let head = "Step \(step.step.number) (\(summary))"
        let standing =
            view.isRejected(candidate)
            ? "\(head) was rejected by a person: do not propose it, or anything with the same fault, again."
            : "\(head):"
        return ([standing] + view.reviews(of: candidate).map(line)).joined(separator: "\n\n")
    }

    private func line(_ review: Review) -> String {
        let word =
            switch review.record.decision {
            case .approve: "Approved"
            case .reject: "Rejected"
            case .comment: "Comment"
            case .withdraw: "Decision withdrawn"
            case .landed: "Landed"
            default: "In the word '\(review.record.decision.rawValue)'"
            }
        let words = review.record.text.clipped(toBytes: Self.wordLimit).text
        return words.allSatisfy(\.isWhitespace) ? "\(word)." : "\(word):\n\n" + Markdown.quoted(words)
    }
}
