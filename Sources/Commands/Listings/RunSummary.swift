import StudyModel
import Wiring

/// How a run ended: gain with its interval, or that there is none, and what to do next.
struct RunSummary {
    private let end: RunEnd
    private let live: LiveRun

    init(_ end: RunEnd, live: LiveRun) {
        self.end = end
        self.live = live
    }

    func print(to console: Console, json: Bool) async throws {
        if json {
            return try console.printJSON(
                RunListing(RunStatus(view: end.view, isStepping: false, checkedOut: [:])))
        }
        for line in lines { console.print(line) }
    }

    private var view: RunView { end.view }

    private var lines: [String] {
        guard let finish = end.finish, finish.reason != .interrupted else {
            return [
                "Stopped after step \(view.spent.steps). Go on with `hone run --resume \(view.record.run)`"
            ]
        }
        return ["", "Ended: \(Self.words(finish.reason))"] + verdict(finish) + next(finish)
    }

    private func verdict(_ finish: FinishRecord) -> [String] {
        guard let comparison = finish.comparison else {
            return ["No improvement confirmed: the base is still the best"]
        }
        let gain = Self.gain(comparison)
        let name = Naming.step(finish.winnerStep, in: view)
        let test =
            "\(comparison.test), \(comparison.n) \(comparison.n == 1 ? "pair" : "fresh interleaved pairs")"
        return finish.confirmed
            ? ["\(name) is better than the base by \(gain)", "  (\(test))"]
            : ["No improvement confirmed: \(name) against the base gave \(gain)", "  (\(test))"]
    }

    private func next(_ finish: FinishRecord) -> [String] {
        guard finish.confirmed else { return ["See every step with `hone log \(view.record.run)`"] }
        return [
            "See it with `hone show \(view.record.run):best`, take it over with `hone land \(view.record.run):best`"
        ]
    }

    /// A gain with its interval, as shares of the reference and in the metric's unit.
    static func gain(_ comparison: Comparison) -> String {
        let reference = abs(comparison.reference)
        func share(_ value: Double) -> String {
            reference > 0 ? Figures.percent(value / reference) : Figures.value(value)
        }
        guard let low = comparison.low, let high = comparison.high else { return share(comparison.gain) }
        let bounds = high.isFinite ? "\(share(low)) to \(share(high))" : "at least \(share(low))"
        return "\(share(comparison.gain)) [\(bounds)]"
    }

    static func words(_ reason: StopReason) -> String {
        switch reason {
        case .steps: "the budget of steps is spent"
        case .trials: "the budget of trials is spent"
        case .time: "the budget of time is spent"
        case .tokens: "the budget of tokens is spent"
        case .cost: "the budget of cost is spent"
        case .score: "the score is good enough (`stop.score`)"
        case .patience: "no candidate was accepted for a while (`stop.patience`)"
        case .failures: "too many steps in a row had no score (`stop.failures`)"
        case .interrupted: "you stopped it"
        case .exhausted: "the proposer has nothing left to try"
        }
    }
}
