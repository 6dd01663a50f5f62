import StudyModel
import Text

/// The text of a pull request for a candidate, in Markdown.
struct LandingBody {
    let step: StepSummary
    let view: RunView
    /// How much differs from the base, in git's words.
    let stat: String

    private var message: LandingMessage { LandingMessage(step: step, view: view) }

    var text: String {
        let parts = ["## " + message.subject, scores, measured, tested, changes, origin]
        return parts.compactMap { $0 }.joined(separator: "\n\n") + "\n"
    }

    /// A column for each objective by which both were measured together.
    private var scores: String? {
        let known = message.gains.filter { $0.gain.value != nil }
        guard !known.isEmpty else { return nil }
        let rows = [
            [""] + known.map { "\(message.figure($0)), \($0.objective.direction.rawValue)" },
            ["---"] + known.map { _ in "---" },
            ["base \(view.record.base.short)"]
                + known.map { Figures.value($0.gain.comparison.reference) },
            [message.name] + known.map { "\(Figures.value($0.gain.value ?? 0)) (\($0.gain.short))" },
        ]
        return rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    private var measured: String? {
        let sentences = (message.sentences + message.doubts).map { $0 + "." }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    /// What the last look at the sealed examples gave, which neither accepted nor selected it.
    private var tested: String? {
        guard let test = view.tests.telling(of: step.step) else { return nil }
        let words = TestWords(test, in: view, names: true)
        let look = test.gains.first.map { ", look \($0.looks) at them" } ?? ""
        let found = [words.scores ?? test.evaluation?.outcome.rawValue, words.gains].compactMap { $0 }
        return "On \(test.examples) sealed examples\(look): \(found.joined(separator: "; "))."
    }

    private var changes: String {
        let steps = message.steps.map { "- \($0.summary)" }.joined(separator: "\n")
        return "### Changes\n\n\(steps)\n\n\(stat)"
    }

    private var origin: String {
        "Made by `hone` in the run \(view.record.run), step \(step.step.number); evaluator \(evaluator.prefix(19))…"
    }

    /// What judged the candidate.
    private var evaluator: String {
        let judge = view.evaluators.last { EvaluatorTag($0.id) == step.score?.evaluator }
        return (judge ?? view.evaluator).id
    }
}
