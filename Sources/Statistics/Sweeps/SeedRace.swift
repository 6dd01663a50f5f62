/// Which cells of a sweep are dropped between seeds, since they are surely worse than the one that leads.
///
/// Each is compared with the leader by a t test (``MeanDifference``), and every comparison that could ever be made has its part of the
/// error (Bonferroni), so that the best cell of all is lost in hardly any sweep.
package struct SeedRace: Hashable, Sendable {
    /// One cell that is surely worse, with what decided.
    package struct Drop: Hashable, Sendable {
        package let cell: Int
        package let leader: Int
        /// Over seeds, of the cell over the leader.
        package let difference: MeanDifference
        /// Seeds that both have.
        package let count: Int
    }

    /// A cell whose p-value against the leader is below this is dropped.
    package let level: Double
    /// From so many seeds that two cells have in common on, one of them may be dropped.
    private let least: Int

    /// `nil` where there is nothing to decide: fewer than two cells, or no seed left to save.
    ///
    /// - Parameters:
    ///   - cells: how many the sweep began with.
    ///   - seeds: how many each is to have.
    ///   - least: after how many the first look is; the last is before the last seed.
    package init?(cells: Int, seeds: Int, from least: Int, confidence: Double) {
        guard cells > 1, least > 1, seeds > least else { return nil }
        level = (1 - confidence) / (Double(cells - 1) * Double(seeds - least))
        self.least = least
    }

    /// Returns what is dropped at one look, in the order of the cells.
    ///
    /// - Parameters:
    ///   - means: by cell, turned so that a larger one is better; `nil` for a cell that is out, or has none.
    ///   - difference: how much better the first cell is than the second, and over how many seeds that both have; `nil` of fewer than two.
    package func dropped(
        means: [Double?], difference: (Int, Int) -> (mean: MeanDifference, count: Int)?
    ) -> [Drop] {
        let running = means.indices.filter { means[$0] != nil }
        guard let leader = running.max(by: { (means[$0] ?? 0) < (means[$1] ?? 0) }) else { return [] }
        return running.compactMap { cell in
            guard cell != leader, let (difference, count) = difference(cell, leader), count >= least,
                difference.estimate < 0, difference.p < level
            else { return nil }
            return Drop(cell: cell, leader: leader, difference: difference, count: count)
        }
    }
}
