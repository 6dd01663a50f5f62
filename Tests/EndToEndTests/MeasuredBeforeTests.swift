import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What was measured before of the same files is not run again.
    struct MeasuredBeforeTests {
        @Test func `a second run takes up what the first measured, and is the same run`() throws {
            let user = try UserRepository(.sum(steps: 12))
            #expect(try user.succeed("check").contains("measured before of the same files"))
            let first = try user.succeed("run")
            try user.succeed("run")
            #expect(try user.history("sum-2") == user.history("sum-1"))
            let runs = try user.runs()
            #expect(runs.map(\.spent.trials) == [runs[0].spent.trials, runs[0].spent.trials])
            let scored = try user.steps("sum-1").count { $0.outcome == "scored" }
            #expect(runs.map(\.spent.cached) == [nil, scored])
            #expect(!first.contains("measured before"))
            #expect(try user.succeed("status").contains("\(scored) evaluations taken from what was measured"))
            #expect(
                try user.succeed("show", "sum-2:1").contains(
                    "1 evaluation taken from what was measured before"))
            let page: ShownStep = try decode(user.succeed("show", "sum-2:0", "--json"))
            let evaluation = try #require(page.evaluations.first)
            #expect(evaluation.source == "cached")
            let event = try user.repository.git("log", "-1", "--format=%B", #require(evaluation.from))
            #expect(event.contains("step 0") && event.contains("Hone-Run: sum-1\n"))
        }

        private struct ShownStep: Decodable {
            struct Evaluation: Decodable {
                let source: String
                let from: String?
            }
            let evaluations: [Evaluation]
        }

        @Test func `with the cache off, or deleted, everything is run, to the same end`() throws {
            let user = try UserRepository(.sum(steps: 6))
            try user.succeed("run")
            try FileManager.default.removeItem(atPath: user.path + "/.git/hone/measured")
            try user.succeed("run")
            try user.repository.write(
                Study.sum(steps: 6, evaluator: "  cache: false").text, to: "hone.yaml")
            try user.succeed("run")
            #expect(try user.runs().map(\.spent.cached) == [nil, nil, nil])
            #expect(try user.history("sum-3") == user.history("sum-1"))
        }

        @Test func `another evaluator, and another seed, measure anew`() throws {
            let user = try UserRepository(.sum(steps: 3))
            try user.succeed("check")
            try user.succeed("run")
            try user.succeed("run", "--seed", "2")
            try user.repository.write(
                (Study.sum().files["judge/sum.sh"] ?? "") + "# changed\n", to: "judge/sum.sh")
            try user.succeed("run")
            #expect(try user.runs().map(\.spent.cached) == [nil, nil, nil])
        }
    }
}
