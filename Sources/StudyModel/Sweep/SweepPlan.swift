import Statistics
import Text

/// A sweep: a study run with every combination of some choices, each for several seeds.
///
/// It is what the root of a sweep's journal holds, and all that a sweep does follows from it and from the runs that name it.
package struct SweepPlan: Hashable, Sendable {
    /// What may be spent on a run, in place of the study's own budget: one unit, so that no cell has more than another.
    package struct Budget: Hashable, Sendable {
        /// The key below `budget`, such as `updates`.
        package var unit: String
        /// What one run has of it, in the study file's vocabulary.
        package var each: JSONValue

        /// As people read it: `15 updates`.
        package var words: String { "\(each.string ?? each.text) \(unit)" }

        package init(unit: String, each: JSONValue) {
            self.unit = unit
            self.each = each
        }
    }

    /// What all runs together may spend: no further seed is begun once one of these is reached.
    package struct Limit: Hashable, Sendable {
        package var seconds: Double?
        /// In the currency of the study's budget.
        package var cost: Double?
        package var tokens: Int?

        package init(seconds: Double? = nil, cost: Double? = nil, tokens: Int? = nil) {
            self.seconds = seconds
            self.cost = cost
            self.tokens = tokens
        }

        /// Tells whether runs have spent such a share of it.
        package func isReached(by runs: [Spent], share: Double = 1) -> Bool {
            let usage = runs.reduce(Usage.none) { $0 + $1.usage }
            let spent = [
                (runs.reduce(0) { $0 + $1.wallSeconds }, seconds), (usage.cost, cost),
                (Double(usage.tokens), tokens.map(Double.init)),
            ]
            return spent.contains { amount, bound in bound.map { amount >= $0 * share } ?? false }
        }
    }

    /// What a cell is compared with.
    package enum Rivals: String, Hashable, Sendable, CaseIterable { case first, all }

    /// Whose winners run on the sealed test examples.
    package enum Tested: String, Hashable, Sendable, CaseIterable { case none, chosen, all }

    /// When cells are dropped, and the best ones are run again.
    package struct Race: Hashable, Sendable {
        /// After how many seeds the first cell may be dropped.
        package var from: Int
        /// How many runs the two best cells have with fresh seeds, as a share of those that the grid is planned with.
        package var again: Double

        package init(from: Int = 4, again: Double = 0.2) {
            self.from = from
            self.again = again
        }
    }

    /// More cells at once are a mistake in the file rather than a wish: each has a slot, an evaluator's processes and a repository that is open.
    package static let mostAtOnce = 64

    package var name: RunName
    /// The name of the study that is varied.
    package var study: String
    package var factors: [SweepFactor]
    /// What all cells have in place of what the study says, by key.
    package var fixed: [String: JSONValue]
    /// Combinations that are left out: each by factor the level that it names.
    package var skipped: [[String: String]]
    package var seeds: [UInt64]
    package var budget: Budget
    package var limit = Limit()
    /// `nil` where every cell has every seed, and none but those.
    package var race: Race?
    package var rivals: Rivals
    /// Of all comparisons together.
    package var confidence: Double
    package var tested: Tested
    /// The rows beside the cells; the first cell is what they are measured by.
    package var baselines: [SweepBaseline] = []
    /// Of the baseline of that name.
    package var constant: ConstantAnswer?
    /// How many cells run at once; changes the wall clock, never the result.
    package var width = 1
    /// By cell, the commit that the name of its base stood for when the sweep began; empty before that.
    package var bases: [CommitID] = []

    package init(
        name: RunName, study: String, factors: [SweepFactor], fixed: [String: JSONValue] = [:],
        skipped: [[String: String]] = [], seeds: [UInt64], budget: Budget, rivals: Rivals = .first,
        confidence: Double = 0.95, tested: Tested = .none
    ) {
        self.name = name
        self.study = study
        self.factors = factors
        self.fixed = fixed
        self.skipped = skipped
        self.seeds = seeds
        self.budget = budget
        self.rivals = rivals
        self.confidence = confidence
        self.tested = tested
    }

    /// Tells whether so small a p-value is a difference at the sweep's confidence.
    package func isDifference(_ p: Double) -> Bool {
        ErrorRate.holds(p, within: ErrorRate.tail(confidence))
    }
}

