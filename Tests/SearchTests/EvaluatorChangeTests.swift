import Search
import Simulation
import StudyModel
import Testing

/// A run whose evaluator became another one: what was measured before counts for nothing beside what comes.
struct EvaluatorChangeTests {
    /// A run that maximizes the number in `x`, twice what it is from the change on.
    private func changed(_ change: (inout Study) -> Void = { _ in }) async throws -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = 2
                $0.search.accept.rule = .better
                change(&$0)
            })
        run.proposer = ScriptedProposer { .writing(["", "8", "9", "7", "10", "12"][$0.step.number]) }
        try await run.run()
        let store = InMemoryRunStore(run.repository, writer: run.repository.record.writer)
        try await store.append(
            .evaluatorChanged(
                EvaluatorChangeRecord(
                    evaluator: EvaluatorIdentity(id: "sha256:new"), changed: ["inputs"], recordedAt: 0)),
            feedback: nil, attachments: [])
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            Double(files["x"] ?? "").map { .value($0 / 100) } ?? .failure(.crashed)
        }
        return run
    }

    @Test func `the parent is measured anew, and a candidate meets it by one evaluator`() async throws {
        let run = try await changed()
        let view = try await run.run(budget: Budget(steps: 4)).view
        let steps = await run.steps()
        #expect(steps.map(\.verdict) == [.accepted, .accepted, .accepted, .rejected, .accepted])
        #expect(steps[3].evaluations.map(\.of) == [steps[2].candidate, steps[3].candidate])
        #expect(steps[3].evaluations.allSatisfy { $0.evaluator == "sha256:new" })
        #expect(steps[4].gain?.comparison.reference == 0.09)
        #expect(view.best == steps[4].candidate, "it beat the best, though its figure is below all of before")
        #expect(view.evaluator.id == "sha256:new")
    }

    @Test func `figures of the two evaluators make no gain`() async throws {
        let run = try await changed()
        let view = try await run.run(budget: Budget(steps: 4)).view
        let rejected = try #require(view.step(run.step(3)))
        #expect(view.gainOverParent(rejected)?.estimate == 0.07 - 0.09)
        let before = try #require(view.step(run.step(1)))
        #expect(view.gain(of: try #require(rejected.candidate), over: try #require(before.candidate)) == nil)
        #expect(Naming.scores(before, in: view) == "8 by another evaluator")
        #expect(Naming.scores(rejected, in: view) == "0.07")
    }

    @Test func `the proposer is told of no figure of before as if it were of now`() async throws {
        let run = try await changed()
        try await run.run(budget: Budget(steps: 3))
        let evidence = try #require(await run.evidence(of: 3))
        #expect(evidence.contains("- Baseline: judged by another evaluator alone"))
        #expect(evidence.contains("- Parent, which you change: 0.09"))
        #expect(evidence.contains("Verdict: accepted, score 9 by another evaluator than judges now"))
    }

    @Test func `what had ended is compared with the base once more`() async throws {
        let run = try await changed()
        let end = try await run.run(budget: Budget(steps: 2))
        #expect(end.isNew && end.finish.comparison?.reference == 0)
        #expect(end.finish.compared?.evaluations.allSatisfy { $0.evaluator == "sha256:new" } == true)
        #expect(try await run.run(budget: Budget(steps: 2)).isNew == false)
    }

    @Test func `a goal is not reached by figures of before`() async throws {
        let run = try await changed { $0.stop.score = 8.5 }
        #expect(try await run.run(budget: Budget(steps: 3)).finish.reason == .steps)
    }

    @Test func `only parts that are known of both tell evaluators apart`() {
        let one = EvaluatorIdentity(id: "1", parts: ["files": "a", "inputs": "b"])
        #expect(one.isAlike(EvaluatorIdentity(id: "2", parts: ["files": "a"])))
        #expect(one.isAlike(EvaluatorIdentity(id: "2")))
        #expect(!EvaluatorIdentity(id: "1").isAlike(EvaluatorIdentity(id: "2")))
        let other = EvaluatorIdentity(id: "2", parts: ["files": "a", "inputs": "c"])
        #expect(!one.isAlike(other) && one.differingParts(from: other) == ["inputs"])
    }
}
