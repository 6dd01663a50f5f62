import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A script as the agent, in a slot of its own.
    struct AgentTests {
        private static func study(_ command: String, steps: Int = 1) -> Study {
            .sum(steps: steps, proposer: "kind: agent, command: '\(command)'")
        }

        @Test func `what an agent leaves in its slot is the candidate`() throws {
            let user = try UserRepository(Self.study(#"sed -i "s/apples 40/apples 5/" numbers.txt"#))
            try user.succeed("run")
            let step = try #require(try user.steps().last)
            #expect(step.verdict == "accepted")
            #expect(step.score == 128)
            #expect(try user.repository.git("show", "hone/sum-1/best:numbers.txt").hasPrefix("apples 5\n"))
            #expect(
                try user.repository.git("log", "-1", "--format=%B", "hone/sum-1/best").contains(
                    "Hone-Proposer: agent"))
        }

        @Test func `whatever is recorded of a step is printed byte by byte, by its name`() throws {
            let user = try UserRepository(
                .sum(
                    steps: 1,
                    proposer:
                        #"kind: agent, command: 'printf "\377\033[31m" >&2; sed -i "s/apples 40/apples 5/" numbers.txt'"#
                ))
            try user.succeed("run")
            let shown = try user.succeed("show", "sum-1:1")
            let names = try #require(shown.split(separator: "\n").first { $0.hasPrefix("recorded:") })
                .dropFirst("recorded:".count).split(separator: ",").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            #expect(names.contains("agent.stderr") || names.contains { $0.hasSuffix("stderr") })
            for name in names { _ = try user.succeed("show", "sum-1:1", "--file", name) }
            let file = try #require(names.first { $0.hasSuffix("stderr") })
            let page = user.surroundings + "/stderr"
            let printed = try TestProcess.run(
                ["sh", "-c", "'\(HoneBinary.path)' show sum-1:1 --file '\(file)' >'\(page)'"], in: user.path,
                environment: HoneBinary.environment(home: user.surroundings))
            #expect(printed.status == 0)
            #expect(try Data(contentsOf: URL(filePath: page)).starts(with: [0xff, 0x1b, 0x5b]))
            let wrong = try user.hone("show", "sum-1:1", "--file", "../../config")
            #expect(wrong.status == 1 && wrong.errors.contains("sum-1:1 has no '../../config'"))
        }

        @Test func `an agent sees the evidence, which is kept as it was shown`() throws {
            let user = try UserRepository(
                Self.study(#"grep -q 163 "$HONE_EVIDENCE" && sed -i "s/figs 13/figs 3/" numbers.txt"#))
            try user.succeed("run")
            #expect(try user.steps().last?.score == 153)
            #expect(try user.succeed("show", "sum-1:1", "--evidence").contains("163"))
        }

        @Test func `a change outside the scope is refused, whatever else was changed`() throws {
            let study = Self.study(#"sed -i "s/apples 40/apples 5/" numbers.txt; echo mine >> readme.txt"#)
            let user = try UserRepository(study, files: ["readme.txt": "read me\n"])
            try user.succeed("run")
            let step = try #require(try user.steps().last)
            #expect(step.outcome == "refused")
            #expect(step.candidate == nil)
            #expect(step.reason?.contains("readme.txt") == true)
            #expect(
                try user.repository.git("for-each-ref", "--contains", "main", "refs/heads/hone/sum-1/b") == ""
            )
        }

        @Test func `an agent finds no way to the user's repository`() throws {
            let user = try UserRepository(
                Self.study(
                    #"git log --all --format=%s > numbers.txt; git remote -v >> numbers.txt; pwd >> numbers.txt"#
                )
            )
            try user.repository.commit("a secret of the user")
            try user.succeed("run")
            let numbers = try user.repository.git(
                "show", "\(try #require(try user.steps().last?.candidate)):numbers.txt")
            #expect(!numbers.contains("secret"))
            #expect(!numbers.contains(user.path))
        }
    }
}
