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

        @Test func `what others wrote does nothing to the terminal, in a pipe and in a commit`() throws {
            let user = try UserRepository(.sum(proposer: "kind: external"))
            try user.succeed("ask", "--new")
            let nasty = "\\u001b[2J\\u001b]0;title\\u0007wipe\\u202e\\u009b2K"
            try user.succeed(
                "tell",
                input: #"{"changes": [{"path": "numbers.txt", "content": "\u001b[2Japples 3\n"}], "#
                    + "\"summary\": \"\(nasty)\", \"rationale\": \"\(nasty)\"}")
            try user.succeed("review", "sum-1:1", "--approve", "-m", "fine\u{1B}]52;c;aGk=\u{7}")
            let commands = [
                "log", "status", "show sum-1:1", "review sum-1:1", "log --json", "land --body sum-1:1",
            ]
            for command in commands {
                let piped = try user.succeed(command.split(separator: " ").map(String.init))
                let shown = try Self.onTerminal(command, user)
                for (text, place) in [(piped, "pipe"), (shown, "terminal")] {
                    let styled = text.replacing(/\u{1B}\[(?:0|1|2|31|32|33|36)m/, with: "")
                    let hidden = styled.unicodeScalars.filter {
                        $0.value < 32 && !["\n", "\r", "\t"].contains($0) || (0x7F...0x9F).contains($0.value)
                            || (0x202A...0x202E).contains($0.value)
                    }
                    #expect(hidden.isEmpty, "\(command) in a \(place): \(hidden.map(\.value))")
                    #expect(
                        command.hasSuffix("--json") || !styled.contains("title"), "\(command) in a \(place)")
                }
            }
            let message = try user.repository.git("log", "-1", "--format=%B", "hone/sum-1/a")
            #expect(message.hasPrefix("wipe"))
            #expect(!message.contains("\u{1B}") && !message.contains("\u{202E}"))
        }
    }
}
