import Testing
import Text

@testable import StudyModel

/// What a sweep's plan becomes by what was decided.
struct SweepCourseTests {
    private var plan: SweepPlan {
        var plan = SweepPlan(
            name: RunName(text: "grid")!, study: "sum",
            factors: [
                SweepFactor(
                    name: "batch.size",
                    levels: ["1", "3", "5"].map {
                        SweepLevel(label: $0, settings: ["batch.size": .string($0)])
                    })
            ], seeds: [1, 2, 3, 4, 9], budget: .init(unit: "steps", each: .number(1)))
        plan.race = .init(from: 3, again: 0.5)
        return plan
    }

    private func course(_ kinds: SweepEvent.Kind...) -> SweepCourse {
        SweepCourse(plan, kinds.map { SweepEvent($0, recordedAt: 0) })
    }

    private func drop(_ cell: Int, after seeds: Int) -> SweepEvent.Kind {
        .dropped(SweepDrop(cell: cell, seeds: seeds, leader: 0, n: 3, estimate: -1, p: 0, level: 0.01))
    }

    private func added(_ seeds: [UInt64]) -> SweepEvent.Kind {
        .added(SweepAddition(cells: [2, 0], means: [2, 1], seeds: seeds))
    }

    @Test func `without decisions every cell has every seed`() {
        let course = course()
        #expect(course.rounds.map(\.seed) == plan.seeds && course.names.count == 15)
        #expect(course.rounds.allSatisfy { $0.cells.count == 3 })
    }

    @Test func `a cell that was dropped has the seeds until then, and what drops it again changes nothing`() {
        let course = course(drop(1, after: 3), drop(1, after: 4))
        #expect(
            course.rounds.map { $0.cells.map(\.index) } == [
                [0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 2], [0, 2],
            ])
        #expect(course.seeds(of: plan.cells[1]) == [1, 2, 3] && course.names.count == 13)
    }

    @Test func `seeds that were added are those of the two best alone`() {
        let course = course(added([5, 6, 7]))
        #expect(course.rounds.map(\.seed) == [1, 2, 3, 4, 9, 5, 6, 7])
        #expect(course.rounds.last?.cells.map(\.index) == [0, 2])
        #expect(course.freshSeeds(of: plan.cells[1]).isEmpty && course.names.count == 21)
    }

    @Test func `a limit ends the seeds of the plan, and one that comes later those that were added`() {
        let first = course(.limited(seeds: 4))
        #expect(first.seeds == [1, 2, 3, 4] && first.limited == 4 && first.rounds.count == 4)
        let second = course(.limited(seeds: 4), added([5, 6, 7]), .limited(seeds: 6))
        #expect(second.rounds.map(\.seed) == [1, 2, 3, 4, 5, 6] && second.limited == 4)
    }

    @Test func `figures that nobody can have written do no harm`() {
        let course = course(drop(1, after: -3), drop(7, after: 1), .limited(seeds: .min))
        #expect(course.rounds.isEmpty && course.names.isEmpty)
    }

    @Test func `a baseline has the first cell's settings but for what it is, and comes after the cells`()
        throws
    {
        var plan = plan
        plan.fixed = ["search.strategy": .string("beam"), "search.strategy.beam.width": .number(2)]
        plan.fixed["proposer.kind"] = .string("agent")
        plan.baselines = [.base, .bestOf, .mutation]
        #expect(plan.cells.count == 3 && plan.all.map(\.index) == [0, 1, 2, 3, 4])
        var spent = Spent()
        (spent.steps, spent.trials) = (7, 40)
        let bestOf = plan.settings(of: plan.all[3], seed: 9, beside: spent)
        #expect(bestOf["search.strategy"] == .string("best-of") && bestOf["batch.size"] == .string("1"))
        #expect(bestOf["search.strategy.beam.width"] == nil && bestOf["proposer.kind"] == .string("agent"))
        #expect(bestOf["budget"]?["steps"]?.number == 7 && bestOf["seed"]?.number == 9)
        let mutation = plan.settings(of: plan.all[4], seed: 9, beside: spent)
        #expect(mutation["proposer"]?["kind"]?.string == "mutation" && mutation["proposer.kind"] == nil)
        #expect(mutation["budget"]?["trials"]?.number == 40)
        #expect(mutation["search.strategy"] == .string("beam"))
        let course = SweepCourse(plan, [])
        #expect(course.rounds.allSatisfy { $0.cells.map(\.index) == [0, 1, 2, 3, 4] })
        #expect(course.names.count == 25 && course.names.last?.text == "grid-c5-s9")
    }

    @Test func `fresh seeds are ones that no cell has, and two at least`() {
        var plan = plan
        // Half of fifteen runs, for two cells.
        #expect(plan.freshSeeds == [5, 6, 7])
        plan.race?.again = 0.01
        #expect(plan.freshSeeds == [5, 6])
        plan.race?.again = .infinity
        #expect(plan.freshSeeds.count == 7)
        plan.race?.again = 0
        #expect(plan.freshSeeds.isEmpty)
        plan.race = nil
        #expect(plan.freshSeeds.isEmpty)
    }
}
