import Listings
import Statistics
import StudyModel

/// The cells of a sweep beside each other.
///
/// Cells have the same seeds and, as a rule, the same examples: so they are compared over both (`MeanDifference`), and what is said holds for other seeds and
/// other examples like these. Where figures are no means over examples the seed is the unit. Several comparisons are adjusted by Holm's method, their intervals too.
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
    var ofPlan: [SweepReport.Comparison] { together(pairs).compactMap(\.self) }

    /// What has runs beside the cells, each over the first of those; `nil` where it has no two seeds in common with that.
    func withFirst(_ rows: [SweepReport.Cell]) -> [SweepReport.Comparison?] {
        cells.first.map { first in together(rows.map { ($0, first) }) } ?? rows.map { _ in nil }
    }

    /// The best cell over the second best, by the seeds that chose neither.
    func fresh(_ addition: SweepAddition) -> SweepReport.Comparison? {
        let found = addition.cells.compactMap { index in cells.first { $0.number == index + 1 } }
        return found.count == 2 ? together([(found[0], found[1])], by: \.fresh)[0] : nil
    }

    /// Compares several, which share one error rate: p-values and intervals are Holm's.
    private func together(
        _ pairs: [(SweepReport.Cell, SweepReport.Cell)],
        by runs: KeyPath<SweepReport.Cell, [SweepReport.Run]> = \.runs
    ) -> [SweepReport.Comparison?] {
        let differences = pairs.map { cell, other in
            objective.flatMap {
                cell[keyPath: runs].difference(over: other[keyPath: runs], in: compared, by: $0)
            }
        }
        let known = differences.compactMap { $0?.mean.p }
        let levels = HolmAdjustment.levels(known, error: 1 - plan.confidence)
        var tests = zip(levels, HolmAdjustment.adjusted(known)).makeIterator()
        return zip(pairs, differences).map { pair, difference in
            guard let difference, let (level, holm) = tests.next() else { return nil }
            return compare(pair.0, with: pair.1, by: runs, difference, level: level, holm: holm)
        }
    }

    private func compare(
        _ cell: SweepReport.Cell, with other: SweepReport.Cell,
        by runs: KeyPath<SweepReport.Cell, [SweepReport.Run]>, _ difference: [SweepReport.Run].Difference,
        level: Double, holm: Double
    ) -> SweepReport.Comparison {
        let (mean, gains) = (difference.mean, difference.gains)
        let interval = mean.interval(confidence: 1 - level)
        var generator = SeededGenerator(seed: Seeds.derive(0, plan.name.text, "\(cell.number)"))
        let flips =
            gains.count >= Self.leastForFlips ? SignFlipTest(gains, using: &generator).twoSidedP : nil
        let sides = [cell, other].map { side in
            side[keyPath: runs].compactMap { run in
                objective.flatMap { run[keyPath: compared]?.turned(by: $0) }
            }
        }
        return SweepReport.Comparison(
            cell: cell.number, with: other.number, n: gains.count, estimate: mean.estimate,
            low: interval.lowerBound, high: interval.upperBound, confidence: 1 - level,
            examples: difference.examples, p: mean.p, holm: holm, flipP: flips,
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
        let differences = pairs.compactMap { $0.runs.difference(over: $1.runs, in: compared, by: objective) }
        let find = { (seeds: Int) in
            SeedPlan.detectableDifference(
                seeds: seeds, pairs: differences.count, confidence: plan.confidence)
        }
        guard let n = differences.map(\.gains.count).max(),
            let deviation = differences.map(\.deviation).max(), deviation > 0, let detectable = find(n)
        else { return nil }
        let isOfExamples = differences.contains { $0.examples != nil }
        let half =
            isOfExamples
            ? nil
            : (n...max(n, Self.mostSeeds)).first { find($0).map { $0 <= detectable / 2 } ?? false }
        if half == nil, !isOfExamples { return nil }
        return SweepReport.Power(
            n: n, deviation: deviation, detectable: detectable * deviation, seeds: half)
    }
}

extension [SweepReport.Run] {
    /// How much better runs are than others of the same seeds.
    struct Difference {
        let mean: MeanDifference
        /// By seed.
        let gains: [Double]
        /// How many examples it is over as well, all of which every run has; `nil` where the seed alone is the unit.
        let examples: Int?

        /// What a difference over one seed would scatter by.
        var deviation: Double { mean.standardError * Double(gains.count).squareRoot() }
    }

    /// By seed that both have, how much better these runs are than others.
    func gains(
        over others: [SweepReport.Run], in compared: KeyPath<SweepReport.Run, RunFigure?>,
        by objective: Objective
    ) -> [Double] {
        pairs(with: others, in: compared).compactMap { $0.gain(over: $1, by: objective) }
    }

    /// Over seeds that both have, and over examples where all of those have the same; `nil` of fewer than two seeds.
    func difference(
        over others: [SweepReport.Run], in compared: KeyPath<SweepReport.Run, RunFigure?>,
        by objective: Objective
    ) -> Difference? {
        let gains = gains(over: others, in: compared, by: objective)
        let rows = pairs(with: others, in: compared).compactMap { $0.gains(over: $1, by: objective) }
        let ids = Set(rows.map(\.keys.count)).count == 1 ? rows[0].keys.sorted() : []
        let table = rows.map { row in ids.compactMap { row[$0] } }
        if !ids.isEmpty, rows.count == gains.count,
            let mean = MeanDifference(seedsAndExamples: table)
        {
            return Difference(mean: mean, gains: gains, examples: ids.count)
        }
        return MeanDifference(seeds: gains).map { Difference(mean: $0, gains: gains, examples: nil) }
    }

    private func pairs(with others: [SweepReport.Run], in compared: KeyPath<SweepReport.Run, RunFigure?>)
        -> [(RunFigure, RunFigure)]
    {
        let bySeed = Dictionary(
            others.compactMap { run in run[keyPath: compared].map { (run.seed, $0) } },
            uniquingKeysWith: { $1 })
        return compactMap { run in
            run[keyPath: compared].flatMap { own in bySeed[run.seed].map { (own, $0) } }
        }
    }
}
