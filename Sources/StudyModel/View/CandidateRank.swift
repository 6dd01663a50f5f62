/// Where a candidate stands among others: the one comparison by which any is put before another.
///
/// First what gained more over the base, of equals what changes fewer lines of it, and of those the earlier step. The lesser rank comes first.
package struct CandidateRank: Hashable, Comparable, Sendable {
    /// `-infinity` where it is not known.
    package let gain: Double
    private let lines: Int
    private let step: StepID

    /// - Parameters:
    ///   - gain: by which it is ranked, in the metric's unit; `nil` where that is not known.
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

    /// Where a step's candidate stands as people are told of it: of noisy runs by the gain over the base that stands beside it everywhere.
    package func rankAsTold(_ step: StepSummary) -> CandidateRank {
        let known = record.study.examples == nil ? gainOverBase(step) : nil
        guard let known, step.candidate != record.base else { return rank(step) }
        return CandidateRank(gain: known.percent ?? known.estimate, of: step)
    }
}
