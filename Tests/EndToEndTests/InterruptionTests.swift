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

        @Test func `the second Ctrl-C stops now and leaves no process behind`() throws {
            let waiting = try WaitingStudy()
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

        @Test func `evaluators die with a hone that is killed`() async throws {
            let waiting = try WaitingStudy()
            let running = try waiting.user.start("run")
            try waiting.began.wait()
            running.send(SIGKILL)
            _ = try running.end()
            // The kernel ends them; nobody is told when it has.
            try await eventually { ProcessTable.commands(containing: waiting.mark).isEmpty }
        }
    }
}
