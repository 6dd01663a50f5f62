import Listings
import Statistics
import StudyModel
import Text

/// What the runs of a sweep come to: the figure of each, of each cell, and cells beside each other.
///
/// The unit is the seed: cells have the same seeds, so they are compared by the paired t test over those (`MeanDifference`), which speaks of other
/// seeds on these examples, and several comparisons by Holm's adjustment. Nothing is drawn from fewer than ten seeds, which would claim too often.
struct SweepFigures {
    /// From so many seeds on something may be drawn from them.
    private static let leastForDraws = 10
    /// From so many seeds on sign flips can decide between two cells.
    private static let leastForFlips = 6

    let plan: SweepPlan
    /// `nil` where there is no run yet, and so no figure.
    private let objective: Objective?
    private let figure: SweepReport.Figure

    /// - Parameter study: that of one of the runs, which are alike in what gives a figure its meaning; `nil` where there is no run yet.
    init(plan: SweepPlan, study: Study?) {
        self.plan = plan
        objective = study?.objective
        let isTiming = study.map { $0.examples == nil && !$0.evaluator.deterministic } ?? false
        // What other starts gained over themselves says nothing of which is better.
        figure =
            isTiming && Set(plan.bases).count < 2
            ? .gain
            : .score(
                study.flatMap {
                    $0.examples == nil ? nil : $0.search.select == .validation ? .validation : .train
                })
    }

    // MARK: - Runs and cells

    /// A run, from what its journal says of it.
    func run(
        _ name: RunName, seed: UInt64, view: RunView?, isStepping: Bool, failure: String?
    ) -> SweepReport.Run {
        let state: SweepReport.Run.State =
            switch (view, failure) {
            case (let view?, _) where view.hasEnded: .finished
            case (.some, _) where isStepping: .running
            case (_, .some): .failed
            case (.some, nil): .unfinished
            case (nil, nil): .missing
            }
        var run = SweepReport.Run(seed: seed, name: name, state: state)
        run.reason = state == .failed ? failure : nil
        guard let view else { return run }
        run.spent = view.spent
        run.currency = view.record.study.budget.currency
        guard state == .finished, let best = view.step(of: view.best) else { return run }
        run.best = Naming.step(best.step, in: view)
        run.figure = value(of: best, in: view)
        if run.figure == nil { run.reason = "its best has no \(figure.name)" }
        run.train = best.score(on: .train)?.value
        if let test = view.tests.ended.last(where: { $0.candidate == view.best }) {
            run.tested = score(of: test.candidate, in: test, view).map { RunFigure($0) }
            run.baseTest = score(of: view.record.base, in: test, view)?.value
        }
        if figure != .gain { run.base = view.baseline.flatMap { value(of: $0, in: view) }?.value }
        run.curve = curve(of: view)
        return run
    }

    private func score(of candidate: CommitID, in test: TestRecord, _ view: RunView) -> Score? {
        test.evaluations.last { $0.of == candidate }?.score(view.objective)
    }

    private func value(of best: StepSummary, in view: RunView) -> RunFigure? {
        switch figure {
        // Whatever the run went by: cells may differ in that, and figures of other examples are not put beside these.
        case .score(.validation): return best.score(on: .validation).map { RunFigure($0) }
        case .score: return (view.selectionScore(best) ?? best.score).map { RunFigure($0) }
        case .gain: return gain(of: best, in: view)
        }
    }

    private func gain(of best: StepSummary, in view: RunView) -> RunFigure? {
        guard best.candidate != view.record.base else { return RunFigure(gain: 0) }
        guard let gain = view.gainOverBase(best) else { return nil }
        let amount =
            view.objective.usualScale == .percent ? gain.percent.map { $0 / 100 } : gain.comparison.gain
        return amount.map { RunFigure(gain: $0) }
    }

    /// By step, the largest gain over the base so far by what selects, in the metric's unit.
    private func curve(of view: RunView) -> [Double] {
        var best = 0.0
        return view.steps.dropFirst().map { step in
            if step.verdict == .accepted, let gain = view.selectedGain(step) { best = max(best, gain) }
            return best
        }
    }

    /// A cell with what its figures come to.
    func cell(_ cell: SweepReport.Cell) -> SweepReport.Cell {
        var cell = cell
        let figures = cell.figures
        cell.mean = Summaries.mean(figures)
        cell.standardError = Summaries.standardDeviation(figures).map {
            $0 / Double(figures.count).squareRoot()
        }
        cell.best = figures.max { isWorse($0, than: $1) }
        cell.test = Summaries.mean(cell.runs.compactMap(\.tested?.value))
        if figures.count >= Self.leastForDraws { cell.middle = middle(of: figures) }
        return cell
    }

    /// The mean of the middle half (Agarwal et al. 2021), with an interval by draws of the runs.
    private func middle(of figures: [Double]) -> SweepReport.Cell.Middle? {
        let mean = { (values: [Double]) -> Double? in
            let cut = values.count / 4
            return Summaries.mean(Array(values.sorted().dropFirst(cut).dropLast(cut)))
        }
        var generator = SeededGenerator(seed: Seeds.derive(0, plan.name.text))
        guard let estimate = mean(figures),
            let bootstrap = Bootstrap(
                rows: figures.count, atLeast: Self.leastForDraws, using: &generator,
                of: { rows in mean(rows.map { figures[$0] }) })
        else { return nil }
        let interval = bootstrap.interval(confidence: 0.95)
        return SweepReport.Cell.Middle(
            mean: estimate, low: interval.lowerBound, high: interval.upperBound)
    }

