import Text

/// How much better one candidate is than another: one value, and where it comes from.
///
/// Of what a run knows made by `RunView.gain(of:over:)` alone, of what is measured apart from it by who measured that; every view, note, message and page
/// shows it as it is.
package struct KnownGain: Hashable, Sendable {
    package let source: RecordedGain.Source
    /// The estimate in the metric's unit with its interval, how many observations it rests on, and the test.
    package private(set) var comparison: Comparison
    /// The level of the interval.
    package let confidence: Double
    /// What both were measured on.
    package let sample: Sample?
    /// The candidate's value beside `comparison.reference`: that with the gain applied, which of noisy runs is not what its own runs come to; `nil`
    /// where the two were never measured together on one sample.
    package let value: Double?
    /// What the candidate scored there; `nil` in the same cases.
    let scored: Double?
    /// Whether it bears the claim that there is a gain; `nil` where none was asked of it.
    package let isConfirmed: Bool?
    /// Why it can bear no claim, whatever it came to; it then has no interval and no p, as what accepted a candidate has none. `nil` where it can.
    package private(set) var obstacle: String?
    /// Why what was measured can say how large the gain was and not how sure that is; `nil` where it can. It has no interval and no p then.
    package let reservation: Reservation?
    /// Whether its figures are those that accepted a candidate, and so flatter it.
    package let isAtAcceptance: Bool
    /// In what it is told.
    package private(set) var scale: GainScale
    private let objective: Objective

    /// What keeps figures from being witnesses.
    package enum Reservation: Hashable, Sendable {
        /// They accepted one of the two.
        case accepted
        /// By them one of the two is the best.
        case selected
        /// Of noisy runs, they were taken at two times, and what changed in between is in them.
        case notBeside

        /// A sentence without its capital and end, as an obstacle is.
        package var words: String {
            switch self {
            case .accepted: "one of the two was accepted by these figures"
            case .selected: "the best was picked by these figures"
            case .notBeside: "the two did not run beside each other"
            }
        }
    }

    package init(
        _ comparison: Comparison, source: RecordedGain.Source, confidence: Double, on sample: Sample?,
        value: Double? = nil, isConfirmed: Bool? = nil, obstacle: String? = nil,
        reservation: Reservation? = nil, isAtAcceptance: Bool = false, objective: Objective
    ) {
        let isAtAcceptance = isAtAcceptance || source == .atAcceptance
        let isWitness = obstacle == nil && reservation == nil && !isAtAcceptance
        var comparison = isWitness ? comparison : comparison.withoutClaim
        scale = objective.scale(of: comparison)
        self.objective = objective
        if scale == .percent, objective.direction == .minimize {
            // What is above zero can lose all of itself, and no more.
            comparison.low = comparison.low.map { min($0, comparison.reference) }
            comparison.high = comparison.high.map { $0.isFinite ? min($0, comparison.reference) : $0 }
        }
        self.source = source
        self.comparison = comparison
        self.confidence = confidence
        self.sample = sample
        scored = value
        self.value = value.map { value in
            let told = objective.value(gaining: comparison.gain, over: comparison.reference)
            return told.isNearly(value) ? value : told
        }
        self.isConfirmed = isConfirmed
        self.obstacle = obstacle
        // Its source says it already.
        self.reservation = source == .atAcceptance ? nil : reservation
        self.isAtAcceptance = isAtAcceptance
    }

    /// A gain that was recorded apart from any step.
    ///
    /// - Parameters:
    ///   - sample: what both were measured on.
    ///   - value: what the candidate had there.
    package init(
        _ gain: RecordedGain, on sample: Sample? = nil, value: Double? = nil, isConfirmed: Bool? = nil,
        obstacle: String? = nil, reservation: Reservation? = nil, by objective: Objective
    ) {
        self.init(
            gain.comparison, source: gain.source, confidence: gain.confidence, on: sample, value: value,
            isConfirmed: isConfirmed, obstacle: obstacle, reservation: reservation, objective: objective)
    }

    /// Whether another gain is of the same two scores, but for rounding.
    func isNearly(_ other: KnownGain) -> Bool {
        guard let scored, let its = other.scored else { return scored == other.scored }
        return scored.isNearly(its) && comparison.reference.isNearly(other.comparison.reference)
    }

    /// The same estimate with the test of trials that it is of, and their interval where that can be told as this is.
    func told(with trials: Comparison) -> KnownGain {
        var told = self
        told.comparison = obstacle == nil && reservation == nil ? trials : trials.withoutClaim
        told.comparison.gain = comparison.gain
        if scale == .percent, !trials.isRatio { (told.comparison.low, told.comparison.high) = (nil, nil) }
        return told
    }

    /// The same estimate where no claim can be made of it.
    func claiming(nothing obstacle: String) -> KnownGain {
        var told = self
        told.obstacle = obstacle
        told.comparison = comparison.withoutClaim
        return told
    }

    /// The gain of the other one over this candidate: the same figures, turned round.
    ///
    /// Percent are of what either is over: one's value as a multiple of the other's is the reciprocal of the other's as a multiple of it. A test of "no
    /// better" says nothing of "no worse", so there is no p, and no claim was asked.
    func turned(by objective: Objective) -> KnownGain {
        let reference = comparison.reference
        func value(at gain: Double) -> Double { objective.value(gaining: gain, over: reference) }
        let own = self.value ?? value(at: comparison.gain)
        func turned(_ gain: Double) -> Double? {
            guard scale == .percent else { return -gain }
            let multiple = value(at: gain) / reference
            return multiple > 0 ? objective.gain(of: own / multiple, over: own) : nil
        }
        var back = Comparison(
            test: comparison.test, gain: turned(comparison.gain) ?? -comparison.gain,
            low: comparison.high.flatMap(turned), high: comparison.low.flatMap(turned), n: comparison.n,
            unit: comparison.unit, reference: own, isRatio: comparison.isRatio)
        if back.low?.isFinite != true || back.high?.isFinite != true { (back.low, back.high) = (nil, nil) }
        return KnownGain(
            back, source: source, confidence: confidence, on: sample,
            value: self.value == nil ? nil : reference, obstacle: obstacle, reservation: reservation,
            isAtAcceptance: isAtAcceptance, objective: objective)
    }

    /// In the metric's unit; positive is better.
    package var estimate: Double { comparison.gain }

    /// In percent of what it is over; `nil` where it is told in another scale.
    package var percent: Double? { percent(of: comparison.gain) }

    /// The interval in percent; `nil` where there is none of both sides.
    package var intervalPercent: [Double]? {
        guard let low = comparison.low.flatMap(percent), let high = comparison.high.flatMap(percent),
            low.isFinite, high.isFinite
        else { return nil }
        return [low, high]
    }

    private func percent(of difference: Double) -> Double? {
        scale == .percent ? difference / comparison.reference * 100 : nil
    }

    /// Whether what was measured at other times is not in it: both ran beside each other.
    package var isBeside: Bool { source == .paired || source == .atAcceptance }

    /// Whether one sitting measured both, or several of them together, as the sample has it.
    var isOfOneSitting: Bool { isBeside || source == .confirmed }

    /// `+23.0%`, or what it is in the objective's other scales: `+40.0 points`, `+0.4`; one that cannot be told in percent like the others of its metric
    /// names the unit, `+0.4 points`, and one that flatters says so: `+5.6% at acceptance`. Beside the name of what is better for being less there is no
    /// sign: `9 wrong worse`.
    package var short: String { told(asWords: isLessBetter) + flattery }

    /// The same over something that is named: `+23.0% over base`, `9 wrong worse than base`.
    package func short(over name: String) -> String {
        let isEqual = comparison.gain == 0
        return told(asWords: isLessBetter) + (isLessBetter ? isEqual ? " to " : " than " : " over ") + name
            + flattery
    }

    /// `short` with its interval, where it has one, and the level of that where it is not the usual 95 %: `+23.0% [+3.2% to +27.8%]`,
    /// `+23.0% [96% CI +2.9% to +28.1%]`.
    package var text: String { short + interval(asWords: isLessBetter) }

    /// After a word that says what is better, such as "gained": a sign in every scale, above zero where it is better.
    package var gained: String { told(asWords: false) + flattery }

    /// The same with its interval.
    package var gainedText: String { gained + interval(asWords: false) }

    /// The same gain in the metric's own unit.
    package var inUnit: KnownGain {
        var told = self
        told.scale = .absolute
        return told
    }

    /// Whether a sign would be read as that of the metric, which is named and is better for being less.
    private var isLessBetter: Bool { scale != objective.usualScale && objective.direction == .minimize }

    /// Whether `short` and `text` say themselves that it is worse, as `9 wrong worse` does.
    var saysLoss: Bool { isLessBetter && isLoss }

    /// Whether they name the metric, as the unit.
    package var namesMetric: Bool {
        scale != objective.usualScale && !(isLessBetter && comparison.gain == 0)
    }

    private var flattery: String { isAtAcceptance ? " at acceptance" : "" }

    private func told(asWords: Bool) -> String {
        let unit = scale == objective.usualScale ? "" : " " + objective.metric
        return text(of: comparison.gain, unit: unit, asWords: asWords)
    }

    private func interval(asWords: Bool) -> String {
        guard let low = comparison.low, let high = comparison.high else { return "" }
        let (from, to) = (text(of: low, asWords: asWords), text(of: high, asWords: asWords))
        return " [\(level)\(high.isFinite ? "\(from) to \(to)" : "at least \(from)")]"
    }

    private func text(of difference: Double, unit: String = "", asWords: Bool) -> String {
        guard asWords else { return text(of: difference) + unit }
        guard difference != 0 else { return "equal" }
        let amount = String(text(of: abs(difference)).drop { $0 == "+" })
        return amount + unit + (difference > 0 ? " better" : " worse")
    }

    private var level: String {
        confidence > 0 && abs(confidence - 0.95) > 1e-9
            ? "\(Figures.level(confidence)) CI " : ""
    }

    private func text(of difference: Double) -> String {
        scale.text(of: difference, over: comparison.reference)
    }

    /// Why there is neither interval nor p, whether none could ever come of these figures or they were used before: a sentence without its capital and
    /// end; `nil` where there is no reason.
    package var whyNone: String? { obstacle ?? reservation?.words }

    /// How it came about, in a few words: what it rests on, and the test; or why it is no claim.
    package var origin: String {
        let flatters = source == .chained && isAtAcceptance ? " as they were accepted" : ""
        let p = comparison.p.map { ", p = \(Figures.value($0))" } ?? ""
        return source.words + flatters + ", " + counted + ", "
            + (whyNone ?? comparison.test + p)
    }

    /// `20 pairs`, `1 example`.
    package var counted: String {
        "\(comparison.n) " + (comparison.n == 1 ? comparison.unit.rawValue : comparison.unit.rawValue + "s")
    }

    /// The word or two that say how much a gain is to be trusted: whether the claim that was asked of it is borne out, or there is a loss instead; that it can
    /// bear none; or that it was not measured; `nil` for any other.
    package var verdict: String? {
        if obstacle != nil { return "no claim" }
        return isConfirmed.map { $0 ? "confirmed" : isLoss ? Self.loss : "not confirmed" }
            ?? (source == .reported ? "reported" : nil)
    }

    static let loss = "which is worse"

    /// Whether it is a loss, as far as its pair was measured for that: all of its interval is one, or nothing is random.
    package var isLoss: Bool {
        let isWitness = obstacle == nil && reservation == nil
        let isExact = comparison.p == nil && isWitness && (source == .confirmed || source == .paired)
        return comparison.high.map { $0 < 0 } ?? (isExact && estimate < 0)
    }

    /// What both scored where that was measured together, and the gain: `0.0204 -> 0.0157 (+23.0%, confirmed)`.
    package var change: String? {
        value.map {
            "\(Figures.value(comparison.reference)) -> \(Figures.value($0)) (\([short, verdict].compactMap { $0 }.joined(separator: ", ")))"
        }
    }
}

