import Listings
import Statistics
import StudyModel

/// The cells of a sweep beside each other.
///
/// The unit is the seed: cells have the same seeds, so they are compared by the paired t test over those (`MeanDifference`), which speaks of other
/// seeds on these examples, and several comparisons by Holm's adjustment.
struct SweepComparisons {
    /// From so many seeds on sign flips can decide between two cells.
    private static let leastForFlips = 6
    /// Seeds beyond which nobody plans.
    private static let mostSeeds = 1000

    let plan: SweepPlan
    /// `nil` where there is no run yet, and so no figure.
    let objective: Objective?
    let figure: SweepReport.Figure
    let cells: [SweepReport.Cell]

    private var pairs: [(SweepReport.Cell, SweepReport.Cell)] {
        switch plan.rivals {
        case .first: cells.dropFirst().map { ($0, cells[0]) }
        case .all:
            cells.indices.flatMap { place in cells[..<place].map { (cells[place], $0) } }
        }
    }

    /// Whether the sealed test is what cells are compared by: it selected nothing, so it goes before the figure where the sweep has every winner tested
    /// and each was.
    var isByTest: Bool {
        let measured = cells.flatMap(\.runs).filter { $0.figure != nil }
        return plan.tested == .all && figure != .gain && !measured.isEmpty
            && measured.allSatisfy { $0.tested != nil }
    }

    private var compared: KeyPath<SweepReport.Run, RunFigure?> { isByTest ? \.tested : \.figure }

    /// Those that the plan asks for.
    var ofPlan: [SweepReport.Comparison] {
        var comparisons = pairs.compactMap { compare($0, with: $1, by: \.runs) }
        for (place, adjusted) in HolmAdjustment.adjusted(comparisons.map(\.p)).enumerated() {
            comparisons[place].holm = adjusted
        }
        return comparisons
    }

    /// The best cell over the second best, by the seeds that chose neither.
    func fresh(_ addition: SweepAddition) -> SweepReport.Comparison? {
        let found = addition.cells.compactMap { index in cells.first { $0.number == index + 1 } }
        return found.count == 2 ? compare(found[0], with: found[1], by: \.fresh) : nil
    }

    /// What has runs beside the cells, over the first of those.
    func withFirst(_ row: SweepReport.Cell) -> SweepReport.Comparison? {
        cells.first.flatMap { compare(row, with: $0, by: \.runs) }
    }

    private func compare(
        _ cell: SweepReport.Cell, with other: SweepReport.Cell,
        by runs: KeyPath<SweepReport.Cell, [SweepReport.Run]>
    ) -> SweepReport.Comparison? {
        guard let objective else { return nil }
        let (own, its) = (cell[keyPath: runs], other[keyPath: runs])
        let gains = own.gains(over: its, in: compared, by: objective)
        guard let mean = MeanDifference(seeds: gains) else { return nil }
        let interval = mean.interval(confidence: plan.confidence)
        var generator = SeededGenerator(seed: Seeds.derive(0, plan.name.text, "\(cell.number)"))
        let flips =
            gains.count >= Self.leastForFlips ? SignFlipTest(gains, using: &generator).twoSidedP : nil
        let sides = [own, its].map { side in
            side.compactMap { $0[keyPath: compared]?.turned(by: objective) }
        }
        return SweepReport.Comparison(
            cell: cell.number, with: other.number, n: gains.count, estimate: mean.estimate,
            low: interval.lowerBound, high: interval.upperBound, p: mean.p, holm: mean.p, flipP: flips,
            improvement: RankSumTest(of: sides[0], over: sides[1]).superiority)
    }

    /// What each level comes to over all cells that have it, where there are several factors.
    var marginals: [SweepReport.Marginal] {
        guard plan.factors.count > 1 else { return [] }
        return plan.factors.enumerated().flatMap { place, factor in
            factor.levels.compactMap { level -> SweepReport.Marginal? in
                let own = cells.filter { $0.levels[place].level == level.label }
                let bySeed = plan.seeds.compactMap { seed -> Double? in
                    let figures = own.compactMap { $0.runs.first { $0.seed == seed }?.figure?.value }
                    return figures.count == own.count ? Summaries.mean(figures) : nil
                }
                guard let mean = Summaries.mean(bySeed) else { return nil }
                let interval = MeanDifference(seeds: bySeed)?.interval(confidence: 0.95)
                return SweepReport.Marginal(
                    factor: factor.name, level: level.label, n: bySeed.count, mean: mean,
                    low: interval?.lowerBound, high: interval?.upperBound)
            }
        }
    }

    /// What the seeds tell, by the largest spread of the differences, and how many would tell half of it.
    var power: SweepReport.Power? {
        guard let objective else { return nil }
        let gains = pairs.map { $0.runs.gains(over: $1.runs, in: compared, by: objective) }
        let find = { (seeds: Int) in
            SeedPlan.detectableDifference(
                seeds: seeds, pairs: gains.count { $0.count > 1 }, confidence: plan.confidence)
        }
        guard let n = gains.map(\.count).max(),
            let deviation = gains.compactMap(Summaries.standardDeviation).max(),
            deviation > 0, let detectable = find(n),
            let half = (n...max(n, Self.mostSeeds)).first(where: {
                find($0).map { $0 <= detectable / 2 } ?? false
            })
        else { return nil }
        return SweepReport.Power(
            n: n, deviation: deviation, detectable: detectable * deviation, seeds: half)
    }
}

extension [SweepReport.Run] {
    /// By seed that both have, how much better these runs are than others.
    func gains(
        over others: [SweepReport.Run], in compared: KeyPath<SweepReport.Run, RunFigure?>,
        by objective: Objective
    ) -> [Double] {
        let bySeed = Dictionary(
            others.compactMap { run in run[keyPath: compared].map { (run.seed, $0) } },
            uniquingKeysWith: { $1 })
        return compactMap { run in
            bySeed[run.seed].flatMap { run[keyPath: compared]?.gain(over: $0, by: objective) }
        }
    }
}
