import Listings
import Operations
import StudyModel
import Text

/// A comparison for people: a line a metric with its test, then the examples that differ most.
struct ComparisonText {
    private let comparison: CandidateComparison

    init(_ comparison: CandidateComparison) { self.comparison = comparison }

    var lines: [String] {
        guard !comparison.metrics.isEmpty else { return ["  Nothing was measured of both"] }
        return comparison.metrics.flatMap { Self.lines($0) + examples($0) }
    }

    /// Both sides on sealed examples, of which none is named.
    static func lines(sealed metrics: [MetricComparison]) -> [String] {
        metrics.isEmpty ? ["  One of them has no score"] : metrics.flatMap { lines($0) + counts($0) }
    }

    private static func lines(_ metric: MetricComparison) -> [String] {
        let sides = metric.sides.map { "\(Figures.value($0.other)) -> \(Figures.value($0.value)), " } ?? ""
        let sample = metric.split.map { " on \($0.rawValue)" } ?? ""
        let head = "  \(metric.metric)\(sample): "
        guard let gain = metric.gain else {
            return [head + sides + "but no trial of one has a trial of the other to be compared with"]
        }
        let word = metric.direction == nil ? "difference" : "gain"
        let verdict = (gain.verdict ?? gain.reservation.map { _ in "no claim" }).map { ", \($0)" } ?? ""
        return [head + sides + "\(word) \(gain.text)\(verdict)", "    (\(gain.origin))"]
    }

    private func examples(_ metric: MetricComparison) -> [String] {
        Self.counts(metric)
            + (metric.direction == nil ? [] : most("better", metric.wins) + most("worse", metric.losses))
    }

    private static func counts(_ metric: MetricComparison) -> [String] {
        guard metric.direction != nil, !metric.examples.isEmpty else { return [] }
        let count = metric.examples.count
        let ties = count - metric.wins.count - metric.losses.count
        let counts =
            "    \(metric.isOfTrials ? "" : metric.trials.words + ", ")of \(count) \(count == 1 ? "example" : "examples") \(metric.wins.count) better, \(metric.losses.count) worse, "
            + "\(ties) the same"
        return [counts]
    }

    /// The examples that differ most.
    private func most(_ word: String, _ examples: [ExampleRow]) -> [String] {
        let shown = examples.sorted { abs($0.gain) > abs($1.gain) }.prefix(5)
        guard !shown.isEmpty else { return [] }
        let names = shown.map { "\($0.example) (\(Figures.value($0.other)) -> \(Figures.value($0.value)))" }
        return ["    \(word): " + names.joined(separator: ", ") + (examples.count > 5 ? ", …" : "")]
    }
}
