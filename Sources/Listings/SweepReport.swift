import StudyModel

/// A sweep as it stands: its cells with their runs, and what they come to beside each other.
package struct SweepReport: Sendable {
    /// What one run's figure is.
    package enum Figure: Hashable, Sendable {
        /// The score of the run's best on the one split that all runs have it on.
        case score(Split?)
        /// How much better than the base the run's winner was found to be, apart from what selected it: of timings.
        case gain
    }

    /// A run of a cell.
    package struct Run: Hashable, Sendable {
        package enum State: String, Hashable, Sendable { case missing, unfinished, running, finished, failed }

        package let seed: UInt64
        package let name: RunName
        package let state: State
        /// Why it failed.
        package var reason: String?
        /// `nil` for a run that did not end.
        package var figure: RunFigure?
        /// What the base has where that is a score.
        package var base: Double?
        /// The step of its best, as people name it.
        package var best: String?
        package var train: Double?
        /// Of its best on the sealed test, where that was looked at.
        package var tested: RunFigure?
        /// What the base had beside it there.
        package var baseTest: Double?
        package var spent: Spent?
        /// What money is counted in.
        package var currency = ""
        package var curve = SweepCurve()

        package init(seed: UInt64, name: RunName, state: State) {
            self.seed = seed
            self.name = name
            self.state = state
        }
    }

    /// A cell with its runs.
    package struct Cell: Hashable, Sendable {
        /// What one factor has in it.
        package struct Level: Hashable, Sendable {
            package let factor: String
            package let level: String

            package init(factor: String, level: String) {
                self.factor = factor
                self.level = level
            }
        }

        /// The mean of the middle half of the figures, with its 95 % interval.
        package struct Middle: Hashable, Sendable {
            package let mean: Double
            package let low: Double
            package let high: Double

            package init(mean: Double, low: Double, high: Double) {
                self.mean = mean
                self.low = low
                self.high = high
            }
        }

        /// From 1.
        package let number: Int
        /// What it is beside the cells; `nil` for a cell.
        package let baseline: SweepBaseline?
        /// In the order of the factors.
        package let levels: [Level]
        package let runs: [Run]
        /// Of the figures that there are.
        package var mean: Double?
        package var standardError: Double?
        /// From ten seeds on.
        package var middle: Middle?
        /// The best, by the objective.
        package var best: Double?
        /// The mean on the sealed test, where any run was looked at.
        package var test: Double?
        /// How its runs came to that, on average.
        package var curve = MeanCurve()
        /// Where it was dropped, why.
        package var dropped: SweepDrop?
        /// With seeds that were added when it was one of the two best.
        package var fresh: [Run] = []

        package init(number: Int, levels: [Level], runs: [Run], baseline: SweepBaseline? = nil) {
            self.number = number
            self.baseline = baseline
            self.levels = levels
            self.runs = runs
        }

        package var figures: [Double] { runs.compactMap { $0.figure?.value } }
        package var failed: Int { runs.count { $0.state == .failed } }
        package var isComplete: Bool { runs.allSatisfy { $0.state == .finished && $0.figure != nil } }
    }

    package let plan: SweepPlan
    package let root: CommitID
    /// `nil` before the first run.
    package let objective: Objective?
    package let figure: Figure
    /// What cells are compared by, and never chosen: the sealed test where every run's best was looked at there by the sweep's will, else the figure.
    package let compared: Figure
    package let cells: [Cell]
    /// In the plan's order.
    package let baselines: [Baseline]
    package let comparisons: [Comparison]
    /// The chosen cell over the second best by fresh seeds, which chose neither; all that may speak of the chosen one's advantage.
    package let fresh: Comparison?
    package let marginals: [Marginal]
    /// By target, from the nearest to where runs begin on.
    package let runtime: [SweepRuntime]
    /// The cell that is best by what selects, of those that were not dropped, where all have their seeds; from 1.
    package let chosen: Int?
    package let power: Power?
    /// After how many of the planned seeds the limit was reached, and no further one of them begun.
    package let limited: Int?
    /// The same of the fresh ones.
    package let freshLimited: Int?
    package let hasEnded: Bool

    package init(
        plan: SweepPlan, root: CommitID, objective: Objective?, figure: Figure, compared: Figure,
        cells: [Cell], baselines: [Baseline], comparisons: [Comparison], fresh: Comparison?,
        marginals: [Marginal],
        runtime: [SweepRuntime], chosen: Int?,
        power: Power?, limited: Int?, freshLimited: Int?, hasEnded: Bool
    ) {
        self.plan = plan
        self.root = root
        self.objective = objective
        self.figure = figure
        self.compared = compared
        self.cells = cells
        self.baselines = baselines
        self.comparisons = comparisons
        self.fresh = fresh
        self.marginals = marginals
        self.runtime = runtime
        self.chosen = chosen
        self.power = power
        self.limited = limited
        self.freshLimited = freshLimited
        self.hasEnded = hasEnded
    }

    /// All runs, each with its cell's number, those of baselines last.
    package var runs: [(cell: Int, run: Run)] {
        (cells + baselines.compactMap(\.cell)).flatMap { cell in
            (cell.runs + cell.fresh).map { (cell.number, $0) }
        }
    }

    /// What people call a cell by its number: `cell 2`, or the baseline that it is.
    package func name(ofCell number: Int) -> String {
        baselines.first { $0.cell?.number == number }?.kind.rawValue ?? "cell \(number)"
    }

    /// The runs that have no figure.
    package var missing: [(cell: Int, run: Run)] { runs.filter { $0.run.figure == nil } }

    /// What the base has on average over the seeds, where figures are scores and cells begin from one base.
    package var base: Double? {
        guard Set(plan.bases).count < 2 else { return nil }
        let values = Self.baseBySeed(cells)
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// What the base has by seed, on average over the cells that ran it.
    package static func baseBySeed(_ cells: [Cell]) -> [Double] {
        let runs = Dictionary(grouping: cells.flatMap(\.runs), by: \.seed)
        return runs.sorted { $0.key < $1.key }.compactMap { _, runs in
            let values = runs.compactMap(\.base)
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
    }

    /// What the base has on the sealed test, on average over the looks at it.
    package var baseTest: Double? {
        guard Set(plan.bases).count < 2 else { return nil }
        let values = cells.flatMap { $0.runs.compactMap(\.baseTest) }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
