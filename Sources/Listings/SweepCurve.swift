import StudyModel

/// How a run came to its figure: where it stood after each step, in the order in which they were recorded.
package struct SweepCurve: Hashable, Sendable {
    /// Where a run stood after a step, the base's first.
    package struct Point: Hashable, Sendable {
        /// What had been spent until then.
        package let spent: Spent
        /// Of the step's own candidate; `nil` where it was not measured as figures are.
        package let raw: Double?
        /// The best so far of those that were accepted.
        package let best: Double?

        package init(spent: Spent, raw: Double?, best: Double?) {
            self.spent = spent
            self.raw = raw
            self.best = best
        }
    }

    package let points: [Point]

    package init(_ points: [Point] = []) { self.points = points }

    /// Runs of the evaluator's command until the best so far was as good as a target; `nil` where it never was.
    package func trials(reaching isReached: (Double) -> Bool) -> Int? {
        points.first { $0.best.map(isReached) ?? false }?.spent.trials
    }
}

/// Where the runs of a cell stood on average after each step, by their best so far.
///
/// A run that ended earlier keeps what it had, so that the mean is of the same runs throughout.
package struct MeanCurve: Hashable, Sendable {
    package struct Point: Hashable, Sendable {
        package let steps: Int
        /// Runs that had a best by then.
        package let n: Int
        package let mean: Double
        /// From two runs on.
        package let standardError: Double?

        package init(steps: Int, n: Int, mean: Double, standardError: Double?) {
            self.steps = steps
            self.n = n
            self.mean = mean
            self.standardError = standardError
        }
    }

    /// Those at which something changed, and the last, by steps.
    package let points: [Point]

    package init(_ points: [Point] = []) { self.points = points }
}

/// How soon the runs of each cell were as good as a target: what an empirical distribution of runtimes is drawn of.
package struct SweepRuntime: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package let cell: Int
        /// Runs that have a curve.
        package let n: Int
        /// Of those that reached it the runs of the evaluator's command until then, sorted.
        package let reached: [Int]

        package init(cell: Int, n: Int, reached: [Int]) {
            self.cell = cell
            self.n = n
            self.reached = reached
        }
    }

    /// In the figure's unit.
    package let target: Double
    package let rows: [Row]

    package init(target: Double, rows: [Row]) {
        self.target = target
        self.rows = rows
    }
}

extension SweepCurve.Point {
    func write(to line: inout ObjectWriter) {
        line.put("steps", spent.steps)
        line.put("updates", spent.updates)
        line.put("trials", spent.trials)
        line.put("tokens", spent.usage.tokens == 0 ? nil : spent.usage.tokens)
        line.put("cost", spent.usage.cost == 0 ? nil : spent.usage.cost)
        line.put("seconds", spent.wallSeconds)
        line.put("raw", raw)
        line.put("best", best)
    }
}

extension MeanCurve.Point {
    func write(to line: inout ObjectWriter) {
        line.put("steps", steps)
        line.put("n", n)
        line.put("mean", mean)
        line.put("se", standardError)
    }
}

extension SweepRuntime {
    func write(to line: inout ObjectWriter) {
        line.put("target", target)
        line.list("cells", rows) { row, line in
            line.put("cell", row.cell)
            line.put("n", row.n)
            line.put("trials", each: row.reached)
        }
    }
}
