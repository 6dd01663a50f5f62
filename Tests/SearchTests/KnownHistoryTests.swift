import Simulation
import StudyModel
import Synchronization
import Testing

@testable import Search

/// `evidence.history: full`: a proposer can read all candidates of the run.
struct KnownHistoryTests {
    /// Candidates with their notes and traces, as the proposer of a step was given them.
    private struct Given {
        var scores: [String: String] = [:]
        var parents: [String: [String]] = [:]
        var feedback: [String: String] = [:]
        var traces: [String: [String]] = [:]
    }

    private func run(_ change: (inout Study) -> Void = { _ in }) -> TestRun {
        var run = TestRun(
            .test {
                $0.proposer = .agent(AgentSettings(.command(.shell("agent"))))
                $0.evidence.history = .full
                $0.examples = ExampleSettings(file: "cases.jsonl")
                $0.search.select = .validation
                $0.budget.steps = 4
                change(&$0)
            })
        run.examples = [
            Example(id: "t", json: "{}", split: .train), Example(id: "v", json: "{}", split: .validation),
        ]
        run.evaluator = ScriptedEvaluator(run.repository) { files, trial, _ in
            let value = Double(files["x"] ?? "") ?? 0
            return trial.example == "t"
                ? .told(value, feedback: "of train", trace: "{\"of\": \"train\"}\n")
                : .told(1000 + value, feedback: "of validation", trace: "{\"of\": \"validation\"}\n")
        }
        return run
    }

    private func given(_ run: TestRun, at step: Int) async throws -> Given {
        let found = Mutex(Given())
        var run = run
        run.proposer = ScriptedProposer { request in
            if request.step.number == step, let history = request.history {
                var given = Given()
                let names = Dictionary(history.candidates.map { ($0.commit, $0.name) }) { $1 }
                for candidate in history.candidates {
                    given.scores[candidate.name] = candidate.score
                    given.parents[candidate.name] = candidate.parents.compactMap { names[$0] }
                    given.feedback[candidate.name] = try await history.feedback(of: candidate)
                    given.traces[candidate.name] = try await history.traces(of: candidate).map(\.text)
                }
                let all = given
                found.withLock { $0 = all }
            }
            return .writing("\(request.step.number)")
        }
        try await run.run()
        return found.withLock { $0 }
    }

    @Test func `it holds every candidate with what train says of it, and nothing of validation`() async throws
    {
        let given = try await given(run(), at: 4)
        #expect(Set(given.scores.keys) == ["test-1/0", "test-1/1", "test-1/2", "test-1/3"])
        #expect(given.parents["test-1/3"] == ["test-1/2"] && given.parents["test-1/0"] == [])
        #expect(
            given.scores["test-1/2"]
                == "outcome: scored\nverdict: accepted\nscore: 2 on 1 of 1 examples of train\n")
        #expect(given.feedback["test-1/2"] == "of train")
        for traces in given.traces.values { #expect(traces == ["{\"of\": \"train\"}\n"]) }
        let all = "\(given)"
        #expect(!all.contains("validation") && !all.contains("100"))
    }

    @Test func `the evidence is an index with a line for every attempt`() async throws {
        let run = run()
        _ = try await given(run, at: 4)
        let text = try #require(await run.evidence(of: 4))
        #expect(text.contains("## The whole run") && text.contains("`git show test-1/3`"))
        for step in 1...3 { #expect(text.contains("- Step \(step): write \(step): accepted")) }
        #expect(!text.contains("## Attempt of step") && text.contains("## Trials of the parent"))
    }

    @Test func `who is not given it has none`() async throws {
        let given = try await given(run { $0.evidence.history = .short }, at: 4)
        #expect(given.scores.isEmpty)
    }
}
