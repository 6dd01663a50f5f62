/// Where a candidate stands among others: the one comparison by which any is put before another.
///
/// First what gained more over the base, of equals what changes fewer lines of it, and of those the earlier step. The lesser rank comes first.
package struct CandidateRank: Hashable, Comparable, Sendable {
    /// `-infinity` where it is not known.
    package let gain: Double
    private let lines: Int
    private let step: StepID

    /// - Parameters:
    ///   - gain: by which it is ranked, in one unit for all that are; `nil` where that is not known.
    ///   - step: what made it; `nil` for the base before it was measured. How much a candidate changes was not recorded at first: those come after
    ///     the ones of which it is known.
    package init(gain: Double?, of step: StepSummary?) {
        self.gain = gain ?? -.infinity
        self.step = step?.step ?? StepID(number: 0, writer: WriterID(0))
        lines = self.step.number == 0 ? 0 : step?.size?.lines ?? .max
    }

    package static func < (left: CandidateRank, right: CandidateRank) -> Bool {
        (-left.gain, left.lines, left.step) < (-right.gain, right.lines, right.step)
    }
}

extension RunView {
    /// Where a step's candidate stands by what the winner is selected by.
    package func rank(_ step: StepSummary) -> CandidateRank {
        CandidateRank(gain: selectedGain(step), of: step)
    }

    /// Where a step's candidate stands as people are told of it: of noisy runs by the gain over the base that stands beside it everywhere, as a share of what the
    /// base had there, since what it had differs from sitting to sitting.
    package func rankAsTold(_ step: StepSummary) -> CandidateRank {
        guard record.study.examples == nil else { return rank(step) }
        let isBase = step.candidate == record.base
        let share = gainOverBase(step).map {
            $0.estimate / max(abs($0.comparison.reference), .leastNormalMagnitude)
        }
        return CandidateRank(gain: isBase ? 0 : share, of: step)
    }
}
