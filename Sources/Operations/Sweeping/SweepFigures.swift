import Listings
import Statistics
import StudyModel
import Text

/// What the runs of a sweep come to: the figure of each, and of each cell.
///
/// Nothing is drawn from fewer than ten seeds, which would claim too often.
struct SweepFigures {
    /// From so many seeds on something may be drawn from them.
    private static let leastForDraws = 10

    private let plan: SweepPlan
    /// `nil` where there is no run yet, and so no figure.
    private let objective: Objective?
    private let figure: SweepReport.Figure

    /// - Parameter studies: those of the runs, which are alike in what gives a figure its meaning; none where there is no run yet.
    init(plan: SweepPlan, studies: [Study]) {
        self.plan = plan
        objective = studies.first?.objective
        let isTiming = studies.contains(where: \.isOfNoisyRuns)
        // What other starts gained over themselves says nothing of which is better.
        figure = isTiming && Set(plan.bases).count < 2 ? .gain : .score(Split(comparing: studies))
    }

    // MARK: - Runs and cells

    /// A run, from what its journal says of it.
    func run(
        _ name: RunName, seed: UInt64, view: RunView?, rows: SweepRows, isStepping: Bool, failure: String?
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
        run.figure = value(of: best, in: view, rows)
        if run.figure == nil { run.reason = missingFigure }
        run.train = best.score(on: .train)?.value
        if let test = view.tests.ended.last(where: { $0.candidate == view.best }) {
            run.tested = score(of: test.candidate, in: test, view).map {
                RunFigure($0, byExample: rows.bySplit[.test] ?? [:])
            }
            run.baseTest = score(of: view.record.base, in: test, view)?.value
        }
        if figure != .gain {
            run.base = view.baseline.flatMap { value(of: $0, in: view, SweepRows()) }?.value
        }
        // Of a gain at the end that is what the search knew of it on the way, in the metric's unit.
        run.curve = SweepCurve(
            of: view,
            value: {
                figure == .gain ? view.selectedGain($0) : self.value(of: $0, in: view, SweepRows())?.value
            },
            isBetter: { isWorse($1, than: $0) })
        return run
    }

    private func score(of candidate: CommitID, in test: TestRecord, _ view: RunView) -> Score? {
        test.evaluations.last { $0.of == candidate }?.score(view.objective)
    }

    private func value(of best: StepSummary, in view: RunView, _ rows: SweepRows) -> RunFigure? {
        switch figure {
        // Whatever the run went by: cells may differ in that, and figures of other examples, such as a minibatch's, are not put beside these.
        case .score(let split?):
            return best.score(on: split).map { RunFigure($0, byExample: rows.bySplit[split] ?? [:]) }
        case .score(nil): return (view.selectionScore(best) ?? best.score).map { RunFigure($0) }
        case .gain: return gain(of: best, in: view)
        }
    }

    /// Why a run that ended has no figure, with what there is to set.
    private var missingFigure: String {
        guard case .score(let split?) = figure else { return "its best has no \(figure.name)" }
        return
            "its best was not run on all of \(split.rawValue); with `search.select: \(split.rawValue)` every candidate that is accepted is"
    }

