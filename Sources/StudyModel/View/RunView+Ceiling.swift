extension RunView {
    /// How much better the base is with other numbers and nothing else changed; `nil` where that was not asked, or no other was better.
    package var ceilingGain: KnownGain? { ceiling?.gains.first.map { KnownGain($0, by: objective) } }

    /// How much of the best's gain numbers alone would have given, in a sentence without its end; `nil` where that was not asked.
    package var ceilingWords: String? {
        guard let ceiling else { return nil }
        let runs = "\(ceiling.commandRuns) \(ceiling.commandRuns == 1 ? "run" : "runs") of the evaluator"
        guard let numbers = ceilingGain, numbers.estimate > 0 else {
            return "no other numbers of the base were found to gain anything, in \(runs)"
        }
        let best = step(of: self.best).flatMap { gainOverBase($0) }
        let whole = best.map { ", where the best gained \($0.gained)" } ?? ""
        let which = ceiling.numbers.isEmpty ? "" : ": " + NumberChange.words(ceiling.numbers)
        return "the base's numbers alone would have gained \(numbers.gained) in \(runs)\(whole)\(which)"
    }
}
