import Statistics
import StudyModel
import Testing
import Workspaces

@testable import Evaluation

/// What becomes of results, feedback and traces by example.
struct ExampleTests {
    private static let both = """
        {"id": "x", "score": 1, "feedback": "Wrong sign.", "tokens": {"in": 10, "out": 2}, "cost": {"amount": 0.5}}
        {"id": "y", "score": 0, "feedback": "Right.", "trace": [{"step": 1}, {"step": 2}], "tokens": {"in": 7}}

        """

    @Test func `results belong to their examples`() async throws {
        let evaluation = try await evaluate(objective: .accuracy, examples: ["y", "x"]) { _, _ in
            .exited(results: Self.both)
        }
        #expect(evaluation.trials.map { $0.metrics["accuracy"] } == [0, 1])
        #expect(evaluation.score(.accuracy) == 0.5)
        #expect(evaluation.usage == Usage(tokensIn: 17, tokensOut: 2, cost: 0.5))
    }

    @Test func `feedback is joined below the examples' headings`() async throws {
        let evaluation = try await evaluate(examples: ["x", "y"], repeats: 2) { _, _ in
            .exited(results: Self.both)
        }
        #expect(evaluation.feedback == "### x\n\nWrong sign.\n\n### y\n\nRight.")
    }

    @Test func `an example without a result rejects the candidate`() async throws {
        let evaluation = try await evaluate(examples: ["x", "y", "z"]) { _, _ in .exited(results: Self.both) }
        #expect(evaluation.outcome == .invalid)
        #expect(evaluation.reason == "1 of 3 examples have no result: 'z'")
        #expect(evaluation.trials.map(\.outcome) == [.scored, .scored, .invalid])
    }