    private func isWorse(_ value: Double, than other: Double) -> Bool {
        figure == .gain ? value < other : objective?.isBetter(other, than: value) ?? false
    }

    // MARK: - Cells beside each other

    func report(
        of cells: [SweepReport.Cell], root: CommitID, limited: Int?, hasEnded: Bool
    ) -> SweepReport {
        let compared = compared(cells)
        var comparisons = pairs(of: cells).compactMap { compare($0, with: $1, by: compared) }
        for (place, adjusted) in HolmAdjustment.adjusted(comparisons.map(\.p)).enumerated() {
            comparisons[place].holm = adjusted
        }
        let complete = cells.filter(\.isComplete)
        let chosen = complete.filter { $0.mean != nil }.max { isWorse($0.mean ?? 0, than: $1.mean ?? 0) }
        return SweepReport(
            plan: plan, root: root, objective: objective, figure: figure,
            compared: compared == \.tested ? .score(.test) : figure, cells: cells, comparisons: comparisons,
            marginals: marginals(of: cells),
            chosen: complete.count == cells.count && cells.count > 1 ? chosen?.number : nil,
            power: power(of: cells, by: compared, comparisons: comparisons.count), limited: limited,
            hasEnded: hasEnded)
    }

    private func pairs(of cells: [SweepReport.Cell]) -> [(SweepReport.Cell, SweepReport.Cell)] {
        switch plan.rivals {
        case .first: cells.dropFirst().map { ($0, cells[0]) }
        case .all:
            cells.indices.flatMap { place in cells[..<place].map { (cells[place], $0) } }
        }
    }

    /// Which of a run's figures.
    private typealias Compared = KeyPath<SweepReport.Run, RunFigure?>

    /// What cells are compared by: the sealed test selected nothing, so it goes before the figure where the sweep has every winner tested and each was.
    private func compared(_ cells: [SweepReport.Cell]) -> Compared {
        let measured = cells.flatMap(\.runs).filter { $0.figure != nil }
        let areTested = measured.allSatisfy { $0.tested != nil }
        return plan.tested == .all && figure != .gain && !measured.isEmpty && areTested ? \.tested : \.figure
    }

    /// By seed that both have, how much better the first is.
    private func differences(
        _ cell: SweepReport.Cell, _ other: SweepReport.Cell, by compared: Compared
    ) -> [Double] {
        guard let objective else { return [] }
        let others = Dictionary(
            other.runs.compactMap { run in run[keyPath: compared].map { (run.seed, $0) } },
            uniquingKeysWith: { $1 })
        return cell.runs.compactMap { run in
            others[run.seed].flatMap { run[keyPath: compared]?.gain(over: $0, by: objective) }
        }
    }

    private func compare(
        _ cell: SweepReport.Cell, with other: SweepReport.Cell, by compared: Compared
    ) -> SweepReport.Comparison? {
        let differences = differences(cell, other, by: compared)
        guard let objective, let mean = MeanDifference(seeds: differences) else { return nil }
        let interval = mean.interval(confidence: plan.confidence)
        var generator = SeededGenerator(seed: Seeds.derive(0, plan.name.text, "\(cell.number)"))
        let flips =
            differences.count >= Self.leastForFlips
            ? SignFlipTest(differences, using: &generator).twoSidedP : nil
        let sides = [cell, other].map { side in
            side.runs.compactMap { $0[keyPath: compared]?.turned(by: objective) }
        }
        return SweepReport.Comparison(
            cell: cell.number, with: other.number, n: differences.count, estimate: mean.estimate,
            low: interval.lowerBound, high: interval.upperBound, p: mean.p, holm: mean.p, flipP: flips,
            improvement: RankSumTest(of: sides[0], over: sides[1]).superiority)
    }

    /// What each level comes to over all cells that have it, where there are several factors.
    private func marginals(of cells: [SweepReport.Cell]) -> [SweepReport.Marginal] {
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
    private func power(
        of cells: [SweepReport.Cell], by compared: Compared, comparisons: Int
    ) -> SweepReport.Power? {
        let deviations = pairs(of: cells).compactMap {
            Summaries.standardDeviation(differences($0, $1, by: compared))
        }
        let seeds = cells.first?.runs.count ?? 0
        guard let deviation = deviations.max(), deviation > 0, comparisons > 0,
            let detectable = SeedPlan.detectableDifference(
                seeds: seeds, pairs: comparisons, confidence: plan.confidence)
        else { return nil }
        let half = (seeds...1000).first { seeds in
            SeedPlan.detectableDifference(seeds: seeds, pairs: comparisons, confidence: plan.confidence)
                .map { $0 <= detectable / 2 } ?? false
        }
        return half.map {
            SweepReport.Power(deviation: deviation, detectable: detectable * deviation, seeds: $0)
        }
    }
}
