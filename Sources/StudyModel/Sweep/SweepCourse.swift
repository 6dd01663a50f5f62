/// A cell that was dropped, with the figures that decided.
package struct SweepDrop: Hashable, Sendable {
    /// Cells count from 0.
    package let cell: Int
    /// After how many seeds.
    package let seeds: Int
    /// The one with the best mean then.
    package let leader: Int
    /// Seeds that the two have in common.
    package let n: Int
    /// How much better than the leader it is in the figure's unit, which is less than nothing.
    package let estimate: Double
    /// Two-sided, of the t test over seeds, and over examples where cells are compared so.
    package let p: Double
    /// What that had to be below.
    package let level: Double

    package init(
        cell: Int, seeds: Int, leader: Int, n: Int, estimate: Double, p: Double, level: Double
    ) {
        self.cell = cell
        self.seeds = seeds
        self.leader = leader
        self.n = n
        self.estimate = estimate
        self.p = p
        self.level = level
    }
}

/// Fresh seeds of the two best cells, with the figures that decided which these are.
package struct SweepAddition: Hashable, Sendable {
    /// The best first; they count from 0.
    package let cells: [Int]
    /// Their means.
    package let means: [Double]
    package let seeds: [UInt64]

    package init(cells: [Int], means: [Double], seeds: [UInt64]) {
        self.cells = cells
        self.means = means
        self.seeds = seeds
    }
}

/// What a sweep's plan has become by what was decided since: which seeds each cell has.
package struct SweepCourse: Hashable, Sendable {
    /// What is run with one seed before the next is begun.
    package struct Round: Hashable, Sendable {
        package let seed: UInt64
        package let cells: [SweepPlan.Cell]
    }

    private let plan: SweepPlan
    /// By cell.
    package private(set) var drops: [Int: SweepDrop] = [:]
    package private(set) var addition: SweepAddition?
    /// After how many of the plan's seeds the limit was reached; `nil` where it was not.
    package private(set) var limited: Int?
    /// After how many fresh ones.
    package private(set) var freshLimited: Int?
    package private(set) var hasEnded = false

    /// - Parameter events: what happened to the sweep, oldest first.
    package init(_ plan: SweepPlan, _ events: [SweepEvent]) {
        self.plan = plan
        for event in events {
            switch event.kind {
            case .dropped(let drop): drops[drop.cell] = drops[drop.cell] ?? drop
            case .added(let addition): self.addition = self.addition ?? addition
            case .limited(let seeds) where addition == nil: limited = limited ?? max(0, seeds)
            case .limited(let seeds): freshLimited = freshLimited ?? max(0, max(0, seeds) - self.seeds.count)
            case .ended: hasEnded = true
            case .failed, .unknown: break
            }
        }
    }

    /// The plan's seeds, as far as the limit let them be begun.
    package var seeds: [UInt64] { Array(plan.seeds.prefix(limited ?? plan.seeds.count)) }

    /// Those that were added, likewise.
    package var freshSeeds: [UInt64] {
        addition.map { Array($0.seeds.prefix(freshLimited ?? $0.seeds.count)) } ?? []
    }

    /// The plan's seeds that a cell has.
    package func seeds(of cell: SweepPlan.Cell) -> [UInt64] {
        Array(seeds.prefix(max(0, drops[cell.index]?.seeds ?? seeds.count)))
    }

    /// The added seeds that a cell has.
    package func freshSeeds(of cell: SweepPlan.Cell) -> [UInt64] {
        addition?.cells.contains(cell.index) == true ? freshSeeds : []
    }

    /// Seed by seed what is run, in that order.
    package var rounds: [Round] {
        let cells = plan.all
        return seeds.enumerated().map { round, seed in
            Round(seed: seed, cells: cells.filter { drops[$0.index].map { round < $0.seeds } ?? true })
        }
            + freshSeeds.map { seed in
                Round(seed: seed, cells: cells.filter { addition?.cells.contains($0.index) == true })
            }
    }

    /// The names of all runs, be they there or not.
    package var names: [RunName] {
        plan.all.flatMap { cell in
            (seeds(of: cell) + freshSeeds(of: cell)).compactMap { plan.run(of: cell, seed: $0) }
        }
    }
}
