import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The program that drives a run from outside.
    struct ClimbTests {
        private static let program = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "templates/ask-tell/climb.py").path

        @Test(.needs("python3")) func `forty lines of Python climb with ask and tell alone`() throws {
            let user = try UserRepository(.sum(steps: 6, proposer: "kind: external"))
            var environment = HoneBinary.environment(home: user.surroundings)
            environment["HONE"] = HoneBinary.path
            let result = try TestProcess.run(
                ["python3", Self.program, "6"], in: user.path, environment: environment)
            try #require(result.status == 0, "\(result.errors)")
            #expect(result.output.split(separator: "\n").count == 6)
            let steps = try user.steps()
            #expect(steps.count == 7)
            #expect(steps.contains { $0.verdict == "accepted" && $0.step > 0 })
            #expect(steps.last?.summary.hasPrefix("change ") == true)
            #expect(result.errors.contains("Ended: the budget of steps is spent\n"))
            try user.repository.requireSound()
        }
    }
}
