import Listings
import StudyModel
import Testing
import Text

@testable import Operations

/// What a sweep decides between seeds from the figures of its runs.
struct SweepDecisionsTests {
    private let root = CommitID(text: String(repeating: "c", count: 40))!

    private func plan(cells: Int, seeds: Int, race: SweepPlan.Race?) -> SweepPlan {
        let levels = (1...cells).map {
            SweepLevel(label: "\($0)", settings: ["batch.size": .number(Double($0))])
        }
        var plan = SweepPlan(
            name: RunName(text: "grid")!, study: "sum",
            factors: [SweepFactor(name: "batch.size", levels: levels)],
            seeds: (1...UInt64(seeds)).map { $0 }, budget: .init(unit: "steps", each: .number(1)))
        plan.race = race
        return plan
    }

    /// A report of cells that have these figures, by seed; `nil` for a run that failed.
    private func report(
        _ figures: [[Double?]], of plan: SweepPlan, _ events: [SweepEvent.Kind] = [],
        direction: Direction = .maximize
    ) -> SweepReport {
        let course = SweepCourse(plan, events.map { SweepEvent($0, recordedAt: 0) })
        let study = Study(
            name: "sum", artifact: ArtifactSettings(editable: ["*"]),
            evaluator: EvaluatorSettings(command: TimedCommand(run: .shell("x"), timeout: .seconds(1))),
            objective: Objective(direction: direction))
        let sweep = SweepFigures(plan: plan, studies: [study])
        let cells = zip(plan.all, figures).map { cell, figures in
            let runs = zip(course.seeds(of: cell), figures).map { seed, figure in
                var run = SweepReport.Run(
                    seed: seed, name: plan.run(of: cell, seed: seed)!,
                    state: figure == nil ? .failed : .finished)
                run.figure = figure.map { RunFigure(Score($0, on: Sample(), by: EvaluatorTag("x"))) }
                return run
            }
            var report = SweepReport.Cell(
                number: cell.number, levels: [.init(factor: "batch.size", level: cell.levels[0].label)],
                runs: runs, baseline: cell.baseline)
            report.dropped = course.drops[cell.index]
            return sweep.cell(report)
        }
        return sweep.report(of: cells, root: root, course: course)
    }

    private let figures: [[Double?]] = [
        [0.5, 0.6, 0.4, 0.5], [0.1, 0.2, 0.01, 0.1], [0.6, 0.5, 0.5, 0.7],
    ]

    @Test func `what is surely worse is dropped with the figures that decided`() throws {
        let plan = plan(cells: 3, seeds: 6, race: .init(from: 4))
        let drops = SweepDecisions(report(figures, of: plan)).drops(after: 4)
        let drop = try #require(drops.first)
        #expect(drops.count == 1 && drop.cell == 1 && drop.leader == 2 && drop.seeds == 4 && drop.n == 4)
        #expect(abs(drop.estimate - (0.41 - 2.3) / 4) < 1e-12 && drop.p < drop.level)
        // Once it was, it leads nothing and is asked no more.
        #expect(SweepDecisions(report(figures, of: plan, [.dropped(drop)])).drops(after: 5).isEmpty)
    }

    @Test func `where less is better the cell with more is dropped`() {
        let plan = plan(cells: 3, seeds: 6, race: .init(from: 4))
        let turned = figures.map { $0.map { $0.map { -$0 } } }
        let drops = SweepDecisions(report(turned, of: plan, direction: .minimize)).drops(after: 4)
        #expect(drops.map(\.cell) == [1] && drops.allSatisfy { $0.estimate < 0 })
    }

    @Test func `nothing is decided before the race begins, over fewer common seeds, or without one`() {
        let rules: [SweepPlan.Race?] = [.init(from: 5), nil]
        for rule in rules {
            let plan = plan(cells: 3, seeds: 6, race: rule)
            #expect(SweepDecisions(report(figures, of: plan)).drops(after: 4).isEmpty)
        }
        var missing = figures
        missing[1][2] = nil
        let plan = plan(cells: 3, seeds: 6, race: .init(from: 4))
        #expect(SweepDecisions(report(missing, of: plan)).drops(after: 4).isEmpty)
    }

    @Test func `the two best cells have fresh seeds, and one that was dropped is none of them`() throws {
        let plan = plan(cells: 3, seeds: 4, race: .init(from: 3, again: 0.5))
        let addition = try #require(SweepDecisions(report(figures, of: plan)).addition)
        #expect(addition.cells == [2, 0] && addition.seeds == [5, 6, 7])
        #expect(abs(addition.means[0] - 0.575) < 1e-12)
        let drop = SweepDrop(cell: 0, seeds: 3, leader: 2, n: 3, estimate: -0.1, p: 0, level: 0.01)
        let other = try #require(SweepDecisions(report(figures, of: plan, [.dropped(drop)])).addition)
        #expect(other.cells == [2, 1])
    }

    @Test func `no cell is run again while a run is missing`() {
        var missing = figures
        missing[1][3] = nil
        let plan = plan(cells: 3, seeds: 4, race: .init())
        #expect(SweepDecisions(report(missing, of: plan)).addition == nil)
    }

    @Test func `baselines stand beside the cells, and are chosen and compared apart from them`() throws {
        var plan = plan(cells: 2, seeds: 3, race: nil)
        plan.baselines = [.base, .bestOf]
        let report = report([[0.5, 0.6, 0.5], [0.3, 0.5, 0.4], [0.9, 0.8, 0.9]], of: plan)
        #expect(report.cells.count == 2 && report.chosen == 1 && report.comparisons.count == 1)
        let bestOf = try #require(report.baselines.last)
        #expect(bestOf.kind == .bestOf && bestOf.n == 3 && bestOf.cell?.number == 3)
        let comparison = try #require(bestOf.comparison)
        #expect(comparison.with == 1 && abs(comparison.estimate - 1.0 / 3) < 1e-9)
        #expect(report.runs.count == 9)
    }

    /// So few seeds give no sign pattern that is rare enough, and no interval by draws that holds.
    @Test(arguments: [5, 6, 9, 10])
    func `sign patterns are counted from six seeds on, and the middle half is told from ten`(seeds: Int)
        throws
    {
        let plan = plan(cells: 2, seeds: seeds, race: nil)
        let figures = [0.5, 0.8].map { level in
            (0..<seeds).map { Optional(level + 0.01 * Double($0 * $0 % 7)) }
        }
        let report = report(figures, of: plan)
        let flipP = try #require(report.comparisons.first).flipP
        #expect((flipP == nil) == (seeds < 6))
        if seeds == 6 { #expect(abs((flipP ?? 1) - 2.0 / 64) < 1e-12) }
        #expect(report.cells.allSatisfy { ($0.middle == nil) == (seeds < 10) })
    }

    @Test func `cells that were dropped keep their place, and are compared over the seeds that both have`()
        throws
    {
        let plan = plan(cells: 3, seeds: 4, race: .init(from: 3))
        let drop = SweepDrop(cell: 1, seeds: 3, leader: 2, n: 3, estimate: -0.4, p: 0, level: 0.01)
        let report = report(figures, of: plan, [.dropped(drop)])
        #expect(report.cells.map(\.runs.count) == [4, 3, 4] && report.chosen == 3)
        #expect(report.comparisons.map(\.n) == [3, 4])
        let mean = try #require(report.cells[1].mean)
        #expect(abs(mean - 0.31 / 3) < 1e-12)
    }
}
