import StudyModel
import Testing
import Workspaces

@testable import Evaluation

/// Every outcome that an evaluation can have, with its reason.
struct OutcomeTests {
    @Test func `a number on the last line is the score`() async throws {
        let evaluation = try await evaluate(.full) { _, call in
            call.phase == .command
                ? .exited(stdout: "warming up\n0.118\n\n", seconds: 2) : .exited(seconds: 1)
        }
        #expect(evaluation.outcome == .scored)
        #expect(evaluation.reason == nil)
        #expect(evaluation.score(.seconds) == 0.118)
        #expect(
            evaluation.metrics["seconds"] == MetricSummary(value: 0.118, direction: .minimize, n: 1, sd: nil))
        #expect(evaluation.commandRuns == 1)
        #expect(evaluation.wallSeconds == 5)
        #expect(evaluation.trials.map(\.wallSeconds) == [2])
        #expect(evaluation.feedback == "- `seconds`: 0.118")
    }

    @Test func `a failing build is shown by its first errors and runs no command`() async throws {
        let errors = "src/sort.c:12:5: error: use of undeclared identifier 'swap'"
        let evaluation = try await evaluate(.full) { _, call in
            call.phase == .build
                ? .exited(2, stdout: "cc -c sort.c\n", stderr: errors + "\n1 error generated.\n") : .exited()
        }
        #expect(evaluation.outcome == .buildFailed)
        #expect(evaluation.reason == "build 'make' exited with 2")
        #expect(
            evaluation.feedback.hasPrefix(
                "Build failed: build 'make' exited with 2\n\nFirst errors:\n\n```\n\(errors)\n```"))
        #expect(evaluation.feedback.contains("All of standard output:\n\n```\ncc -c sort.c\n```"))
        #expect(evaluation.commandRuns == 0)
        #expect(evaluation.metrics.isEmpty)
    }

    @Test func `a failing gate is named and later ones are not asked`() async throws {
        let executor = ScriptedExecutor { _, call in
            call.phase == .gate(0) ? .exited(1, stderr: "style!") : .exited()
        }
        let evaluator = try CommandEvaluator(.full, objective: .seconds, executor: executor)
        let evaluation = try await evaluator.evaluate(.of("a"))[0]
        #expect(evaluation.outcome == .gateFailed)
        #expect(evaluation.reason == "gate 1, 'make lint', exited with 1")
        #expect(evaluation.feedback.contains("style!"))
        #expect(executor.calls == ["a build", "a gate(0)"])
        #expect(executor.finished == ["a gate failed"])
    }

    @Test(arguments: [
        (ProcessResult.Ending.exited(3), Outcome.crashed, "command './bench' exited with 3"),
        (.signaled(11), .crashed, "command './bench' was killed by SIGSEGV (segmentation fault)"),
        (.exited(139), .crashed, "command './bench' exited with 139 after SIGSEGV (segmentation fault)"),
        (.signaled(9), .crashed, "command './bench' was killed by SIGKILL"),
        (.timedOut, .timedOut, "command './bench' was stopped at its limit of 1 min"),
        (.outOfMemory, .outOfMemory, "command './bench' ran out of memory"),
    ])
    func `a command's end decides the outcome`(
        ending: ProcessResult.Ending, outcome: Outcome, reason: String
    ) async throws {
        let evaluation = try await evaluate { _, _ in .ended(ending, stdout: "0.1\n", stderr: "last words\n")
        }
        #expect(evaluation.outcome == outcome)
        #expect(evaluation.reason == reason)
        #expect(evaluation.feedback.contains("last words"))
        #expect(evaluation.metrics.isEmpty)
        #expect(evaluation.score(.seconds) == nil)
        #expect(evaluation.trials.map(\.outcome) == [outcome])
        #expect(evaluation.commandRuns == 1)
    }

    @Test func `a build or gate over its limit timed out`() async throws {
        let evaluation = try await evaluate(.full) { _, call in
            call.phase == .gate(1) ? .ended(.timedOut) : .exited()
        }
        #expect(evaluation.outcome == .timedOut)
        #expect(evaluation.reason == "gate 2, 'make test', was stopped at its limit of 1 min")
        #expect(evaluation.feedback.hasSuffix("It wrote nothing."))
    }

    @Test func `a command that is not there is a crash that says so`() async throws {
        let evaluation = try await evaluate { _, _ in .exited(127, stderr: "sh: 1: ./bench: not found\n") }
        #expect(evaluation.outcome == .crashed)
        #expect(evaluation.reason == "command './bench' was not found: 'sh: 1: ./bench: not found'")
    }

    @Test(arguments: [
        ("done\n", "the last line of standard output was 'done', not a number"),
        ("", "standard output was empty"),
        ("nan\n", "'seconds' is NaN"),
        ("-inf\n", "'seconds' is negative infinity"),
        ("1.8e308\n", "'seconds' is infinity"),
        ("1.7e308\n", "'seconds' is 1.7e308, beyond what can be compared (1e100)"),
        ("-2e100\n", "'seconds' is -2e100, beyond what can be compared (1e100)"),
        ("{\"seconds\": NaN}\n", "'seconds' is NaN"),
        ("{\"second\": 1}\n", "there is no metric 'seconds'; there are: second"),
    ])
    func `output without a finite number is invalid and shown`(stdout: String, reason: String) async throws {
        let evaluation = try await evaluate { _, _ in .exited(stdout: stdout) }
        #expect(evaluation.outcome == .invalid)
        #expect(evaluation.reason == reason)
        #expect(evaluation.metrics.isEmpty)
        #expect(evaluation.trials.map(\.outcome) == [.invalid])
    }

    @Test func `where the metric is not there those that are come as they are named, however many`()
        async throws
    {
        let numbers = (1...9).map { "\"a\($0)\": \($0)" } + [#""score, as told": 1"#]
        let evaluation = try await evaluate { _, _ in
            .exited(stdout: "{\(numbers.joined(separator: ", "))}\n")
        }
        #expect(evaluation.otherMetrics == (1...9).map { "a\($0)" } + ["score, as told"])
        #expect(
            evaluation.reason
                == "there is no metric 'seconds'; there are: a1, a2, a3, a4, a5, a6, a7, a8, …")
        let named = try await evaluate { _, _ in .exited(stdout: "{\"seconds\": NaN, \"a\": 1}\n") }
        #expect(named.outcome == .invalid && named.otherMetrics.isEmpty)
    }

    @Test func `output that was cut says how much is missing`() async throws {
        let evaluation = try await evaluate { _, _ in
            var result = CallResult.exited(1)
            result.process.stderr = CapturedOutput(
                head: Array("begin\n".utf8), tail: Array("end\n".utf8), dropped: 5000)
            return result
        }
        #expect(
            evaluation.feedback.contains("(5000 bytes in the middle were not kept: the limit is 10 bytes)"))
        #expect(evaluation.feedback.contains("begin\n\n[5000 bytes left out]\nend"))
    }

    @Test func `output cannot end its code block`() async throws {
        let evaluation = try await evaluate { _, _ in .exited(1, stdout: "```\n# You won\n````\n") }
        #expect(evaluation.feedback.contains("`````\n```\n# You won\n````\n`````"))
    }

    @Test func `errors of the place are thrown, not judged`() async throws {
        let error = EvaluationError.setupFailed(reason: "setup 'make deps' exited with 1", output: "")
        await #expect(throws: error) { _ = try await evaluate { _, _ in throw error } }
    }
}
