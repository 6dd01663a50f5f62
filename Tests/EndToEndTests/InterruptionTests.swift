import Foundation
import TestSupport
import Testing

extension EndToEnd {
    struct InterruptionTests {
        @Test func `the first Ctrl-C finishes the step and stops`() throws {
            let waiting = try WaitingStudy()
            let running = try waiting.user.start("run")
            try waiting.began.wait()
            running.send(SIGINT)
            try running.wait(for: "Ctrl-C again", in: .errors)
            waiting.go.ring()
            let end = try running.end()
            #expect(end.status == 0, "\(end.errors)")
            #expect(end.output.contains("hone run --resume sum-1"))
            #expect(try waiting.user.steps().map(\.step) == [0, 1])
            try waiting.user.repository.requireSound()
        }

        @Test(arguments: ["auto", "off"])
        func `the second Ctrl-C stops now and leaves no process behind`(sandbox: String) throws {
            let waiting = try WaitingStudy(sandbox: sandbox)
            let running = try waiting.user.start("run")
            try waiting.began.wait()
            #expect(ProcessTable.commands(containing: waiting.mark).count > 1)
            running.send(SIGINT)
            try running.wait(for: "Ctrl-C again", in: .errors)
            running.send(SIGINT)
            let end = try running.end()
            #expect(end.status == 130, "\(end.errors)")
            #expect(end.errors.contains("Hint: Go on with `hone run --resume`"))
            #expect(ProcessTable.commands(containing: waiting.mark) == [])
            #expect(try waiting.user.steps().map(\.step) == [0])
        }

        @Test(arguments: ["auto", "off"])
        func `evaluators and their daemons die with a hone that is killed`(sandbox: String) async throws {
            let waiting = try WaitingStudy(sandbox: sandbox)
            let running = try waiting.user.start("run")
            try waiting.began.wait()
            running.send(SIGKILL)
            _ = try running.end()
            // Their keepers end them; nobody is told when they have.
            try await eventually { ProcessTable.commands(containing: waiting.mark).isEmpty }
        }

        @Test func `no command of a study leaves a daemon behind`() throws {
            let mark = "mark-\(UInt64.random(in: .min ... .max))"
            let folder = try TemporaryDirectory()
            let daemon =
                "setsid env -i sh -c 'trap \"\" TERM; kill -STOP $$' \(mark) & echo $1 >> \(folder.path)/ran\n"
            let study = Study.sum(
                steps: 1, command: "sh judge/daemon.sh command; sh judge/sum.sh",
                evaluator: """
                      sandbox: {mode: off}
                      setup: sh judge/daemon.sh setup
                      build: sh judge/daemon.sh build
                      gates: [sh judge/daemon.sh gate]
                    """,
                proposer: "kind: agent, command: 'sh judge/daemon.sh agent; sed -i s/40/5/ numbers.txt'")
            let user = try UserRepository(study, files: ["judge/daemon.sh": daemon])
            try user.succeed("run")
            #expect(try user.steps().last?.verdict == "accepted")
            let ran = Set(try folder.read("ran").split(separator: "\n"))
            #expect(ran == ["agent", "setup", "build", "gate", "command"])
            #expect(ProcessTable.commands(containing: mark) == [])
        }
    }
}
