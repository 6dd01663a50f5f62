import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Figures by two evaluators are never taken for figures by one.
    struct EvaluatorIdentityTests {
        /// A study whose evaluator multiplies by what an input has.
        private static func repository() throws -> UserRepository {
            let user = try UserRepository()
            let data = user.surroundings + "/data"
            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
            let study = Study.sum(
                steps: 1,
                command:
                    "read f < data/factor; awk -v f=$f \"{ s += \\$2 * f } END { print s }\" numbers.txt",
                evaluator: "  inputs: [{from: \(data), to: data}]")
            try user.repository.commit("Start", files: study.allFiles)
            try set("7", in: user)
            return user
        }

        private static func set(_ factor: String, in user: UserRepository) throws {
            try factor.appending("\n").write(
                toFile: user.surroundings + "/data/factor", atomically: true, encoding: .utf8)
        }

        @Test func `a resumed run measures its parent anew where an input changed`() throws {
            let user = try Self.repository()
            try user.succeed("run")
            try Self.set("1", in: user)
            let result = try user.hone("run", "--resume", "--steps", "6")
            #expect(
                result.errors.contains("Note: The evaluator's inputs changed since the run was last judged"))
            let steps = try user.steps()
            #expect(steps[0].score == 1141)
            for step in steps where step.step > 1 {
                let score = try #require(step.score)
                #expect(step.verdict != "accepted" || score <= 163, "\(step.name) is worse than the base")
            }
            #expect(try user.succeed("log", "--operations").contains("another evaluator: inputs changed"))
            let before = try user.history()
            let again = try user.hone("run", "--resume", "--steps", "7")
            #expect(!again.errors.contains("The evaluator's inputs"))
            #expect(try user.history().count == before.count + 1)
            #expect(try user.succeed("log").contains("1141 by another evaluator"))
        }

        @Test func `candidates that were judged by two evaluators are compared by force alone`() throws {
            let user = try Self.repository()
            try user.succeed("run")
            try Self.set("1", in: user)
            try user.succeed("run")
            let result = try user.hone("compare", "sum-1:0", "sum-2:0")
            #expect(result.status == 1)
            #expect(
                result.errors.hasPrefix(
                    "Error: 'sum-1:0' and 'sum-2:0' were not judged alike\nCaused by: their evaluators differ: inputs\n"
                ))
            #expect(try user.succeed("compare", "sum-1:0", "sum-2:0", "--force").contains("sum: 1141 -> 163"))
        }

        @Test func `a command that is written in the study file is a part of the evaluator`() throws {
            func study(_ term: String) -> Study {
                .sum(steps: 1, command: "awk \"{ s += \(term) } END { print s }\" numbers.txt")
            }
            let user = try UserRepository(study("\\$2"))
            try user.succeed("run")
            try user.repository.write(study("\\$2 * \\$2").text, to: "hone.yaml")
            try user.succeed("run")
            #expect(
                try user.hone("compare", "sum-1:0", "sum-2:0").errors.contains(
                    "their evaluators differ: command"))
            let bodies = try ["sum-1", "sum-2"].map {
                try user.succeed("land", "\($0):1", "--body", "--force")
            }
            let evaluators = try bodies.map { try #require($0.firstMatch(of: /evaluator (sha256:\w+)/)?.1) }
            #expect(evaluators[0] != evaluators[1])
            // That is the digest of nothing.
            #expect(!evaluators.contains { $0.hasPrefix("sha256:e3b0c442") })
        }

        @Test func `reducing and forking look at the evaluator too`() throws {
            let user = try Self.repository()
            try user.succeed("run", "--steps", "6")
            try Self.set("1", in: user)
            #expect(try user.succeed("fork", "sum-1:best").contains("Note: The evaluator's inputs changed"))
            #expect(try !user.succeed("fork", "sum-1:best").contains("Note: The evaluator's"))
            try FileManager.default.removeItem(atPath: user.surroundings + "/data")
            #expect(try user.hone("fork", "sum-1:best").status == 0)
            let result = try user.hone("run", "--resume", "--steps", "9")
            #expect(result.status == 1 && result.errors.contains("/data"))
        }
    }
}
