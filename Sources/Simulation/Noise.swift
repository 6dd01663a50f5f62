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
        case .normal: generator.normal()
        case .logNormal: exp(1.5 * generator.normal())
        case .tied: Double(generator.below(3))
        case .binary: Double(generator.below(2))
        case .outliers: generator.normal() + (generator.below(10) == 0 ? 100 : 0)
        }
    }
}
