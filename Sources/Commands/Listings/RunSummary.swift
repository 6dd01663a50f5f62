import Listings
import Operations
import StudyModel

/// How a run ended: gain with its interval, or that there is none, and what to do next.
struct RunSummary {
    private let end: RunEnd
    private let live: LiveRun

    init(_ end: RunEnd, live: LiveRun) {
        self.end = end
        self.live = live
    }

    func print(to console: Console, json: Bool) {
        if json { return console.printJSON(RunStatus(view: end.view)) }
        for line in lines { console.print(line) }
    }

    private var view: RunView { end.view }

    private var lines: [String] {
        guard let finish = end.finish, finish.reason != .interrupted else {
            return [
                "Stopped after step \(view.spent.steps). Go on with `hone run --resume \(view.record.run)`"
            ]
        }
        return ["", "Ended: \(Naming.words(finish.reason))"] + verdict(finish) + next(finish)
    }

    private func verdict(_ finish: Finish) -> [String] {
        guard let comparison = finish.comparison else {
            return ["No improvement confirmed: the base is still the best"]
        }
        let gain = Naming.gain(comparison)
        let name = Naming.step(finish.winnerStep, in: view)
        let test =
            "\(comparison.test), \(comparison.n) \(comparison.n == 1 ? "pair" : "fresh interleaved pairs")"
        if comparison.unit == .example {
            return [
                "\(name) gained \(gain) on the \(comparison.n) examples that chose it, which confirms nothing",
                "  (\(comparison.test))",
            ]
        }
        return finish.confirmed
            ? ["\(name) is better than the base by \(gain)", "  (\(test))"]
            : ["No improvement confirmed: \(name) against the base gave \(gain)", "  (\(test))"]
    }

    private func next(_ finish: Finish) -> [String] {
        guard finish.confirmed else { return ["See every step with `hone log \(view.record.run)`"] }
        return [
            "See it with `hone show \(view.record.run):best`, take it over with `hone land \(view.record.run):best`"
        ]
    }
}
