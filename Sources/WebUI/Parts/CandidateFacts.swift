import Listings
import Operations
import StudyModel
import Text

/// The short facts of a candidate: its names, its figures, how it was judged.
struct CandidateFacts {
    private let details: CandidateDetails

    init(_ details: CandidateDetails) { self.details = details }

    private var step: StepSummary { details.step }
    private var view: RunView { details.view }

    var all: [CandidateBody.Fact] {
        let names = [
            fact("commit", step.candidate?.text ?? "none"),
            fact(step.parents.others.isEmpty ? "parent" : "parents", parents),
            fact("lineage", step.lineage.text),
            fact("proposer", step.proposer + (step.edit.map { " (\($0))" } ?? "")),
        ]
        return names + metrics + [comparison, usage].compactMap { $0 }
            + [fact("time", Figures.duration(step.wallSeconds))]
    }

    private func fact(_ name: String, _ value: String) -> CandidateBody.Fact {
        CandidateBody.Fact(name: name, value: value)
    }

    private var parents: String {
        guard step.step.number > 0 else { return "none: the base" }
        let names = step.parents.all.map { parent in
            let name = view.step(of: parent).map { ", step \(StepName.short($0.step, in: view))" } ?? ""
            return parent.short + name
        }
        return names.joined(separator: "; ")
    }

    private var metrics: [CandidateBody.Fact] {
        let metrics = details.record.evaluation?.metrics ?? [:]
        return metrics.sorted { $0.key < $1.key }.map { name, metric in
            let spread = metric.sd.map { ", sd \(Figures.value($0))" } ?? ""
            return fact(name, "\(Figures.value(metric.value)) (n = \(metric.n)\(spread))")
        }
    }

    private var comparison: CandidateBody.Fact? {
        step.comparison.map { comparison in
            let p = comparison.p.map { ", p = \(Figures.value($0))" } ?? ""
            return fact(
                "on parent",
                "\(Naming.gain(comparison)) (\(comparison.test), n = \(comparison.n)\(p))")
        }
    }

    private var usage: CandidateBody.Fact? {
        guard step.usage != .none else { return nil }
        let currency = view.record.study.budget.currency
        return fact(
            "tokens",
            "\(step.usage.tokensIn) in, \(step.usage.tokensOut) out, \(Figures.value(step.usage.cost)) \(currency)"
        )
    }
}