    private func gain(of best: StepSummary, in view: RunView) -> RunFigure? {
        guard best.candidate != view.record.base else { return RunFigure(gain: 0) }
        guard let gain = view.gainOverBase(best) else { return nil }
        let amount =
            view.objective.usualScale == .percent ? gain.percent.map { $0 / 100 } : gain.comparison.gain
        return amount.map { RunFigure(gain: $0) }
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
        cell.curve = MeanCurve(of: cell.runs.map(\.curve))
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
                of: { rows in mean(rows.map { figures[$0] }) }),
            let interval = bootstrap.interval(confidence: 0.95)
        else { return nil }
        return SweepReport.Cell.Middle(
            mean: estimate, low: interval.lowerBound, high: interval.upperBound)
    }

    private func isWorse(_ value: Double, than other: Double) -> Bool {
        figure == .gain ? value < other : objective?.isBetter(other, than: value) ?? false
    }

    /// All cells beside each other.
    ///
    /// - Parameter rows: the cells, and what has runs beside them.
    func report(of rows: [SweepReport.Cell], root: CommitID, course: SweepCourse) -> SweepReport {
        let cells = rows.filter { $0.baseline == nil }
        let comparisons = SweepComparisons(plan: plan, objective: objective, figure: figure, cells: cells)
        let isComplete = cells.count > 1 && cells.allSatisfy(\.isComplete)
        let chosen =
            isComplete
            ? cells.filter { $0.dropped == nil }.max { isWorse($0.mean ?? 0, than: $1.mean ?? 0) } : nil
        return SweepReport(
            plan: plan, root: root, objective: objective, figure: figure,
            compared: comparisons.isByTest ? .score(.test) : figure, cells: cells,
            baselines: baselines(rows, comparisons), comparisons: comparisons.ofPlan,
            fresh: course.addition.flatMap(comparisons.fresh),
            marginals: comparisons.marginals,
            runtime: SweepRuntime.all(of: cells) { isWorse($1, than: $0) }, chosen: chosen?.number,
            power: comparisons.power,
            limited: course.limited, freshLimited: course.freshLimited, hasEnded: course.hasEnded)
    }

    // MARK: - Baselines

    private func baselines(
        _ rows: [SweepReport.Cell], _ comparisons: SweepComparisons
    ) -> [SweepReport.Baseline] {
        var found = plan.baselines.map { kind in
            switch kind {
            case .base: base(of: rows)
            case .constant: constant(beside: rows)
            case .bestOf, .mutation: runs(of: kind, rows.first { $0.baseline == kind })
            }
        }
        let measured = found.indices.filter { found[$0].cell != nil }
        let compared = comparisons.withFirst(measured.compactMap { found[$0].cell })
        for (place, comparison) in zip(measured, compared) { found[place].comparison = comparison }
        return found
    }

    /// The base by seed, on average over the cells.
    private func base(of rows: [SweepReport.Cell]) -> SweepReport.Baseline {
        var baseline = SweepReport.Baseline(.base)
        let cells = rows.filter { $0.baseline == nil }
        if figure == .gain {
            baseline.note = "figures are gains over it"
            return baseline
        }
        let bySeed = SweepReport.baseBySeed(cells)
        baseline.put(bySeed)
        baseline.best = bySeed.max { isWorse($0, than: $1) }
        baseline.test = Summaries.mean(cells.flatMap { $0.runs.compactMap(\.baseTest) })
        if Set(plan.bases).count > 1 {
            baseline.note = "on average over cells, which begin from different ones"
        }
        return baseline
    }

    /// The constant answer, where figures can be shares of right answers.
    private func constant(beside rows: [SweepReport.Cell]) -> SweepReport.Baseline {
        var baseline = SweepReport.Baseline(.constant)
        guard case .score(let split?) = figure, let constant = plan.constant else { return baseline }
        guard rows.flatMap(\.runs).compactMap(\.figure).allSatisfy(\.isShare) else {
            baseline.note =
                "scores here are no shares of right answers, so what '\(constant.answer)' would have is not known"
            return baseline
        }
        baseline.mean = constant.shares[split.rawValue]
        baseline.test = constant.shares[Split.test.rawValue]
        baseline.note =
            "'\(constant.answer)' to every example, where the expected answer has 1 and any other 0"
        return baseline
    }

    private func runs(
        of kind: SweepBaseline, _ cell: SweepReport.Cell?
    ) -> SweepReport.Baseline {
        var baseline = SweepReport.Baseline(kind)
        guard let cell else { return baseline }
        baseline.put(cell.figures)
        (baseline.best, baseline.test, baseline.cell) = (cell.best, cell.test, cell)
        return baseline
    }
}

extension SweepReport.Baseline {
    fileprivate mutating func put(_ figures: [Double]) {
        n = figures.count
        mean = Summaries.mean(figures)
        standardError = Summaries.standardDeviation(figures).map { $0 / Double(n).squareRoot() }
    }
}

extension Split {
    /// The one that figures of runs are of: where any selects or accepts by validation that is measured, else what is selected by is train.
    init?(comparing studies: [Study]) {
        guard studies.contains(where: { $0.examples != nil }) else { return nil }
        let choices = Set(studies.map(\.search.select))
        let isMeasured = !choices.contains(.train) && studies.contains { $0.search.runsValidation }
        self = choices.contains(.validation) || isMeasured ? .validation : .train
    }
}

extension Study {
    /// Whether its winner is never run on all examples of a split, so that nothing can be put beside it.
    ///
    /// - Parameter count: examples of train.
    func leavesNoFigure(train count: Int) -> Bool {
        examples != nil && search.select == .last && !search.runsValidation && (batch.size ?? count) < count
    }
}
