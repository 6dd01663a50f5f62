/// The values that a chart has room for: the baseline with its noise, the bests so far, the middle half of all scores, and what lies no farther from these than they
/// reach.
///
/// So at most half of the scores, and as a rule few, lie outside: one candidate that was a hundred times slower must not press all others into one line.
package struct ChartRange: Hashable, Sendable {
    package let low: Double
    package let high: Double

    package init(_ series: ScoreSeries) {
        let all = series.points.compactMap(\.score).sorted()
        let spread = series.spread ?? 0
        let noise = series.baseline.map { [$0 - spread, $0 + spread] } ?? []
        let (first, last) = ((all.count + 2) / 4, (all.count - 1) * 3 / 4)
        let half = first <= last && !all.isEmpty ? [all[first], all[last]] : []
        let core = series.bestSoFar.map(\.score) + noise + half
        let centre = core.isEmpty ? all : core
        guard let least = centre.min(), let most = centre.max() else {
            low = 0
            high = 1
            return
        }
        let reach = max(most - least, abs(most) * 0.02)
        let near = all.filter { $0 >= least - reach && $0 <= most + reach }
        let (bottom, top) = ((near + [least]).min() ?? least, (near + [most]).max() ?? most)
        let margin = (top - bottom) * 0.06
        low = bottom - margin
        high = top + margin
    }
}
