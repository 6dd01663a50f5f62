import StudyModel
import Testing

@testable import Evaluation

/// Gates that give a figure, which may keep the command from running.
struct GateTests {
    private static let score = Gate.Score(metric: "quick", atLeast: 0.5, atMost: 2)

    /// Evaluates a candidate whose one gate prints a text.
    private func evaluate(
        printing text: String, exit code: Int32 = 0, score: Gate.Score = Self.score
    ) async throws -> Evaluation {
        try await EvaluationTests.evaluate(
            .bare.with { $0.gates = [.shell("./quick", score: score)] }
        ) { _, call in
            call.phase == .command ? .exited(stdout: "7") : .exited(code, stdout: text)
        }
    }

    @Test(arguments: [
        ("0.5", 0.5), ("2", 2), ("warming up\n1.25\n\n", 1.25), (#"{"quick": 1, "other": 9}"#, 1),
        (#"{"score": 1}"#, 1),
    ])
    func `a figure within the bounds passes, and is recorded apart from what the command gives`(
        text: String, value: Double
    ) async throws {
        let evaluation = try await evaluate(printing: text)
        #expect(evaluation.outcome == .scored)
        #expect(evaluation.gates == ["quick": value])
        #expect(evaluation.metrics.keys.sorted() == ["seconds"])
        #expect(evaluation.commandRuns == 1)
    }

    @Test(arguments: [
        ("0.49", "gave quick 0.49, and at least 0.5 is asked for", 0.49),
        ("3", "gave quick 3, and at most 2 is asked for", 3),
    ])
    func `a figure beyond a bound fails the candidate with figure and bound, before the command runs`(
        text: String, reason: String, value: Double
    ) async throws {
        let evaluation = try await evaluate(printing: text)
        #expect(evaluation.outcome == .gateFailed)
        #expect(evaluation.reason == "gate 1, './quick', " + reason)
        #expect(evaluation.gates == ["quick": value])
        #expect(evaluation.commandRuns == 0)
        #expect(evaluation.feedback.contains(reason))
    }

    @Test(arguments: [
        ("", "standard output was empty"),
        ("done", "the last line of standard output was 'done', not a number"),
        ("nan", "its last line has no finite 'quick'"),
        (#"{"other": 1}"#, "its last line has no finite 'quick'"),
    ])
    func `a gate that gives no figure fails the candidate, and says why`(text: String, reason: String)
        async throws
    {
        let evaluation = try await evaluate(printing: text)
        #expect(evaluation.outcome == .gateFailed)
        #expect(evaluation.reason == "gate 1, './quick', gave no quick: " + reason)
        #expect(evaluation.gates.isEmpty)
    }

    @Test func `what a gate exits with counts before its figure`() async throws {
        let evaluation = try await evaluate(printing: "1", exit: 3)
        #expect(evaluation.reason == "gate 1, './quick', exited with 3")
        #expect(evaluation.gates.isEmpty)
    }

    @Test func `without bounds a figure is recorded and fails nobody`() async throws {
        let evaluation = try await evaluate(printing: "-1e9", score: Gate.Score(metric: "quick"))
        #expect(evaluation.outcome == .scored)
        #expect(evaluation.gates == ["quick": -1e9])
    }
}
