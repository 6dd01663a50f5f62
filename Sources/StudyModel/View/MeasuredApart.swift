/// One candidate over another, by one of the study's objectives.
struct CandidatePair: Hashable, Sendable {
    let of: CommitID
    let over: CommitID
    let place: Int
}

/// A gain that was measured apart from any step.
struct MeasuredApart: Hashable, Sendable {
    let gain: KnownGain
    /// As a chain of one; `nil` where one sitting did not measure both on all of a split.
    let link: GainChain?

    init(_ gain: KnownGain, _ objective: Objective, by evaluator: EvaluatorTag?) {
        self.gain = gain
        link = GainChain(gain, objective, by: evaluator)
    }
}
