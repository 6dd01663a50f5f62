import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The program on a terminal of its own, made by `script`.
    @Suite(.needs("script")) struct TerminalTests {
        private static func onTerminal(
            _ command: String, _ user: UserRepository, pager: String? = "cat"
        ) throws -> String {
            var environment = HoneBinary.environment(home: user.surroundings)
            environment["TERM"] = "xterm-256color"
            environment["PAGER"] = pager
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

        @Test(arguments: [
            "log", "log --graph", "log --plot", "show sum-1:best", "diff sum-1:best", "review",
            "review sum-1:best",
        ])
        func `what may be long goes through the pager that git would take, and to a pipe as it is`(
            _ command: String
        )
            throws
        {
            let user = try UserRepository(.sum(steps: 3))
            try user.succeed("run")
            let paged = try Self.onTerminal(command, user, pager: "sed 's/^/paged:/'")
            #expect(paged.hasPrefix("paged:"), "\(paged)")
            try user.repository.git("config", "core.pager", "sed 's/^/configured:/'")
            let configured = try Self.onTerminal(command, user, pager: "sed 's/^/paged:/'")
            #expect(configured.hasPrefix("configured:"))
            #expect(!(try user.succeed(command.split(separator: " ").map(String.init))).contains("paged:"))
        }

        @Test func `the end of a run rings, and tells the command of --notify what came of it`() throws {
            let user = try UserRepository(.sum(steps: 3))
            let told = user.surroundings + "/told"
            try user.repository.write(
                "echo \"$HONE_RUN, $HONE_RESULT, $HONE_SUMMARY\" >>'\(told)'\n", to: "../tell.sh")
            let command = "sh \(user.surroundings)/tell.sh"
            #expect(try Self.onTerminal("run --notify '\(command)'", user).contains("\u{7}"))
            try user.succeed("run", "--resume", "--steps", "4", "--notify", command)
            #expect(try user.hone("run", "--resume", "nosuch-1", "--notify", command).status == 1)
            let lines = try String(contentsOfFile: told, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[0].hasPrefix("sum-1, confirmed, sum-1:"))
            #expect(lines[0].contains(" is better than the base by +"))
            #expect(lines[1].hasPrefix("sum-1, confirmed, "))
            #expect(lines[2].hasPrefix(", failed, There is no run named 'nosuch-1'"))
            let noted = try user.hone("run", "--resume", "--steps", "5", "--notify", "exit 3")
            #expect(noted.status == 0 && noted.errors.contains("the command of --notify exited with 3"))
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
