import StudyModel
import Text

/// The verdict on a run, in words that say no more than was measured.
struct RunVerdict {
    private let view: RunView
    private let isStepping: Bool
    private let words: ClosingWords?

    init(_ view: RunView, isStepping: Bool) {
        self.view = view
        words = ClosingWords(view)
        self.isStepping = isStepping
    }

    var state: String { isStepping ? "running" : view.finish == nil ? "not running" : "ended" }
    var stateClass: String { isStepping ? "running" : "" }

    /// With a word on what the winner contains that was rejected.
    var sentence: String {
        let below = best.flatMap { Naming.rejectedBelow($0, in: view) }
        return verdict + (below.map { " It \($0)." } ?? "")
    }

    private var verdict: String {
        guard view.baseline?.score != nil else { return "The base has no score yet." }
        guard let finish = view.finish, !isStepping else { return interim }
        guard let words else {
            return finish.reason == .interrupted
                ? interim : "No improvement was confirmed: the base is still the best."
        }
        let name = StepName.short(finish.winnerStep, in: view)
        if let obstacle = words.obstacle {
            return
                "Step \(name) gained \(words.gains) on \(words.counted), which is no claim: \(obstacle)."
        }
        let sentence =
            words.isClaim
            ? "Step \(name) is better than the base by \(words.gains)"
            : "No improvement was confirmed: step \(name) against the base gave \(words.gains)"
        return sentence + (words.others.map { "; \($0)" } ?? "") + "."
    }

    var look: String {
        if isStepping { return "running" }
        guard view.hasEnded else { return "" }
        return words?.isClaim == true ? "good" : "warn"
    }

    /// What the figures rest on.
    var caveat: String? {
        guard view.baseline?.score != nil else { return nil }
        guard let finish = view.finish, !isStepping, finish.reason != .interrupted else {
            if let known = best.flatMap(view.gainOverBase), known.isConfirmed != nil || known.obstacle != nil
            {
                return "\(known.origin)."
            }
            return best == nil
                ? nil
                : "Measured during the search, where the best of many noisy figures flatters; the end of the run compares the winner with the base once more."
        }
        let numbers = view.ceilingWords.map { " For comparison, \($0)." } ?? ""
        let reason = "It ended because \(Naming.words(finish.reason)).\(numbers)"
        // Where there can be no claim, the sentence before this says why.
        guard let words, words.obstacle == nil else { return reason }
        return "\(words.origin). \(reason)"
    }

    private var best: StepSummary? {
        view.step(of: view.best).flatMap { $0.step.number > 0 ? $0 : nil }
    }

    private var interim: String {
        guard let best, let scores = Naming.scores(best, in: view) else {
            return "Nothing better than the base so far, after \(RunFigures.steps(view.spent.steps))."
        }
        let name = "The best so far is step \(StepName.short(best.step, in: view)): "
        let gain = view.gainOverBase(best)
        // What both came to beside each other, where they were measured apart.
        let others = view.otherGainsOverBase(best).map { ", " + $0.short }.joined()
        if let gain, gain.verdict != nil, let change = gain.change { return name + change + others + "." }
        return name + scores + (gain.map { ", \(view.short($0)) against the base" } ?? "") + others
            + ". That is not confirmed yet."
    }
}
