/// The gains of steps that follow each other, each over its parent in one sitting: what drifted between the sittings is not in it.
struct GainChain: Hashable, Sendable {
    private var steps = 1
    /// Whether a step's figures are those that accepted it.
    private var flatters: Bool
    /// Whether the last candidate was accepted.
    private var isAccepted: Bool
    private var difference: Double
    /// What the last candidate's value is as a multiple of the first one's; `nil` where a step's gain is not told in percent.
    private var factor: Double?
    /// What the first candidate had beside its successor.
    private let reference: Double
    private let sample: Sample
    private let confidence: Double
    private let objective: Objective
    private let evaluator: EvaluatorTag?

    /// The chain of one step; `nil` unless both were measured in one sitting, on all of the split.
    ///
    /// - Parameter isAccepted: whether the step was.
    init?(_ gain: KnownGain, _ objective: Objective, by evaluator: EvaluatorTag?, isAccepted: Bool) {
        guard gain.isBeside, let sample = gain.sample, sample.wholeSplit != nil else { return nil }
        self.sample = sample
        self.objective = objective
        self.evaluator = evaluator
        self.isAccepted = isAccepted
        flatters = gain.isAtAcceptance
        confidence = gain.confidence
        reference = gain.comparison.reference
        difference = gain.estimate
        factor = gain.percent.map { objective.direction == .minimize ? 1 - $0 / 100 : 1 + $0 / 100 }
    }

    /// This chain with another that begins where it ends; `nil` where they are of different samples, or by different evaluators.
    func followed(by next: GainChain) -> GainChain? {
        guard sample.isSame(as: next.sample), evaluator == next.evaluator else { return nil }
        var longer = self
        longer.steps += next.steps
        longer.flatters = flatters || next.flatters
        longer.isAccepted = next.isAccepted
        longer.difference += next.difference
        longer.factor = factor.flatMap { factor in next.factor.map { factor * $0 } }
        return longer
    }

    /// The gain of the last candidate over the first. It has no interval: what selected the steps is in their figures.
    var gain: KnownGain {
        let relative = factor.map { objective.gain(of: $0 * reference, over: reference) }
        let test = factor == nil ? "sum of the steps' gains" : "product of the steps' gains"
        let comparison = Comparison(
            test: test, gain: relative ?? difference, n: steps, unit: .step, reference: reference)
        return KnownGain(
            comparison, source: .chained, confidence: confidence, on: sample,
            isAtAcceptance: flatters && isAccepted, objective: objective)
    }
}
