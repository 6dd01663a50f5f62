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
        let below = Naming.rejectedBelow(step, in: view).map { [fact("note", $0)] } ?? []
        let mended = step.mends.map { [fact("mends", "step \(StepName.short($0, in: view))")] } ?? []
        let seen = Naming.seenBefore(step, in: view)
        let again = seen.isEmpty ? [] : [fact("again", seen.joined(separator: "; "))]
        return names + mended + again + below + metrics + gains + test + [usage].compactMap { $0 }
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
        let metrics = Naming.metrics(of: details.record, as: step, in: view).map { fact($0.name, $0.words) }
        guard view.record.study.examples != nil else { return metrics }
        return metrics
            + step.scores.map {
                fact(Naming.sample($0.sample, metric: view.objective.metric), Naming.score($0, in: view))
            }
    }

    /// Over the base by every objective, and over the parent where that is another.
    private var gains: [CandidateBody.Fact] {
        view.gainsTold(of: step).map {
            fact("\($0.metric.map { $0 + " " } ?? "")over \($0.other)", $0.gain.text)
        }
    }

    /// The last look at the sealed examples.
    private var test: [CandidateBody.Fact] {
        guard let test = view.tests.telling(of: step.step) else { return [] }
        let words = TestWords(test, in: view)
        return [("sealed test", words.scores), ("sealed test", words.gains)].compactMap { name, text in
            text.map { fact(name, $0) }
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
