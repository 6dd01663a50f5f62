import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The file that tells a coding agent of hone.
    struct AgentSkillTests {
        private static let paths = [
            ("claude-code", ".claude/skills/hone/SKILL.md"), ("codex", ".agents/skills/hone/SKILL.md"),
            ("cursor", ".cursor/rules/hone.mdc"),
        ]

        @Test(arguments: paths)
        func `it lies where the agent looks, is short, and goes away with its folders`(
            agent: String, path: String
        ) throws {
            let user = try UserRepository(.sum(steps: 1))
            #expect(try user.succeed("hooks", "install", "--agent", agent).contains("Wrote '\(path)'"))
            let text = try user.repository.read(path)
            #expect(text.utf8.count < 5000)
            let head = try #require(text.firstMatch(of: /---\n(.*?)---\n/.dotMatchesNewlines())?.1)
            let fields = head.split(separator: "\n").compactMap {
                $0.split(separator: ":").first.map(String.init)
            }
            #expect(
                fields
                    == (agent == "cursor"
                        ? ["description", "globs", "alwaysApply"] : ["name", "description"]))
            // What follows a colon would be a mapping of its own.
            let description = try #require(
                head.split(separator: "\n").first { $0.hasPrefix("description: ") })
            #expect(!description.dropFirst("description: ".count).contains(": "))
            // Again is no harm.
            try user.succeed("hooks", "install", "--agent", agent)
            #expect(try user.repository.git("status", "--porcelain").split(separator: "\n").count == 1)
            try user.succeed("hooks", "uninstall", "--agent", agent)
            #expect(try user.repository.git("status", "--porcelain") == "")
            #expect(!FileManager.default.fileExists(atPath: user.path + "/" + path.split(separator: "/")[0]))
        }

        @Test func `another's file stays as it is`() throws {
            let user = try UserRepository(.sum(steps: 1))
            try user.repository.write("mine\n", to: ".cursor/rules/hone.mdc")
            for verb in ["install", "uninstall"] {
                let result = try user.hone("hooks", verb, "--agent", "cursor")
                #expect(result.status == 1 && result.errors.contains("is not one that hone wrote"))
            }
            #expect(try user.repository.read(".cursor/rules/hone.mdc") == "mine\n")
        }
    }
}
