import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Studies whose metric is no mean over examples.
    @Suite(.needs("python3")) struct AggregateTests {
        /// The third of ten is right by chance; the rule that an agent writes is right on nine of ten.
        private static let judge = """
            import json, os
            rule = open("rule.txt").read().strip()
            with open(os.environ["HONE_RESULTS"], "w") as results:
                for line in open(os.environ["HONE_EXAMPLES"]):
                    case = json.loads(line)
                    said = case["hint"] if rule == "hint" else case["n"] % 3 == 0
                    columns = {"prediction": int(said), "truth": case["truth"]}
                    results.write(json.dumps({"id": case["id"], "metrics": columns}) + "\\n")
            """

        private static let cases = (0..<120).map { number in
            let truth = number % 5 < 2 ? 1 : 0
            let hint = number % 10 == 9 ? 1 - truth : truth
            return #"{"id": "c\#(number)", "n": \#(number), "truth": \#(truth), "hint": \#(hint)}"#
        }

        private static func user(accept: String = "always", cases: [String] = cases) throws -> UserRepository
        {
            let text = """
                version: 1
                study: who
                instructions: Say who.
                artifact: {editable: [rule.txt]}
                evaluator: {files: [judge.py], command: python3 judge.py, deterministic: true, sandbox: {mode: off}}
                objective: {metric: f1, direction: maximize, aggregate: "f1(prediction, truth)"}
                examples: {file: cases.jsonl, order: dataset, split: {train: 40, validation: 40, test: rest}}
                search: {accept: {on: train, rule: \(accept)}, select: validation}
                proposer: {kind: agent, command: 'if [ "$HONE_STEP" = 1 ]; then echo hint > rule.txt; else echo other > rule.txt; fi'}
                budget: {steps: 2}

                """
            return try UserRepository(
                Study(
                    text: text,
                    files: [
                        "rule.txt": "thirds\n", "judge.py": judge,
                        "cases.jsonl": cases.joined(separator: "\n"),
                    ]))
        }

        @Test func `a run begins where the first example alone has no F1`() throws {
            let user = try Self.user(cases: Self.cases.reversed())
            #expect(try user.succeed("run").contains("1 is better than the base"))
        }

        private struct Look: Decodable {
            let score: Double
            let interval: [Double]
            let resolution: Double?
            let metrics: [Metric]

            struct Metric: Decodable {
                let metric: String
                let value: Double
                let reference: Double
                let gain: Gain
            }

            struct Gain: Decodable {
                let estimate: Double
                let interval: [Double]
                let p: Double
                let n: Int
            }
        }

        @Test(arguments: ["always", "better"])
        func `F1 is one figure over all rows, selects, is claimed and tested with an interval`(accept: String)
            throws
        {
            let user = try Self.user(accept: accept)
            let said = try user.succeed("run")
            #expect(said.contains("1 is better than the base by +0.5"))
            let steps = try user.steps()
            // Of 40 the truth is 16, hints say 16 and hit 14 or so; worked out by hand from the rule of the cases.
            let hits = 40 / 10 * 4
            let f1 = 2 * Double(hits) / Double(2 * hits + 4 + 0)
            #expect(abs(try #require(steps[1].value(on: "validation")) - f1) < 1e-9)
            #expect(steps[1].best == true && steps[1].verdict == "accepted")
            let look: Look = try decode(user.succeed("test", "--json"))
            #expect(abs(look.score - f1) < 1e-9 && look.resolution == nil)
            #expect(look.interval[0] < f1 && f1 < look.interval[1] && look.interval[1] <= 1)
            #expect(try user.succeed("check").contains("`hone test` (look 2 at the same): 40 test examples"))
            let gain = look.metrics[0].gain
            #expect(look.metrics[0].metric == "f1" && gain.n == 40 && gain.p < 0.001)
            #expect(abs(gain.estimate - (look.metrics[0].value - look.metrics[0].reference)) < 1e-9)
            #expect(0 < gain.interval[0] && gain.interval[0] < gain.estimate)
            #expect(gain.estimate < gain.interval[1])
        }

        @Test func `the rows are kept by column, and the proposer sees them`() throws {
            let user = try Self.user()
            try user.succeed("run")
            try user.succeed("test")
            let journal = try user.repository.git(
                "for-each-ref", "--format=%(refname)", "refs/hone/journal/who-1")
            let rows = try user.repository.git("show", "\(journal):events/tested/rows-0.json")
            #expect(rows.hasPrefix(#"{"version":1,"metrics":{"prediction":{"c100":0,"#))
            #expect(rows.contains(#""truth":{"c100":1,"#) && !rows.contains("f1"))
            let evidence = try user.succeed("show", "who-1:1", "--evidence")
            #expect(evidence.contains("- `prediction`: ") && evidence.contains("- `truth`: "))
            let check = try user.succeed("check")
            #expect(check.contains("train: 40 examples\n") && !check.contains("resolution"))
        }

        @Test func `what has no value over a minibatch is no score, and says so`() throws {
            let user = try Self.user()
            let text = try String(contentsOfFile: user.path + "/hone.yaml", encoding: .utf8)
                .replacing("f1(prediction, truth)", with: "auc(prediction, truth * 0)")
            try user.repository.write(text, to: "hone.yaml")
            let checked = try user.hone("check")
            #expect(checked.status == 1)
            #expect(
                (checked.output + checked.errors).contains(
                    "`auc(prediction, truth * 0)` has no value over these results"))
        }
    }
}
