/// The values that a chart has room for: the baseline with its noise, what was accepted, and what lies near them.
///
/// One candidate that was a hundred times slower must not press all others into one line.
struct ChartRange: Hashable, Sendable {
    let low: Double
    let high: Double

    init(_ series: ScoreSeries) {
        let all = series.points.compactMap(\.score)
        let decided = series.points.filter { $0.look == .accepted || $0.look == .base }.compactMap(\.score)
        let spread = series.spread ?? 0
        let noise = series.baseline.map { [$0 - spread, $0 + spread] } ?? []
        let core = decided + noise
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
