import StudyModel
import Text

/// The figures of a sweep in words.
package struct SweepWords {
    private let report: SweepReport

    package init(_ report: SweepReport) { self.report = report }

    private var isGain: Bool { report.figure == .gain }

    /// `cell 1: +1.4 points [-13.5, +16.4], p .86`.
    package func text(of comparison: SweepReport.Comparison) -> String {
        guard comparison.low < comparison.high else {
            return comparison.estimate == 0
                ? "cell \(comparison.with): the same with every seed"
                : "cell \(comparison.with): \(difference(comparison.estimate)) with every seed"
        }
        let p = Self.chance(comparison.holm, digits: 3)
        // What rounding leaves of equal means is no difference.
        let isNone = abs(comparison.estimate) < 1e-9 * (comparison.high - comparison.low)
        return "cell \(comparison.with): \(difference(isNone ? 0 : comparison.estimate)) "
            + "[\(difference(comparison.low)), \(difference(comparison.high))], \(p)"
    }

    /// `0.437 [0.3, 0.51]`.
    package func text(of marginal: SweepReport.Marginal) -> String {
        let bounds = marginal.low.flatMap { low in
            marginal.high.map { " [\(figure(low)), \(figure($0))]" }
        }
        return figure(marginal.mean) + (bounds ?? "")
    }

    /// `p 0.012`, and `p < 0.001` of what would be shown as nothing.
    package static func chance(_ p: Double, digits: Int) -> String {
        let least = (0..<digits).reduce(1.0) { least, _ in least / 10 }
        return p < least
            ? "p < \(Figures.fixed(least, digits: digits))" : "p \(Figures.fixed(p, digits: digits))"
    }

    private var isPercent: Bool { report.objective?.usualScale == .percent }

    /// A figure: a score as the evaluator gives it, or a gain.
    package func figure(_ figure: Double) -> String {
        guard isGain else { return value(figure) }
        return isPercent ? Figures.percent(figure) : difference(figure)
    }

    /// How much figures differ, in their unit.
    package func spread(_ spread: Double) -> String {
        isGain && isPercent ? Figures.fixed(spread * 100, digits: 1) : value(spread)
    }

    /// A score as the evaluator gives it.
    package func value(_ value: Double) -> String { Figures.value(value) }

    /// How much better: in points where the objective's gains are told so, else in the figure's unit; gains of timings in points of a percent.
    package func difference(_ difference: Double) -> String {
        if isGain, isPercent { return GainScale.points.text(of: difference, over: 1) }
        return report.objective?.usualScale == .points
            ? GainScale.points.text(of: difference, over: 1)
            : GainScale.absolute.text(of: difference, over: 1)
    }

    /// The same without its sign.
    package func unsigned(_ amount: Double) -> String {
        let text = difference(amount)
        return text.hasPrefix("+") ? String(text.dropFirst()) : text
    }

    /// What a figure is.
    package var meaning: String {
        switch report.figure {
        case .gain:
            "how much better than the base each run's winner was, by pairs that selected nothing"
        case .score(let split):
            (report.objective.map { "\($0.metric) (\($0.direction.rawValue))" } ?? "the score")
                + " of each run's best"
                + (split.map { " on \($0.rawValue)" } ?? "")
                + baseWords
        }
    }

    /// What the base has on the same, and on the sealed test where that was looked at.
    private var baseWords: String {
        let parts = [report.base.map(value), report.baseTest.map { value($0) + " on the sealed test" }]
            .compactMap { $0 }
        return parts.isEmpty ? "" : "; the base has " + parts.joined(separator: ", and ")
    }
}
