import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What an evaluator says that it spent, and the budget over it.
    struct SpendingTests {
        /// A sum that costs 1,000 tokens and 0.02 to find.
        private static func study(budget: String) -> Study {
            let study = Study.sum(steps: 9)
            let judge = """
                sum=$(awk '{ sum += $2 } END { print sum }' numbers.txt)
                usage='"tokens": {"in": 900, "out": 100}, "cost": {"amount": 0.02}'
                echo "{\\"metrics\\": {\\"sum\\": $sum}, $usage}" > "$HONE_RESULTS"
                """
            return Study(
                text: study.text.replacing("budget: {steps: 9}", with: "budget: {\(budget)}"),
                files: study.files.merging(["judge/sum.sh": judge + "\n"]) { $1 })
        }

        @Test func `a budget of money ends the run, and all that was paid for is recorded`() throws {
            let user = try UserRepository(Self.study(budget: "steps: 9, cost: 0.07 USD"))
            try user.succeed("run")
            let run = try #require(try user.runs().first)
            #expect(run.reason == "cost")
            let rows = try user.steps()
            #expect(rows.allSatisfy { $0.cost?.amount == 0.02 && $0.tokens == .init(in: 900, out: 100) })
            #expect(rows.count == run.spent.steps + 1)
            #expect(rows.reduce(0) { $0 + ($1.cost?.amount ?? 0) } >= 0.07)
            let note = try user.repository.git("notes", "--ref=hone/score", "show", run.base)
            #expect(
                note.contains(#""tokens":{"in":900,"out":100}"#) && note.contains(#""cost":{"amount":0.02"#))
        }

        @Test func `people see what was spent`() throws {
            let user = try UserRepository(Self.study(budget: "steps: 1, tokens: 50000"))
            try user.succeed("run")
            // Base and step, then the winner and the base again, where there is a winner.
            let confirmed = try #require(try user.runs().first).gain != nil
            let spent = confirmed ? "3600 tokens in, 400 out, 0.08" : "1800 tokens in, 200 out, 0.04"
            let line = "spent \(spent) USD of 50000 tokens"
            #expect(try user.succeed("log").contains("sum-1: " + line))
            #expect(try user.succeed("status").contains("  " + line))
            #expect(try user.succeed("show", "sum-1:0").contains("900 tokens in, 100 out, 0.02 USD"))
        }

        /// The evaluator's figures are its own; what is more than can be counted is the most there is.
        @Test(arguments: ["9000000000000000000", "9223372036854775807", "1e300", "-5"])
        func `no figure of an evaluator's usage ends hone`(tokens: String) throws {
            let study = Self.study(budget: "steps: 3")
            let judge = try #require(study.files["judge/sum.sh"]).replacing("900", with: tokens)
            let external = study.text.replacing("kind: mutation", with: "kind: external")
            let files = study.files.merging(["judge/sum.sh": judge]) { $1 }
            for text in [study.text, external] {
                let user = try UserRepository(Study(text: text, files: files))
                for command in ["check", "run", "log", "status"] {
                    let result = try user.hone(command)
                    #expect([0, 1].contains(result.status), "\(command): \(result.status)\n\(result.errors)")
                }
            }
        }
    }
}
