import Glibc
import StudyModel

/// Kinds of noise that measurements have.
package enum Noise: CaseIterable {
    case normal
    /// A heavy right tail, as timings have.
    case logNormal
    /// Three values, as a coarse timer or a count gives.
    case tied
    /// Right or wrong.
    case binary
    /// Mostly still, with an outlier in ten.
    case outliers

    /// A value of it; 0 is the middle, or the least of what is counted.
    package func draw(_ generator: inout SeededGenerator) -> Double {
        switch self {
        case .normal: gauss(&generator)
        case .logNormal: exp(1.5 * gauss(&generator))
        case .tied: Double(generator.below(3))
        case .binary: Double(generator.below(2))
        case .outliers: gauss(&generator) + (generator.below(10) == 0 ? 100 : 0)
        }
    }

    private func gauss(_ generator: inout SeededGenerator) -> Double {
        (-2 * log(1 - generator.unit())).squareRoot() * cos(2 * .pi * generator.unit())
    }
}
