import StudyModel
import Testing

@testable import Operations

/// How many steps a budget is said to allow.
struct PlannedStepsTests {
    private func planned(_ change: (inout Budget) -> Void, runs: Double = 10, most: Int = 20) -> PlannedSteps?
    {
        var study = Study(
            name: "s", artifact: ArtifactSettings(editable: ["*"]),
            evaluator: EvaluatorSettings(command: TimedCommand(run: .shell("x"), timeout: .seconds(1))),
            objective: Objective(direction: .minimize))
        change(&study.budget)
        return PlannedSteps(of: study, runs: runs, most: most, base: 5, seconds: 2)
    }

    @Test func `steps are bounded by steps where nothing else ends the run before`() {
        #expect(planned { $0.steps = 8 }.map { [$0.count] } == [8])
        #expect(planned { $0.steps = 8 }?.bound == nil)
        #expect(planned { $0.steps = nil } == nil)
    }

    @Test func `no step begins that its trials might exceed, and as a rule one takes fewer`() {
        // 5 for the base, then steps of 10 as long as 20 are left.
        for (trials, count) in [(24, 0), (25, 1), (34, 1), (35, 2), (100, 8)] {
            let found = planned {
                $0.steps = 50
                $0.trials = trials
            }
            #expect(found?.count == count && found?.bound == "budget.trials", "\(trials)")
        }
    }

    @Test func `a time that is spent ends the run after the step that spent it`() {
        let found = planned {
            $0.steps = 50
            $0.time = .seconds(7)
        }
        #expect(found?.count == 4 && found?.bound == "budget.time")
    }
}
