import Operations
import StudyModel

/// How a run ended: gain with its interval, or that there is none, and what to do next.
struct RunSummary {
    private let view: RunView
    private let finish: Finish?
    private let words: ClosingWords?

    /// - Parameter finish: how the loop ended; `nil` where it was stopped between steps.
    init(_ view: RunView, finish: Finish?) {
        self.view = view
        words = ClosingWords(view)
        self.finish = finish
    }

    func print(to console: Console) {
        console.print(lines.flatMap(console.wrapped))
    }

    /// How it ended, in a line.
    var headline: String {
        guard let finish, finish.reason != .interrupted else { return lines[0] }
        return verdict(finish)[0]
    }

    var lines: [String] {
        guard let finish, finish.reason != .interrupted else {
            return [
                "Stopped after step \(view.spent.steps). Go on with `\(Naming.resuming(view))`"
            ]
        }
        return ["", "Ended: \(Naming.words(finish.reason))"] + verdict(finish) + rejected(finish)
            + (view.ceilingWords.map { ["  (\($0))"] } ?? [])
            + (view.frontWords.map { [$0] } ?? []) + next(finish)
    }

    private func verdict(_ finish: Finish) -> [String] {
        guard let words else {
            return ["No improvement confirmed: the base is still the best"]
        }
        let name = Naming.step(finish.winnerStep, in: view)
        if let obstacle = words.obstacle {
            let isKeptApart = finish.compared?.evaluations.contains { $0.sample.split == .confirm } ?? false
            let advice = isKeptApart ? "" : "keep some apart with `examples.split.confirm`, or "
            return [
                "\(name) gained \(words.gains) on \(words.counted), which is no claim: \(obstacle)",
                "  (\(advice)see what it is worth with `hone test \(name)`)",
            ]
        }
        let sentence =
            words.isClaim
            ? "\(name) is better than the base by \(words.gains)"
            : "No improvement confirmed: \(name) against the base gave \(words.gains)"
        return [sentence + (words.others.map { "; \($0)" } ?? ""), "  (\(words.origin))"]
    }

    /// That the winner contains what was rejected.
    private func rejected(_ finish: Finish) -> [String] {
        guard let winner = view.step(finish.winnerStep), let below = Naming.rejectedBelow(winner, in: view)
        else {
            return []
        }
        return ["  \(Naming.step(winner.step, in: view)) \(below)"]
    }

    private func next(_ finish: Finish) -> [String] {
        guard words?.isClaim == true else {
            return ["See every step with `hone log \(view.record.run)`"]
        }
        let isDoubted =
            view.step(finish.winnerStep).map { !view.rejectedAncestors(of: $0).isEmpty } ?? false
        let force = isDoubted ? " --force" : ""
        return [
            "See it with `hone show \(view.record.run):best`, take it over with `hone land \(view.record.run):best\(force)`"
        ]
    }
}
