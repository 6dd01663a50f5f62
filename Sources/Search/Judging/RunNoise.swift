import Statistics
import StudyModel

/// What the base's repeats say of how runs of one program differ, as a test of runs takes that in.
///
/// Where gains of pairs are told in percent, all of that is in logarithms (`PairGains`): however noisy runs are, nothing above zero is then said to lose more than all of itself.
struct RunNoise {
    /// As the test has gains.
    let spread: SpreadEstimate
    private let objective: Objective
    /// What a gain is over.
    private let reference: Double

    /// - Parameters:
    ///   - base: the base's repeats; `nil` where fewer than two, or equal ones, say nothing of noise.
    ///   - arePaired: whether runs are compared in pairs.
    init?(_ base: [Double], of study: Study, arePaired: Bool) {
        guard let reference = study.evaluator.measure.statistic.value(of: base) else { return nil }
        var objective = study.objective
        if !arePaired || !base.allSatisfy({ $0 > 0 }) { objective.scale = .absolute }
        let gains = PairGains(of: base, over: base.map { _ in reference }, objective: objective)
        guard let spread = SpreadEstimate(of: [gains.values]), spread.deviation > 0 else { return nil }
        (self.spread, self.objective, self.reference) = (spread, objective, reference)
    }

    /// Returns what a gain of the test comes to in the metric's unit.
    func amount(of gain: Double) -> Double {
        PairGains(of: [reference], over: [reference], objective: objective).amount(gain, over: reference)
    }

    /// Returns the test's gain for one in the metric's unit; infinite where there is none, since nothing loses as much.
    func gain(of amount: Double) -> Double {
        let better = objective.worse(reference, by: .absolute(-amount))
        guard objective.usualScale != .percent || better > 0 else { return .infinity }
        return PairGains(of: [better], over: [reference], objective: objective).values[0]
    }
}
