import Listings
import StudyModel

/// Estimates with their intervals, one below the other over one axis: what the template `intervals` shows.
struct IntervalTable: Hashable, Sendable {
    let caption: String
    let intervalRows: [IntervalRow]

    /// `nil` without rows.
    ///
    /// - Parameter beside: a value that intervals are to be seen beside, such as no difference.
    init?(_ caption: String, _ estimates: [Estimate], beside: Double?) {
        guard !estimates.isEmpty else { return nil }
        self.caption = caption
        let ends = estimates.flatMap { [$0.low ?? $0.value, $0.value, $0.high ?? $0.value] }
        let all = ends + (beside.map { [$0] } ?? [])
        let scale = Scale(from: all.min() ?? 0, to: all.max() ?? 1, start: 6, end: IntervalRow.width - 6)
        intervalRows = estimates.map { IntervalRow($0, along: scale, beside: beside) }
    }

    struct Estimate: Hashable, Sendable {
        let name: String
        let seeds: Int
        let value: Double
        let low: Double?
        let high: Double?
        /// The same in words.
        let words: String
    }
}

/// An estimate with its interval, drawn and in words.
struct IntervalRow: Hashable, Sendable {
    static let width = 240.0

    let name: String
    let seeds: String
    let words: String
    let x: String
    let bar: String?
    let zero: String?

    init(_ estimate: IntervalTable.Estimate, along scale: Scale, beside: Double?) {
        name = estimate.name
        seeds = "\(estimate.seeds)"
        words = estimate.words
        x = px(scale.place(estimate.value))
        bar = estimate.low.flatMap { low in
            estimate.high.map { "M\(px(scale.place(low))) 8H\(px(scale.place($0)))" }
        }
        zero = beside.map { "M\(px(scale.place($0))) 0v16" }
    }
}
