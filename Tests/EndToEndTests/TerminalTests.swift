import TestSupport
import Testing

extension EndToEnd {
    /// The program on a terminal of its own, made by `script`.
    @Suite(.needs("script")) struct TerminalTests {
        private static func onTerminal(_ command: String, _ user: UserRepository) throws -> String {
            var environment = HoneBinary.environment(home: user.surroundings)
            environment["TERM"] = "xterm-256color"
            let result = try TestProcess.run(
                ["script", "--quiet", "--return", "--command", "\(HoneBinary.path) \(command)", "/dev/null"],
                in: user.path,
                environment: environment)
            #expect(result.status == 0, "\(result.output)")
            return result.output
        }

        @Test func `a run on a terminal has a live line that is wiped at the end`() throws {
            let user = try UserRepository(.sum(steps: 3))
            let output = try Self.onTerminal("run", user)
            #expect(output.contains("\r\u{1B}[2K"))
            #expect(output.contains("step 2: "))
            #expect(output.contains("baseline 163"))
            #expect(output.contains("\u{1B}[32maccepted\u{1B}[0m"))
        }

        @Test func `a pipe gets no escape codes`() throws {
            let user = try UserRepository(.sum(steps: 3))
            #expect(!(try user.succeed("run")).contains("\u{1B}"))
            #expect(!(try user.succeed("log")).contains("\u{1B}"))
            #expect(try Self.onTerminal("log", user).contains("\u{1B}["))
        }
    }
}
