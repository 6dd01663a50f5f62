import Glibc
import StudyModel
import Text

/// The evaluator's words about a candidate, as Markdown.
struct Feedback {
    let trials: [Trial]
    /// What was left out of results and traces for its size.
    let omissions: [String]

    /// For a candidate without a score: why, what there was, and what the evaluator had said by then.
    func text(_ failure: Scoreless) -> String {
        join(["\(failure.outcome.rawValue.capitalizingFirst): \(failure.reason)", failure.report, words])
    }

    /// For a scored candidate: the evaluator's words, or else what was measured.
    func text(_ metrics: [String: MetricSummary], _ objective: Objective) -> String {
        join([words.isEmpty ? summary(metrics, objective) : words])
    }

    private func join(_ parts: [String]) -> String {
        (parts + [omissions.joined(separator: "\n\n")]).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// What was said of each example, below a heading with its ID; what was said alike in several repeats stands once.
    private var words: String {
        var said: [String?: [String]] = [:]
        var order: [String?] = []
        for trial in trials {
            guard let text = trial.feedback.map({ String($0.trimmed) }), !text.isEmpty else {
                continue
            }
            if said[trial.example] == nil { order.append(trial.example) }
            if said[trial.example]?.contains(text) != true { said[trial.example, default: []].append(text) }
        }
        return order.map { example in
            let text = said[example, default: []].joined(separator: "\n\n")
            return example.map { "### \($0.filter { !$0.isNewline })\n\n" + text } ?? text
        }.joined(separator: "\n\n")
    }

    private func summary(_ metrics: [String: MetricSummary], _ objective: Objective) -> String {
        let names = [objective.metric] + metrics.keys.sorted().filter { $0 != objective.metric }
        return names.compactMap { name in metrics[name].map { "- \(Markdown.code(name)): \(describe($0))" } }
            .joined(separator: "\n")
    }

    private func describe(_ metric: MetricSummary) -> String {
        let value = metric.value.rounded(toDigits: 6)
        guard metric.n > 1 else { return "\(value)" }
        let spread = metric.sd.map { ", standard deviation \($0.rounded(toDigits: 3))" } ?? ""
        return "\(value) (\(metric.n) trials\(spread))"
    }
}

extension String {
    fileprivate var capitalizingFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Double {
    /// The number with so many significant digits.
    func rounded(toDigits digits: Int) -> Double {
        guard self != 0, isFinite else { return self }
        let scale = pow(10, Double(digits - 1) - floor(log10(abs(self))))
        let result = (self * scale).rounded() / scale
        return result.isFinite ? result : self
    }
}
