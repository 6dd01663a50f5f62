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
