/// The gains of candidates that lead to each other, each over the next in one sitting: what drifted between the sittings is not in it.
struct GainChain: Hashable, Sendable {
    /// How many comparisons it is put together from.
    private var links = 1
    /// Whether figures that accepted a candidate are among them.
    private(set) var flatters: Bool
    private var difference: Double
    /// What the last candidate's value is as a multiple of the first one's; `nil` where a step's gain is not told in percent.
    private var factor: Double?
    /// What the first candidate had beside its successor.
    private var reference: Double
    /// What the last candidate had beside the one before it.
    private var value: Double
    private let sample: Sample
    private let confidence: Double
    private let objective: Objective
    private let evaluator: EvaluatorTag?

    /// The chain of one gain; `nil` unless both were measured in one sitting, on all of the split.
    init?(_ gain: KnownGain, _ objective: Objective, by evaluator: EvaluatorTag?) {
        guard gain.isOfOneSitting, let sample = gain.sample, sample.wholeSplit != nil else { return nil }
        self.sample = sample
        self.objective = objective
        self.evaluator = evaluator
        flatters = gain.isAtAcceptance
        confidence = gain.confidence
        reference = gain.comparison.reference
        value = gain.value ?? objective.value(gaining: gain.estimate, over: reference)
        difference = gain.estimate
        factor = gain.percent.map { objective.direction == .minimize ? 1 - $0 / 100 : 1 + $0 / 100 }
    }

    /// This chain with another that begins where it ends; `nil` where they are of different samples, or by different evaluators.
    func followed(by next: GainChain) -> GainChain? {
        guard sample.isSame(as: next.sample), evaluator == next.evaluator else { return nil }
        var longer = self
        longer.links += next.links
        longer.flatters = flatters || next.flatters
        longer.difference += next.difference
        longer.factor = factor.flatMap { factor in next.factor.map { factor * $0 } }
        longer.value = next.value
        return longer
    }

    /// The way back, from the last candidate to the first.
    var turned: GainChain {
        var back = self
        back.difference = -difference
        back.factor = factor.flatMap { $0 > 0 ? 1 / $0 : nil }
        (back.reference, back.value) = (value, reference)
        return back
    }

    /// Tells whether it says more than another of the same two: nothing in it flatters, or it is put together from less.
    func isBetter(than other: GainChain) -> Bool {
        flatters == other.flatters ? links < other.links : other.flatters
    }

    /// The gain of the last candidate over the first. It has no interval: what selected the steps is in their figures.
    var gain: KnownGain {
        let relative = factor.map { objective.gain(of: $0 * reference, over: reference) }
        let test = factor == nil ? "sum of their gains" : "product of their gains"
        let comparison = Comparison(
            test: test, gain: relative ?? difference, n: links, unit: .comparison, reference: reference,
            isRatio: relative != nil)
        return KnownGain(
            comparison, source: .chained, confidence: confidence, on: sample, isAtAcceptance: flatters,
            objective: objective)
    }
}
