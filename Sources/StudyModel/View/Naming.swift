import Text

/// How steps and their standing are named to people, the same in every listing and on every page.
package enum Naming {
    /// `sort-3:12`, or `sort-3:12@9f3c01aa` for a step of a writer that did not start the run.
    package static func step(_ id: StepID, in view: RunView) -> String {
        let name = "\(view.record.run):\(id.number)"
        return id.writer == view.record.writer ? name : name + "@\(id.writer)"
    }

    /// The gain over the base as a share of it; positive is better.
    package static func gainOverBase(_ step: StepSummary, in view: RunView) -> Double? {
        view.gainOverBase(step)
    }

    /// The one word that says what became of a step: its verdict, or the outcome where there was nothing to judge.
    package static func standing(_ step: StepSummary) -> String {
        if step.step.number == 0 { return "base" }
        guard step.outcome == .scored, let verdict = step.verdict else { return step.outcome.rawValue }
        return verdict.rawValue
    }

    /// A gain with its interval, as shares of the reference and in the metric's unit.
    package static func gain(_ comparison: Comparison) -> String {
        let reference = abs(comparison.reference)
        func share(_ value: Double) -> String {
            reference > 0 ? Figures.percent(value / reference) : Figures.value(value)
        }
        guard let low = comparison.low, let high = comparison.high else { return share(comparison.gain) }
        let bounds = high.isFinite ? "\(share(low)) to \(share(high))" : "at least \(share(low))"
        return "\(share(comparison.gain)) [\(bounds)]"
    }

    /// `1820 tokens in, 240 out, 0.0041 USD`; an evaluator or a model of no price leaves the money out.
    package static func usage(_ usage: Usage, currency: String) -> String {
        let tokens = usage.tokens > 0 ? ["\(usage.tokensIn) tokens in, \(usage.tokensOut) out"] : []
        let cost = usage.cost > 0 ? ["\(Figures.value(usage.cost)) \(currency)"] : []
        return (tokens + cost).joined(separator: ", ")
    }

    /// That a lineage ended, and why; `nil` where it lives.
    package static func end(of lineage: LineageView) -> String? {
        lineage.ended.map { "lineage \(lineage.name) ended" + ($0.isEmpty ? "" : ": \($0)") }
    }

    /// Why the loop stopped.
    package static func words(_ reason: StopReason) -> String {
        switch reason {
        case .steps: "the budget of steps is spent"
        case .trials: "the budget of trials is spent"
        case .time: "the budget of time is spent"
        case .tokens: "the budget of tokens is spent"
        case .cost: "the budget of cost is spent"
        case .score: "the score is good enough (`stop.score`)"
        case .patience: "no candidate was a new best for a while (`stop.patience`)"
        case .failures: "too many steps in a row had no score (`stop.failures`)"
        case .interrupted: "you stopped it"
        case .exhausted: "the proposer has nothing left to try"
        default: reason.rawValue
        }
    }
}
