import StudyModel
import Text

/// Tells of one earlier attempt: what was tried, what came of it, its diff and its feedback.
struct AttemptText {
    /// Bytes of a diff, or of a reply where there is none, that are shown.
    static let changeLimit = 6000
    /// Bytes of an attempt's feedback that are shown.
    static let feedbackLimit = 3000

    let store: any RunStore
    let view: RunView

    private var study: Study { view.record.study }

    func text(of step: StepSummary) async throws -> String {
        var parts = [verdict(on: step)] + seenBefore(of: step)
        if let change = try await change(of: step) { parts.append(change) }
        if study.evidence.show.contains(.feedback), let feedback = try await store.feedback(of: step.step) {
            let shown = feedback.excerpt(bytes: Self.feedbackLimit, of: "the feedback")
            parts.append("Feedback:\n\n" + Markdown.quoted(shown))
        }
        return parts.joined(separator: "\n\n")
    }

    /// What was tried and what came of it, in one line, so that nobody tries it again.
    func line(of step: StepSummary) -> String {
        let summary = Markdown.line(step.summary).clipped(toBytes: 120).text
        return "- Step \(step.step.number): \(summary): \(words(on: step))"
    }

    /// What of its change the run had seen before, and what came of that.
    private func seenBefore(of step: StepSummary) -> [String] {
        let original = view.original(of: step).map {
            "The same change was made at step \($0.step.number), on another parent: \(words(on: $0))."
        }
        let returns = step.returns.map { lines in
            let outcome = view.step(lines.step).map { " (\(words(on: $0)))" } ?? ""
            let what = lines.count == 1 ? "a line" : "\(lines.count) lines, such as one,"
            let line = Markdown.code(lines.first.clipped(toBytes: 120).text)
            return "It brings back \(what) that step \(lines.step.number)\(outcome) had deleted: \(line)."
        }
        return [original].compactMap { $0 } + returns
    }

    /// The number of a step and what came of it.
    func shortLine(of step: StepSummary) -> String { "\(step.step.number) \(words(on: step))" }

    /// A candidate that is no parent, for the ideas in it: all that it changed since the run began.
    func inspiration(_ step: StepSummary) async throws -> String {
        let text = "## Another candidate\n\nStep \(step.step.number). " + verdict(on: step)
        guard let candidate = step.candidate else { return text }
        let diff = try await store.diff(from: view.record.base, to: candidate)
        let shown = Markdown.fenced(diff.excerpt(bytes: Self.changeLimit, of: "the diff"), as: "diff")
        return text + "\n\nAll that it changed since the run began:\n\n" + shown
    }

    /// The diff; where there is no candidate what would have been changed, or what was answered.
    private func change(of step: StepSummary) async throws -> String? {
        let limit = Self.changeLimit
        if let candidate = step.candidate {
            let diff = try await store.diff(from: step.parent, to: candidate)
            return Markdown.fenced(diff.excerpt(bytes: limit, of: "the diff"), as: "diff")
        }
        if let tried = try await store.attachment(ProposedDiff.path, of: step.step) {
            return Markdown.fenced(tried.text.excerpt(bytes: limit, of: "the diff"), as: "diff")
        }
        guard let reply = try await store.attachment("reply.md", of: step.step) else { return nil }
        let text = reply.text.excerpt(bytes: limit, of: "the reply")
        return "The reply:\n\n" + Markdown.fenced(text, as: "text")
    }

    private func verdict(on step: StepSummary) -> String {
        let why = (step.why ?? step.reason).map { " (\(Markdown.line($0)))" } ?? ""
        let summary = Markdown.line(step.summary).clipped(toBytes: 300).text
        return "Proposed: \(summary)\n\nVerdict: \(words(on: step))\(why)."
    }

    private func words(on step: StepSummary) -> String {
        var words = [step.verdict.map { Naming.ruling($0, in: view) } ?? step.outcome.rawValue]
        // A merge may have been run on examples of validation alone, of which nobody is told.
        let told = step.scores.first { $0.sample.split != .validation }
        if study.evidence.show.contains(.score), let score = told {
            let examples = score.sample.wholeSplit == nil ? score.sample.examples : nil
            words.append(
                "score \(Figure(score.value))" + (score.isReported ? " reported" : "")
                    + (examples.map { " on \($0.used) of train" } ?? "")
                    + (view.isOutdated(score) ? " by another evaluator than judges now" : ""))
            for (place, objective) in study.otherObjectives.enumerated() {
                let figures = step.figures(by: place + 1)
                guard let other = figures.scores.first(where: { $0.isAlike(score) }) else { continue }
                words.append("\(Markdown.code(objective.metric)) \(Figure(other.value))")
            }
        }
        return words.joined(separator: ", ")
    }
}
