import Listings
import Operations
import StudyModel
import Text

/// A candidate for people: what it is, how it did, what was said, what it changed.
struct CandidatePage {
    private let details: CandidateDetails
    private var step: StepSummary { details.step }
    private var view: RunView { details.view }

    init(_ details: CandidateDetails) { self.details = details }

    /// The heading and the figures alone.
    func summary(for console: Console) -> [String] {
        [heading(console)] + fields.map { "\($0.0):".padded(to: 12) + $0.1 }
    }

    func lines(for console: Console) -> [String] {
        var lines = summary(for: console)
        if !details.rationale.isEmpty { lines += ["", details.rationale] }
        if !details.feedback.isEmpty {
            lines += ["", console.styled("Feedback", .bold), Self.trimmed(details.feedback)]
        }
        if !details.diff.isEmpty { lines += [""] + Patch(details.diff).lines(for: console) }
        return lines
    }

    /// Without the line ends at its end: the console writes one.
    private static func trimmed(_ text: String) -> String {
        String(text[..<(text.lastIndex { $0 != "\n" }.map { text.index(after: $0) } ?? text.startIndex)])
    }

    private func heading(_ console: Console) -> String {
        let best = step.candidate == view.best ? console.styled(" *best", .bold) : ""
        return console.styled(Naming.step(step.step, in: view), .bold) + "  "
            + console.styled(Naming.standing(step, in: view), Naming.style(step) ?? .dim) + best + "  "
            + step.summary
    }

    private var fields: [(String, String)] {
        var fields = [
            ("commit", step.candidate?.text ?? "none"),
            (step.parents.others.isEmpty ? "parent" : "parents", parents), ("lineage", step.lineage.text),
        ]
        fields.append(("proposer", step.proposer + (step.edit.map { " (\($0))" } ?? "")))
        if let mended = step.mends { fields.append(("mends", Naming.step(mended, in: view))) }
        let seen = Naming.seenBefore(step, in: view)
        if !seen.isEmpty { fields.append(("again", seen.joined(separator: "; "))) }
        if let why = step.why ?? step.reason { fields.append(("why", why)) }
        if let below = Naming.rejectedBelow(step, in: view) { fields.append(("note", below)) }
        for (name, value) in (details.record.evaluation?.gates ?? [:]).sorted(by: { $0.key < $1.key }) {
            fields.append((name, Figures.value(value) + " (of a gate)"))
        }
        fields += Naming.metrics(of: details.record, as: step, in: view).map { ($0.name, $0.words) }
        if let cached { fields.append(("cached", cached)) }
        fields += SplitFields(step, in: view).fields
        fields += gains
        if step.candidate == view.best, let numbers = view.ceilingWords {
            fields.append(("numbers", numbers))
        }
        if let calls = step.calls { fields.append(("model", Self.words(calls))) }
        fields.append(("time", Figures.duration(step.wallSeconds)))
        if step.usage != .none {
            let currency = view.record.study.budget.currency
            fields.append(("spent", Naming.usage(step.usage, currency: currency)))
        }
        if !details.attachments.isEmpty {
            fields.append(("recorded", details.attachments.joined(separator: ", ")))
        }
        return fields
    }

    /// Where figures were taken from that nothing was run for.
    private var cached: String? {
        let from = details.record.evaluations.compactMap { $0.source == .cached ? $0.from?.short : nil }
        guard let last = from.last else { return nil }
        let count = from.count == 1 ? "1 evaluation" : "\(from.count) evaluations"
        return "\(count) taken from what was measured before (`git show \(last)`)"
    }

    private static func words(_ calls: ModelCalls) -> String {
        let count = calls.count == 1 ? "1 call" : "\(calls.count) calls"
        let estimate = calls.isEstimated ? ", tokens estimated" : ""
        let without = calls.without.map { ", without \($0)" }.joined()
        return "\(calls.model) (\(count), \(Figures.duration(calls.seconds))\(estimate)\(without))"
    }

    private var parents: String {
        guard step.step.number > 0 else { return "none (the base)" }
        let names = step.parents.all.map { parent in
            parent.short + (view.step(of: parent).map { " = \(Naming.step($0.step, in: view))" } ?? "")
        }
        return names.joined(separator: ", ")
    }

    /// Over the base by every objective, and over the parent where that is another.
    private var gains: [(String, String)] {
        view.gainsTold(of: step).map { ("\($0.metric.map { $0 + " " } ?? "")vs \($0.other)", $0.gain.text) }
    }
}

extension String {
    /// The text with spaces after it up to a width.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