/// A choice that a sweep varies: a key of the study, or a name for several that change together.
package struct SweepFactor: Hashable, Sendable {
    package var name: String
    /// At least one.
    package var levels: [SweepLevel]

    package init(name: String, levels: [SweepLevel]) {
        self.name = name
        self.levels = levels
    }
}

/// One value of a factor.
package struct SweepLevel: Hashable, Sendable {
    /// As people name it.
    package var label: String
    /// What it sets, by key, in the study file's vocabulary.
    package var settings: [String: JSONValue]

    package init(label: String, settings: [String: JSONValue]) {
        self.label = label
        self.settings = settings
    }
}

extension SweepPlan {
    /// One combination of levels.
    package struct Cell: Hashable, Sendable {
        /// From 0, with those that are left out passed over.
        package let index: Int
        /// One of each factor, in their order.
        package let levels: [SweepLevel]
        /// What has these runs beside the cells, with the first cell's levels; `nil` for a cell.
        package let baseline: SweepBaseline?

        /// What it is called: from 1.
        package var number: Int { index + 1 }
    }

    /// The combinations, the first factor's level changing last. The first is what others are compared with.
    package var cells: [Cell] {
        var combinations: [[SweepLevel]] = [[]]
        for factor in factors {
            combinations = combinations.flatMap { head in factor.levels.map { head + [$0] } }
        }
        return combinations.filter { !isSkipped($0) }.enumerated().map {
            Cell(index: $0, levels: $1, baseline: nil)
        }
    }

    /// The cells, and the baselines that have runs after them.
    package var all: [Cell] {
        let cells = cells
        guard let first = cells.first else { return [] }
        return cells
            + baselines.filter(\.hasRuns).enumerated().map {
                Cell(index: cells.count + $0, levels: first.levels, baseline: $1)
            }
    }

    private func isSkipped(_ levels: [SweepLevel]) -> Bool {
        skipped.contains { skip in
            zip(factors, levels).allSatisfy { factor, level in
                skip[factor.name].map { $0 == level.label } ?? true
            }
        }
    }

    /// What a run of a cell has in place of what the study says, by key: what all have, the cell's levels, its seed, its budget and its base.
    ///
    /// - Parameter spent: what the first cell's run of that seed has, for a baseline.
    package func settings(of cell: Cell, seed: UInt64, beside spent: Spent = Spent()) -> [String: JSONValue] {
        var settings = fixed
        for level in cell.levels { settings.merge(level.settings) { $1 } }
        // The whole group: no other bound of the study's stays.
        settings["budget"] = .object([budget.unit: budget.each])
        settings["seed"] = JSONValue(whole: seed)
        let base = cell.baseline == nil ? cell.index : 0
        if bases.indices.contains(base) {
            settings["artifact.base"] = .string(bases[base].text)
        }
        return cell.baseline?.changed(settings, beside: spent) ?? settings
    }

    /// Whether another one varies the same in the same way, whatever it is called, its bases stand for and runs at once.
    package func isSame(as other: SweepPlan) -> Bool {
        var own = self
        (own.name, own.bases, own.width) = (other.name, other.bases, other.width)
        return own == other
    }

    /// Seeds that no cell has yet, for the two best cells to be run again with; none where nothing is.
    package var freshSeeds: [UInt64] {
        guard let race, race.again > 0, cells.count > 1 else { return [] }
        // Fewer than two say nothing.
        let each = max(2, Int(clamping: min(1, race.again) * Double(cells.count) * Double(seeds.count) / 2))
        let known = Set(seeds)
        return Array((1...).lazy.filter { !known.contains($0) }.prefix(each))
    }

    /// The name of a cell's run.
    package func run(of cell: Cell, seed: UInt64) -> RunName? {
        RunName(text: "\(name)-c\(cell.number)-s\(seed)")
    }
}
