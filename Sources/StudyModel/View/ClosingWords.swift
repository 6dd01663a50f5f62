/// What the end of a run measured of its winner over the base, in words: by which objectives it is better, and what it came to by the others.
package struct ClosingWords {
    /// `+23.0% [+3.2% to +27.8%]`; of several objectives those that bear the claim, or all where none does: `seconds +23.0% [+3.2% to +27.8%] and size +4.0%`.
    package let gains: String
    /// By the objectives that bear no claim beside those that do: `size -3.0% [-5.0% to -1.0%], which is worse`; `nil` where there are none.
    package let others: String?
    /// How the first of the gains came about.
    package let origin: String
    /// What it rests on: `20 pairs`.
    package let counted: String
    /// Whether it is better by any objective: by the last comparison of the two, or by an earlier one, whose claim stands.
    package let isClaim: Bool
    /// Why there can be no claim, whatever was measured; `nil` where one was asked for.
    package let obstacle: String?

    /// Those of the winner of a run's last end; `nil` where that is the base, or the loop did not come to its end.
    package init?(_ view: RunView) {
        guard view.hasEnded, view.best != view.record.base, let winner = view.step(of: view.best) else {
            return nil
        }
        self.init(winner, in: view)
    }

    /// - Returns: `nil` where nothing is known of the two.
    private init?(_ winner: StepSummary, in view: RunView) {
        let known = view.gainsOverBase(winner)
        let claimed = known.filter { $0.gain.isConfirmed == true }
        let told = claimed.isEmpty ? known : claimed
        guard let first = told.first?.gain else { return nil }
        isClaim = !claimed.isEmpty
        // Where a claim was asked for and none can be made, the words say which way it went.
        let isOpen = claimed.isEmpty && first.obstacle == nil
        gains = told.map { isOpen ? $0.bare : $0.gained }.joined(separator: isClaim ? " and " : "; ")
        let rest = isClaim ? known.filter { $0.gain.isConfirmed != true } : []
        let others = rest.map { $0.gain.isLoss ? $0.told : $0.bare + ", not confirmed" }
        self.others = others.isEmpty ? nil : others.joined(separator: "; ")
        (origin, counted, obstacle) = (first.origin, first.counted, first.obstacle)
    }
}
