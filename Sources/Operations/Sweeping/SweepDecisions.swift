import Listings
import Statistics
import StudyModel

/// What is decided between two seeds of a sweep, from the figures that its runs recorded and by what selects alone.
struct SweepDecisions {
    private let report: SweepReport
    /// By cell, the mean so turned that a larger one is better; `nil` for one that was dropped, or has no figure.
    private let means: [Double?]

    init(_ report: SweepReport) {
        self.report = report
        means = report.cells.map { cell in
            guard let objective = report.objective, cell.dropped == nil else { return nil }
            return Summaries.mean(cell.runs.compactMap { $0.figure?.turned(by: objective) })
        }
    }

    /// The cells that have no further seed.
    ///
    /// - Parameter seeds: how many have been run.
    func drops(after seeds: Int) -> [SweepDrop] {
        guard let objective = report.objective, let rule = report.plan.race,
            let race = SeedRace(
                cells: report.cells.count, seeds: report.plan.seeds.count, from: rule.from,
                confidence: report.plan.confidence)
        else { return [] }
        let runs = report.cells.map(\.runs)
        return race.dropped(means: means) { cell, leader in
            runs[cell].difference(over: runs[leader], in: \.figure, by: objective).map {
                ($0.mean, $0.gains.count)
            }
        }
        .map { drop in
            SweepDrop(
                cell: drop.cell, seeds: seeds, leader: drop.leader, n: drop.count,
                estimate: drop.difference.estimate, p: drop.difference.p, level: race.level)
        }
    }

    /// The two best cells with their fresh seeds; `nil` where none are asked for, or the best is not known.
    var addition: SweepAddition? {
        let seeds = report.plan.freshSeeds
        guard !seeds.isEmpty, let chosen = report.chosen.map({ $0 - 1 }) else { return nil }
        let second = means.indices.filter { $0 != chosen && means[$0] != nil }
            .max { (means[$0] ?? 0) < (means[$1] ?? 0) }
        let cells = [chosen] + [second].compactMap { $0 }
        guard cells.count == 2 else { return nil }
        return SweepAddition(cells: cells, means: cells.compactMap { report.cells[$0].mean }, seeds: seeds)
    }
}
