import Simulation
import StudyModel
import Testing

@testable import Search

/// How often the end of a whole run claims that a change is better where none of them does anything: a coin for each candidate and example.
struct ClaimRateTests {
    struct Case: Sendable {
        var validation: Int
        var rule: AcceptanceSettings.Rule
        var isDeterministic = false
        var batch: Int? = 3
        /// Of 40 runs: 2.5 in 100, and three standard errors; none where so few examples can show nothing, or where they decided what was made.
        var claims: Int
    }

    @Test(arguments: [
        Case(validation: 10, rule: .notWorse, isDeterministic: true, claims: 4),
        Case(validation: 10, rule: .always, claims: 4),
        Case(validation: 3, rule: .always, claims: 0),
        Case(validation: 4, rule: .always, claims: 0),
        Case(validation: 0, rule: .higher, isDeterministic: true, batch: nil, claims: 0),
    ])
    func `the best of candidates that are all alike is claimed to be better no more often than stated`(
        setting: Case
    ) async throws {
        var (claimed, ahead) = (0, 0)
        for seed in 1...40 {
            var run = TestRun(
                .test {
                    $0.evaluator.deterministic = setting.isDeterministic
                    $0.evaluator.measure.repeats = 2
                    $0.evaluator.measure.compare = .stored
                    $0.search.accept.rule = setting.rule
                    $0.search.select = setting.validation > 0 ? .validation : .train
                    $0.batch.size = setting.batch
                    $0.budget.steps = 15
                    $0.evidence.memory = 0
                    $0.seed = UInt64(seed)
                })
            run.examples = (0..<(15 + setting.validation)).map {
                Example(id: "\($0)", json: "{}", split: $0 < 15 ? .train : .validation)
            }
            run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
                let toss = Seeds.derive(UInt64(seed), files["x"] ?? "", trial.example ?? "")
                return .value(toss % 2 == 0 ? 1 : 0)
            }
            let end = try await run.run()
            if end.finish.confirmed { claimed += 1 }
            if end.finish.winner != end.view.record.base { ahead += 1 }
        }
        #expect(claimed <= setting.claims)
        // The best of so many coins is ahead nearly always, which is what the claim must not rest on.
        #expect(ahead >= 25)
    }
}
