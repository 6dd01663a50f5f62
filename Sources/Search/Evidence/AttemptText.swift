import StudyModel

/// Tells of one earlier attempt: what was tried, what came of it, its diff and its feedback.
struct AttemptText<Store: RunStore> {
    let store: Store
    let study: Study

    func text(of step: StepSummary) async throws -> String {
        var parts = [verdict(on: step)]
        if let candidate = step.candidate {
            let diff = try await store.diff(from: step.parent, to: candidate)
            parts.append(fenced(diff, as: "diff"))
        }
        if study.evidence.show.contains(.feedback),
            let feedback = try await store.feedback(of: step.step)
        {
            parts.append("Feedback:\n\n" + feedback)
        }
        return parts.joined(separator: "\n\n")
    }

    private func verdict(on step: StepSummary) -> String {
        var words = [step.verdict?.rawValue ?? step.outcome.rawValue]
        if study.evidence.show.contains(.score), let score = step.score {
            words.append("score \(Figure(score))")
        }
        let why = (step.why ?? step.reason).map { " (\($0))" } ?? ""
        return "\(step.summary)\n\nVerdict: \(words.joined(separator: ", "))\(why)."
    }

    /// A code block whose fence is longer than any in the text.
    private func fenced(_ text: String, as language: String) -> String {
        var fence = "```"
        while text.contains(fence) { fence += "`" }
        return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)"
    }
}
