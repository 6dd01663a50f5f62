import Dispatch
import Foundation
import StudyModel
import TestSupport
import Testing
import Workspaces

@testable import Evaluation

/// Real evaluators in real slots, in the sandbox where there is one.
@Suite(.ownThread)
struct LocalExecutorTests {
    private func settings(_ command: String, _ change: (inout EvaluatorSettings) -> Void = { _ in })
        -> EvaluatorSettings
    {
        EvaluatorSettings(command: .shell(command), measure: MeasureSettings(repeats: 1)).with(change)
    }

    @Test func `a script's last line is the candidate's score`() async throws {
        let bench = try Bench(["value": "3\n"], settings: settings("echo measuring; cat value"))
        let better = try bench.candidate(["value": "2\n"])
        #expect(try await bench.evaluate(bench.base)[0].score(.seconds) == 3)
        #expect(try await bench.evaluate(better)[0].score(.seconds) == 2)
    }

    @Test func `a C program is built, and what the compiler says is feedback`() async throws {
        let bench = try Bench(
            ["main.c": "#include <stdio.h>\nint main(void) { puts(\"4\"); }\n"],
            settings: settings("./main") { $0.build = .shell("clang -o main main.c") })
        let broken = try bench.candidate(["main.c": "#include <stdio.h>\nint main(void) { puts(\"4\") }\n"])
        #expect(try await bench.evaluate(bench.base)[0].score(.seconds) == 4)
        let evaluation = try await bench.evaluate(broken)[0]
        #expect(evaluation.outcome == .buildFailed)
        #expect(evaluation.reason == "build 'clang -o main main.c' exited with 1")
        #expect(
            evaluation.feedback.contains(
                "First errors:\n\n```\nmain.c:2:27: error: expected ';' after expression\n```"))
        #expect(evaluation.attachments.map(\.path) == ["stderr"])
    }

    @Test func `the contract's variables are there, and files go both ways`() async throws {
        let script = """
            test -n "$HOME" && test "$HOME" != "$OLD_HOME" && test -z "$UNNAMED" && test "$NAMED" = s3cret || exit 9
            test -f "$HONE_EXAMPLES" && test -d "$HONE_TRACES" || exit 8
            sed 's/.*"id": "\\([^"]*\\)".*/{"id": "\\1", "score": 1, "feedback": "'"$HONE_SPLIT $HONE_SEED $HONE_CANDIDATE"'"}/' \
                "$HONE_EXAMPLES" > "$HONE_RESULTS"
            echo '{"step": 1}' > "$HONE_TRACES/x.$HONE_REPEAT.jsonl"
            """
        let bench = try Bench(
            ["a": "1"], settings: settings(script) { $0.secrets = ["NAMED"] },
            examples: ["x", "y"].map { Example(id: $0, json: #"{"id": "\#($0)"}"#, split: .train) },
            environment: ["NAMED": "s3cret", "UNNAMED": "key", "OLD_HOME": NSHomeDirectory()])
        let evaluation = try await bench.evaluate(bench.base)[0]
        #expect(evaluation.reason == nil)
        let trial = try #require(evaluation.trials.first)
        #expect(trial.feedback == "train \(trial.seed) \(bench.base.commit)")
        #expect(trial.trace == "traces/x.0.jsonl")
        #expect(evaluation.attachments.last == Attachment(path: "traces/x.0.jsonl", text: "{\"step\": 1}\n"))
        #expect(evaluation.trials.map(\.example) == ["x", "y"])
    }

    @Test func `hidden files are absent from the build and there for gate and command`() async throws {
        let bench = try Bench(
            ["a": "1"], evaluatorFiles: ["bench/score": "7\n", "bench/run": "x"],
            settings: settings("cat bench/score") {
                $0.files = ["bench/**"]
                $0.hidden = ["bench/score"]
                $0.build = .shell("test ! -e bench/score && test -e bench/run")
                $0.gates = [.shell("test -e bench/score")]
            })
        let evaluations = try await [bench.evaluate(bench.base), bench.evaluate(bench.base)].flatMap { $0 }
        #expect(evaluations.map(\.reason) == [nil, nil])
        #expect(evaluations.map { $0.score(.seconds) } == [7, 7])
    }

    @Test(arguments: [
        "echo 'echo 0' > bench/run", "rm bench/run; echo 'echo 0' > bench/run",
        "mv bench b; mkdir bench; echo 'echo 0' > bench/run",
        "rm -r bench; mkdir b; echo 'echo 0' > b/run; ln -s b bench",
        "echo 'echo 0' > x; ln -sf ../x bench/run", "rm -r bench; touch bench",
        "touch -r bench/run t; echo 'echo 0' > bench/run; touch -r t bench/run", "chmod 000 bench/run bench",
    ])
    func `each command finds the evaluator's files as they were laid, whatever an earlier one did to them`(
        build: String
    ) async throws {
        let bench = try Bench(
            ["a": "1"], evaluatorFiles: ["bench/run": "echo 7\n"],
            settings: settings("sh bench/run; \(build)") {
                $0.files = ["bench/**"]
                $0.build = .shell(build)
                $0.gates = [.shell("grep -q 7 bench/run; r=$?; \(build); exit $r")]
            })
        let evaluation = try await bench.evaluate(bench.base, repeats: 2)[0]
        #expect(evaluation.reason == nil)
        #expect(evaluation.trials.map { $0.metrics["seconds"] } == [7, 7])
    }

    @Test func `parent and candidate run in turn, each in its own slot`() async throws {
        let bench = try Bench(
            ["name": "a\n"],
            settings: settings("read n < name; echo $n >> \"$OUTSIDE/log\"; test -e built || exit 1; echo 1")
            {
                $0.build = .shell("touch built")
                $0.secrets = ["OUTSIDE"]
                $0.measure.exclusive = true
            })
        let other = try bench.candidate(["name": "b\n"])
        let evaluations = try await bench.evaluate(bench.base, other, repeats: 3)
        #expect(evaluations.map(\.outcome) == [.scored, .scored])
        let log = try bench.outsideText("log").split(separator: "\n")
        #expect(log.count == 6)
        #expect(stride(from: 0, to: 6, by: 2).allSatisfy { Set(log[$0...($0 + 1)]) == ["a", "b"] })
    }

    @Test func `setup runs once a slot, on the base, and what it left is kept`() async throws {
        let bench = try Bench(
            ["name": "base\n"],
            settings: settings("cat deps/n") {
                $0.setup = .shell("mkdir -p deps; echo 5 > deps/n; cp name deps/name")
                $0.gates = [.shell("grep -q base deps/name && grep -q other name && echo 6 > deps/n")]
                $0.keep = KeepSettings(paths: ["deps"], policy: .fresh)
            })
        let other = try bench.candidate(["name": "other\n"])
        #expect(try await bench.evaluate(other)[0].score(.seconds) == 6)
        let gateless = try await bench.evaluate(bench.base)[0]
        #expect(gateless.outcome == .gateFailed)
        #expect(try await bench.evaluate(other, slots: .clean)[0].score(.seconds) == 6)
    }

    @Test func `a failing setup stops the run and shows its output`() async throws {
        let bench = try Bench(
            ["a": "1"], settings: settings("echo 1") { $0.setup = .shell("echo no network; exit 3") })
        let error = EvaluationError.setupFailed(
            reason: "setup 'echo no network; exit 3' exited with 3", output: "no network")
        await #expect(throws: error) { try await bench.evaluate(bench.base) }
    }

    @Test func `a command may leave its folders as it likes`() async throws {
        let script = """
            echo '{"score": 1}' > "$HONE_RESULTS"; mkdir -p "$HONE_TRACES/$(printf '\\377')/a" "$HOME/b"
            chmod 0 "$HONE_TRACES"/* "$HONE_TRACES" "$HOME/b" "$HOME" "${HONE_RESULTS%/*}"
            chmod 500 "${HONE_RESULTS%/*/*}"
            """
        let bench = try Bench(["a": "1"], settings: settings(script) { $0.measure.repeats = 2 })
        let outcomes = try await bench.evaluate(bench.base).map(\.outcome)
        // Only the superuser may read what is in a folder of mode 0.
        #expect(outcomes == [getuid() == 0 ? .scored : .invalid])
        #expect(try await bench.evaluate(bench.base).map(\.outcome) == outcomes)
    }

    @Test(arguments: [SandboxSettings.Mode.auto, .off])
    func `a command over its limit is stopped with what it started`(mode: SandboxSettings.Mode) async throws {
        let script = "(sleep 600; echo late > \"$0.late\") & echo $! ; sleep 600"
        let bench = try Bench(
            ["a": "1"],
            settings: settings(script) {
                $0.command.timeout = .milliseconds(300)
                $0.sandbox.mode = mode
            })
        let start = ContinuousClock.now
        let evaluation = try await bench.evaluate(bench.base)[0]
        #expect(evaluation.outcome == .timedOut)
        #expect(evaluation.reason?.hasSuffix("was stopped at its limit of 0.3 s") == true)
        #expect(ContinuousClock.now - start < .seconds(120))
    }

    @Test(arguments: [SandboxSettings.Mode.auto, .off])
    func `a grandchild that outlives its command is not waited for`(mode: SandboxSettings.Mode) async throws {
        let bench = try Bench(["a": "1"], settings: settings("sleep 600 & echo 2") { $0.sandbox.mode = mode })
        let start = ContinuousClock.now
        #expect(try await bench.evaluate(bench.base)[0].score(.seconds) == 2)
        #expect(ContinuousClock.now - start < .seconds(120))
    }

    @Test(arguments: [SandboxSettings.Mode.auto, .off])
    func `a signal is named and results of before it are kept`(mode: SandboxSettings.Mode) async throws {
        let script = "echo '{\"id\": \"x\", \"score\": 1}' > \"$HONE_RESULTS\"; kill -SEGV $$"
        let bench = try Bench(
            ["a": "1"], settings: settings(script) { $0.sandbox.mode = mode },
            examples: ["x", "y"].map { Example(id: $0, json: "{}", split: .train) })
        let evaluation = try await bench.evaluate(bench.base)[0]
        #expect(evaluation.outcome == .crashed)
        #expect(evaluation.reason?.hasSuffix("was killed by SIGSEGV (segmentation fault)") == true)
        #expect(evaluation.trials.map(\.outcome) == [.scored, .crashed])
    }

    @Test func `a cancelled evaluation ends its command and gives its slot back`() async throws {
        let script =
            "read n < value; if test $n = 0; then echo > \"$OUTSIDE/started\"; sleep 600; fi; echo $n"
        let bench = try Bench(["value": "0\n"], settings: settings(script) { $0.secrets = ["OUTSIDE"] })
        let other = try bench.candidate(["value": "8\n"])
        let pipe = bench.outside + "/started"
        mkfifo(pipe, 0o600)
        let start = ContinuousClock.now
        let evaluator = try await bench.evaluator()
        let sitting = Sitting(candidates: [bench.base], repeats: 1, seed: 1)
        let task = Task { try await evaluator.evaluate(sitting) }
        await withCheckedContinuation { continuation in
            // Opening the pipe waits for the command to open its other end.
            DispatchQueue(label: "pipe").async {
                close(open(pipe, O_RDONLY))
                continuation.resume()
            }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(try await bench.evaluate(other)[0].score(.seconds) == 8)
        #expect(ContinuousClock.now - start < .seconds(240))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: bench.slots).filter {
                $0.contains("evaluation")
            } == ["evaluation-0"])
    }

    @Test func `memory over the limit is an outcome of its own`() async throws {
        let program = """
            #include <stdlib.h>
            #include <stdio.h>
            int main(void) { if (!malloc(1 << 30)) { fputs("Cannot allocate memory\\n", stderr); return 1; } puts("1"); }
            """
        let bench = try Bench(
            ["main.c": program],
            settings: settings("./main") {
                $0.build = .shell("clang -O0 -o main main.c")
                $0.sandbox.memory = 400 << 20
            })
        let evaluation = try await bench.evaluate(bench.base)[0]
        #expect(evaluation.outcome == .outOfMemory)
    }

    @Test(arguments: [CommandLine.shell("./nothere"), .direct(["nothere", "--fast"])])
    func `a command that is not there is named`(command: CommandLine) async throws {
        let bench = try Bench(["a": "1"], settings: settings("") { $0.command.run = command })
        let evaluation = try await bench.evaluate(bench.base)[0]
        #expect(evaluation.outcome == .crashed)
        #expect(evaluation.reason?.contains("was not found: '") == true)
        #expect(evaluation.commandRuns == 1)
    }

    @Test func `endless output is kept to a megabyte and that is said`() async throws {
        let bench = try Bench(
            ["a": "1"], settings: settings("head -c 5000000 /dev/zero | tr '\\0' x; echo; exit 1"))
        let evaluation = try await bench.evaluate(bench.base)[0]
        #expect(evaluation.feedback.contains("bytes in the middle were not kept: the limit is 1048576 bytes"))
        #expect(evaluation.attachments.allSatisfy { $0.bytes.count < (1 << 20) + 100 })
    }

    @Test func `what an evaluation leaves is gone from the next`() async throws {
        let bench = try Bench(
            ["a": "1\n"], settings: settings("test ! -e left && cat a; touch left; echo 9 > a"))
        let scores = [try await bench.evaluate(bench.base), try await bench.evaluate(bench.base)]
        #expect(scores.map { $0[0].score(.seconds) } == [1, 1])
    }
}
