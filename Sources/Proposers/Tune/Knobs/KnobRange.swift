import Glibc
import StudyModel

/// The values that a number may have, as a coordinate that methods search: from 0 to 1 over all of them.
struct KnobRange: Hashable, Sendable {
    private enum Values: Hashable, Sendable {
        case interval(Interval)
        case choices([Double])
    }

    /// The numbers between two ends.
    fileprivate struct Interval: Hashable, Sendable {
        let limits: ClosedRange<Double>
        let isLogarithmic: Bool
        /// Whole numbers, each an equal part of the scale or, of a logarithmic one, as large a part as it is to the others.
        let isWhole: Bool
        /// Whether the ends are limits, or only say how large a step is.
        let isBounded: Bool
    }

    private let values: Values
    /// How far from where it starts it is looked at first, as a standard deviation.
    let spread: Double

    /// What a study says of a number; it is looked at first over about a third of the range, as Hansen's tutorial has it.
    ///
    /// - Parameter isWhole: whether it is written as a whole number.
    init(_ settings: KnobSettings.Values, isWhole: Bool) {
        spread = 0.3
        switch settings {
        case .choice(let choices): values = .choices(choices)
        case .range(let limits, let scale):
            values = .interval(
                Interval(
                    limits: limits, isLogarithmic: scale == .log, isWhole: isWhole || scale == .integer,
                    isBounded: true))
        }
    }

    /// The values around that of a number of which nobody said anything: within a factor of 32, and looked at first within one of two.
    ///
    /// Zero, which has no factors, moves by up to 1, or as a whole number up to 32. Fractions may go on beyond that.
    init(around value: Double, isWhole: Bool) {
        let reach = 32.0
        let limits =
            value > 0
            ? (isWhole ? max(1, (value / reach).rounded()) : value / reach)...(value * reach)
            : isWhole ? 0...reach : -1...1
        values = .interval(
            Interval(limits: limits, isLogarithmic: value > 0, isWhole: isWhole, isBounded: isWhole))
        spread = 0.1
    }

    var dimension: Dimension {
        switch values {
        case .interval(let interval): .interval(isBounded: interval.isBounded)
        case .choices(let choices): .choices(choices.count)
        }
    }

    /// Whether values lie as close to each other as can be, so that one learns of another by how near it is.
    var isContinuous: Bool {
        if case .interval(let interval) = values { !interval.isWhole } else { false }
    }

    func value(at coordinate: Double) -> Double {
        switch values {
        case .interval(let interval): interval.value(at: coordinate)
        case .choices(let choices):
            choices[min(choices.count - 1, max(0, Int(coordinate * Double(choices.count))))]
        }
    }

    /// Where a value lies; that of a value which is none of the choices is that of the nearest.
    func coordinate(of value: Double) -> Double {
        switch values {
        case .interval(let interval): interval.coordinate(of: value)
        case .choices(let choices):
            choices.indices.min { abs(choices[$0] - value) < abs(choices[$1] - value) }
                .map { (Double($0) + 0.5) / Double(choices.count) } ?? 0
        }
    }
}

extension KnobRange.Interval {
    /// The ends of the scale; half of the first and of the last whole number lies beyond the limits.
    private var ends: (low: Double, high: Double) {
        let half = isWhole ? 0.5 : 0
        return (scaled(limits.lowerBound - half), scaled(limits.upperBound + half))
    }

    func value(at coordinate: Double) -> Double {
        let (low, high) = ends
        let scaled = low + coordinate * (high - low)
        let value = isLogarithmic ? exp(scaled) : scaled
        let whole = isWhole ? value.rounded() : value
        return isBounded ? min(limits.upperBound, max(limits.lowerBound, whole)) : whole
    }

    func coordinate(of value: Double) -> Double {
        let (low, high) = ends
        guard high > low else { return 0.5 }
        let value = isBounded ? min(limits.upperBound, max(limits.lowerBound, value)) : value
        // A fraction that was written as 0 lies beyond any logarithm.
        return max(-10, (scaled(value) - low) / (high - low))
    }

    private func scaled(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
}
