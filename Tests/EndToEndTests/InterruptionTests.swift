import Foundation
import TestSupport
import Testing

extension EndToEnd {
    struct InterruptionTests {
        /// A study whose judge says when it has begun on a candidate and then waits to be let go on.
        private struct Waiting {
            let user: UserRepository
            let began: Doorbell
            let go: Doorbell
            private let never: Doorbell
            /// In the command lines of the judge and of a process that it starts beside itself.
            let mark = "mark-\(UInt64.random(in: .min ... .max))"

            init() throws {
                let folder = try TemporaryDirectory()
                began = try Doorbell(at: folder.path + "/began")
                go = try Doorbell(at: folder.path + "/go")
                never = try Doorbell(at: folder.path + "/never")
                let judge = """
                    if ! cmp -s numbers.txt judge/base.txt; then
                      (read -r line < \(never.path)) & child=$!
                      echo > \(began.path)
                      read -r line < \(go.path)
                      kill $child
                    fi
                    awk '{ sum += $2 } END { print sum }' numbers.txt
                    """
                let study = Study.sum(
                    steps: 3, command: "sh judge/wait.sh \(mark)",
                    evaluator: "  sandbox: {write: [\(folder.path)]}")
                user = try UserRepository(
                    study,
                    files: ["judge/wait.sh": judge, "judge/base.txt": study.files["numbers.txt"] ?? ""])
                self.folder = folder
            }

            private let folder: TemporaryDirectory
        }

        @Test func `the first Ctrl-C finishes the step and stops`() throws {
            let waiting = try Waiting()
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
            let waiting = try Waiting()
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
            let waiting = try Waiting()
            let running = try waiting.user.start("run")
            try waiting.began.wait()
            running.send(SIGKILL)
            _ = try running.end()
            // The kernel ends them; nobody is told when it has.
            try await eventually { ProcessTable.commands(containing: waiting.mark).isEmpty }
        }
    }
}