extension Double {
    /// The largest value of a metric: sums, squares and ratios of many such values are numbers still.
    package static let largestMeasure = 1e100

    /// Whether a metric may have the value.
    package var isMeasure: Bool { isFinite && abs(self) <= Self.largestMeasure }
}

extension GainScale {
    /// Returns a difference in words: `+23.0%`, `+40.0 points`, `+0.4`; `reference` is what percent are of.
    package func text(of difference: Double, over reference: Double) -> String {
        switch self {
        case .percent: Figures.percent(difference / reference)
        case .points:
            (difference < 0 ? "-" : "+") + Figures.fixed(abs(difference) * 100, digits: 1) + " points"
        case .absolute: (difference > 0 ? "+" : "") + Figures.value(difference)
        }
    }
}

extension Objective {
    /// Returns the scale in which a difference can be told: percent of a value above zero that stays above zero, else the metric's unit.
    package func scale(of comparison: Comparison) -> GainScale {
        guard usualScale == .percent else { return usualScale }
        guard comparison.isRatio else { return .absolute }
        let reference = comparison.reference
        let value = direction == .minimize ? reference - comparison.gain : reference + comparison.gain
        return reference > 0 && value >= 0 ? .percent : .absolute
    }
}

extension KnownGain {
    /// Writes the gain as listings have it: how much, how sure, and how it came about.
    package func write(to line: inout ObjectWriter) {
        line.put("source", source.told(isConfirmed: isConfirmed))
        line.put("confirmed", isConfirmed)
        line.put("obstacle", whyNone)
        line.put("at_acceptance", isAtAcceptance ? true : nil)
        line.put("estimate", comparison.gain)
        line.put(bounds: comparison)
        line.put("confidence", comparison.low == nil ? nil : confidence)
        line.put("percent", percent)
        line.put("interval_percent", each: intervalPercent ?? [])
        line.put("reference", source == .chained ? nil : comparison.reference)
        line.put("n", comparison.n)
        line.put("unit", comparison.unit)
        line.put("test", comparison.test)
        line.put("p", comparison.p)
        // What was measured in several sittings is of no single one.
        if let sample { isOfOneSitting ? line.put(sample) : line.put(examplesOf: sample) }
    }
}

extension Double {
    /// Whether it is another number but for rounding.
    func isNearly(_ other: Double) -> Bool { abs(self - other) <= 1e-9 * Swift.max(abs(self), abs(other)) }
}