    @Test func `results for other examples are named`() async throws {
        let evaluation = try await evaluate(examples: ["z"]) { _, _ in .exited(results: Self.both) }
        #expect(
            evaluation.reason
                == "1 of 1 examples have no result: 'z' (there are results for 'x', 'y', which were not asked for)"
        )
    }

    @Test func `a missing example can count as the worst of the sitting`() async throws {
        let executor = ScriptedExecutor { subject, _ in
            .exited(
                results: subject.name == "a"
                    ? #"{"id":"x","score":9}"# : #"{"id":"x","score":2}"# + "\n" + #"{"id":"y","score":5}"#)
        }
        let settings = EvaluatorSettings.bare.with { $0.missing = .worst }
        let evaluator = try CommandEvaluator(settings, objective: .seconds, executor: executor)
        let evaluations = try await evaluator.evaluate(.of("ab", examples: ["x", "y"]))
        #expect(evaluations.map { $0.score(.seconds) } == [9, 3.5])
        #expect(evaluations[0].trials.map(\.outcome) == [.scored, .scored])
        #expect(evaluations[0].feedback == "### y\n\nNo result; it counts as 9.0, the worst there was.")
    }

    @Test func `where more is better the worst is at most zero`() async throws {
        let settings = EvaluatorSettings.bare.with { $0.missing = .worst }
        let evaluation = try await evaluate(settings, objective: .accuracy, examples: ["x", "y"]) { _, _ in
            .exited(results: #"{"id":"x","score":1}"#)
        }
        #expect(evaluation.score(.accuracy) == 0.5)
    }

    @Test func `without any result nothing counts as the worst`() async throws {
        let settings = EvaluatorSettings.bare.with { $0.missing = .worst }
        let evaluation = try await evaluate(settings, examples: ["x", "y"]) { _, _ in .exited() }
        #expect(evaluation.outcome == .invalid)
    }

    @Test func `one number serves a call of one example, not one of two`() async throws {
        let one = try await evaluate(examples: ["x"]) { _, _ in .exited(stdout: "3\n") }
        #expect(one.trials.map(\.example) == ["x"])
        #expect(one.score(.seconds) == 3)
        let two = try await evaluate(examples: ["x", "y"]) { _, _ in .exited(stdout: "3\n") }
        #expect(two.reason == "a result names no example by its `id`, where 2 were asked for")
    }

    @Test func `a metric that is no mean comes of the rows of all examples, each repeat by itself`()
        async throws
    {
        let objective = Objective(
            metric: "rmse", direction: .minimize, aggregate: try Formula("rmse(prediction, truth)"))
        let evaluation = try await evaluate(objective: objective, examples: ["x", "y"], repeats: 2) {
            _, call in
            let off = call.variables["HONE_REPEAT"] == "0" ? 3 : 4
            return .exited(
                results: """
                    {"id":"x","metrics":{"prediction":\(off),"truth":0}}
                    {"id":"y","metrics":{"prediction":5,"truth":5}}
                    """)
        }
        let whole = (4.5.squareRoot() + 8.0.squareRoot()) / 2
        #expect(abs(try #require(evaluation.score(objective)) - whole) < 1e-12)
        #expect(evaluation.metrics["rmse"]?.n == 4 && evaluation.metrics["truth"]?.value == 2.5)
        #expect(evaluation.feedback.contains("- `rmse`: 2.47487 (4 trials)"))
    }

    @Test func `rows that lack a column, and rows over which a metric has no value, are no score`()
        async throws
    {
        let objective = Objective(
            metric: "auc", direction: .maximize, aggregate: try Formula("auc(prediction, truth)"))
        let lacking = try await evaluate(objective: objective, examples: ["x"]) { _, _ in
            .exited(results: #"{"id":"x","metrics":{"prediction":1}}"#)
        }
        #expect(lacking.reason == "there is no metric 'truth'; there are: prediction")
        let alike = try await evaluate(objective: objective, examples: ["x"]) { _, _ in
            .exited(results: #"{"id":"x","metrics":{"prediction":1,"truth":1}}"#)
        }
        #expect(alike.outcome == .invalid)
        #expect(alike.reason == "`auc(prediction, truth)` has no value over these results")
    }

    @Test func `results of before a crash are kept`() async throws {
        let evaluation = try await evaluate(examples: ["x", "y"]) { _, _ in
            .ended(.signaled(11), results: "{\"id\":\"x\",\"score\":1}\n{\"id\":\"y\",\"sco")
        }
        #expect(evaluation.outcome == .crashed)
        #expect(evaluation.trials.map(\.outcome) == [.scored, .crashed])
        #expect(evaluation.trials[0].metrics == ["seconds": 1])
        #expect(evaluation.metrics.isEmpty)
    }

    @Test func `without examples several results are one, but no metric may come twice`() async throws {
        let sum = try await evaluate { _, _ in
            .exited(
                results:
                    "{\"score\":1,\"feedback\":\"Fast.\"}\n{\"metrics\":{\"kb\":2},\"feedback\":\"Small.\"}\n"
            )
        }
        #expect(sum.trials.map(\.metrics) == [["seconds": 1, "kb": 2]])
        #expect(sum.feedback == "Fast.\n\nSmall.")
        let twice = try await evaluate { _, _ in .exited(results: "{\"score\":1}\n{\"score\":2}\n") }
        #expect(twice.reason == "'seconds' was reported more than once, and the study has no examples")
    }

    @Test func `traces are named by example and repeat`() async throws {
        let evaluation = try await evaluate(examples: ["x", "y", "a/b"], repeats: 2) { _, call in
            .exited(
                results: Self.both + "{\"id\":\"a/b\",\"score\":1}",
                traces: [
                    TraceFile(name: "x.\(call.variables["HONE_REPEAT"] ?? "").jsonl", bytes: [65]),
                    TraceFile(name: "a%2Fb.jsonl", bytes: [66]), TraceFile(name: "notes.txt", bytes: [67]),
                ])
        }
        let traces = evaluation.attachments.filter { $0.path.hasPrefix("traces/") }
        #expect(
            evaluation.trials.prefix(3).map(\.trace) == [
                "traces/x.0.jsonl", "traces/y.0.jsonl", "traces/a%2Fb.0.jsonl",
            ])
        #expect(
            traces.filter { $0.path == "traces/y.1.jsonl" }.map(\.text) == ["{\"step\":1}\n{\"step\":2}\n"])
        #expect(traces.filter { $0.path == "traces/x.1.jsonl" }.map(\.text) == ["A"])
        #expect(traces.filter { $0.path == "traces/notes.txt.0.jsonl" }.map(\.text) == ["C"])
        #expect(Set(traces.map(\.path)).count == 8)
    }

    @Test func `without examples the first file is the trial's trace`() async throws {
        let evaluation = try await evaluate { _, _ in
            .exited(
                stdout: "1",
                traces: [TraceFile(name: "b.jsonl", bytes: []), TraceFile(name: "a.0.jsonl", bytes: [])])
        }
        #expect(evaluation.trials.map(\.trace) == ["traces/a.0.jsonl"])
        #expect(evaluation.attachments.map(\.path) == ["stdout", "traces/a.0.jsonl", "traces/b.0.jsonl"])
    }

    @Test func `output is attached by phase and repeat`() async throws {
        let evaluation = try await evaluate(.full, repeats: 2) { _, call in
            call.phase == .build ? .exited(stderr: "warning\n") : .exited(stdout: "\(call.phase) 1\n1\n")
        }
        let stdout = try #require(evaluation.attachments.first { $0.path == "stdout" })
        #expect(stdout.text.contains("==> gate 2: make test <==\ngate(1) 1\n"))
        #expect(stdout.text.contains("==> command, repeat 1: ./bench <=="))
        let stderr = try #require(evaluation.attachments.first { $0.path == "stderr" })
        #expect(stderr.text == "==> build: make <==\nwarning\n\n")
    }

    @Test func `attached output is cut to a megabyte in all`() async throws {
        let long = String(repeating: "x", count: 900_000) + "\n1\n"
        let evaluation = try await evaluate(repeats: 3) { _, _ in .exited(stdout: long) }
        let stdout = try #require(evaluation.attachments.first { $0.path == "stdout" })
        #expect(stdout.bytes.count < (1 << 20) + 1000)
        #expect(stdout.text.contains("bytes left out]"))
    }
}
