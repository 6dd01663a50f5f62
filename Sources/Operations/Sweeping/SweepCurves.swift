import Listings
import Statistics
import StudyModel

extension SweepCurve {
    /// The curve of a run, from what its steps recorded.
    ///
    /// - Parameters:
    ///   - value: of a step as figures are.
    ///   - isBetter: whether the first of two values is.
    init(of view: RunView, value: (StepSummary) -> Double?, isBetter: (Double, Double) -> Bool) {
        var spent = Spent()
        var best: Double?
        self.init(
            view.steps.map { step in
                spent.add(step)
                let raw = value(step)
                if let raw, step.step.number == 0 || step.verdict == .accepted,
                    best.map({ isBetter(raw, $0) }) ?? true
                {
                    best = raw
                }
                return Point(spent: spent, raw: raw, best: best)
            })
    }
}

extension MeanCurve {
    /// Of curves of runs; those without points are none.
    init(of curves: [SweepCurve]) {
        var known: [Double?] = curves.map { _ in nil }
        var changes: [Int: [(run: Int, best: Double?)]] = [:]
        for (run, curve) in curves.enumerated() {
            for point in curve.points { changes[point.spent.steps, default: []].append((run, point.best)) }
        }
        let last = changes.keys.max()
        var points: [Point] = []
        for steps in changes.keys.sorted() {
            for change in changes[steps] ?? [] { known[change.run] = change.best ?? known[change.run] }
            let bests = known.compactMap { $0 }
            guard let mean = Summaries.mean(bests) else { continue }
            let point = Point(
                steps: steps, n: bests.count, mean: mean,
                standardError: Summaries.standardDeviation(bests).map {
                    $0 / Double(bests.count).squareRoot()
                })
            let isAsBefore = points.last.map {
                ($0.n, $0.mean, $0.standardError) == (point.n, point.mean, point.standardError)
            }
            if isAsBefore != true || steps == last { points.append(point) }
        }
        self.init(points)
    }
}

extension SweepRuntime {
    /// How many targets there are, evenly between where runs begin and the best of all.
    private static let count = 10

    /// The targets of runs, from the first beyond what they begin with to the best; none where nothing got better.
    static func all(of cells: [SweepReport.Cell], isBetter: (Double, Double) -> Bool) -> [SweepRuntime] {
        let curves = cells.map { cell in cell.runs.map(\.curve).filter { !$0.points.isEmpty } }
        let all = curves.flatMap { $0 }
        let starts = all.compactMap { $0.points.first?.best }
        let ends = all.compactMap { $0.points.last?.best }
        // The worst of the starts: a target that all runs begin with tells nothing.
        guard let start = starts.max(by: isBetter), let end = ends.min(by: isBetter), isBetter(end, start)
        else { return [] }
        return (1...count).map { step in
            let target =
                step == count ? end : start + (end - start) * Double(step) / Double(count)
            let rows = zip(cells, curves).map { cell, curves in
                Row(
                    cell: cell.number, n: curves.count,
                    reached: curves.compactMap { $0.trials { !isBetter(target, $0) } }.sorted())
            }
            return SweepRuntime(target: target, rows: rows)
        }
    }
}
