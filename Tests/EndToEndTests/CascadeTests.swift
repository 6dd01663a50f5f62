import TestSupport
import Testing

extension EndToEnd {
    /// A cheap stage that keeps the dear one from running.
    struct CascadeTests {
        private let gate =
            "  gates: [{run: \"awk '{ s += $2 } END { print s / NR }' numbers.txt\", metric: average, at_most: 34}]"

        @Test func `a gate's figure is shown with the candidate, and what fails by it says figure and bound`()
            throws
        {
            let user = try UserRepository(.sum(steps: 10, evaluator: gate))
            try user.succeed("run")
            let steps = try user.steps()
            let failed = try #require(steps.first { $0.outcome == "gate failed" })
            #expect(steps.contains { $0.step > 0 && $0.outcome == "scored" })
            let shown = try user.succeed("show", "sum-1:\(failed.step)")
            #expect(shown.contains(" gave average "))
            #expect(shown.contains(", and at most 34"))
            for step in steps where ["scored", "gate failed"].contains(step.outcome) {
                let text = try user.succeed("show", "sum-1:\(step.step)")
                #expect(text.contains("(of a gate)"))
                let page: Shown = try decode(user.succeed("show", "sum-1:\(step.step)", "--json"))
                let average = try #require(page.evaluations.last?.gates?["average"])
                #expect((average <= 34) == (step.outcome == "scored"))
                #expect((page.evaluations.last?.runs == 0) == (step.outcome == "gate failed"))
            }
        }

        @Test func `what is taken from an earlier run has the gate's figure too`() throws {
            let user = try UserRepository(.sum(steps: 3, evaluator: gate))
            try user.succeed("check")
            try user.succeed("run")
            try user.succeed("run")
            let page: Shown = try decode(user.succeed("show", "sum-2:0", "--json"))
            #expect(page.evaluations.map(\.source) == ["cached"])
            #expect(page.evaluations[0].gates?["average"] == 163.0 / 5)
        }

        private struct Shown: Decodable {
            struct Evaluation: Decodable {
                let source: String
                let gates: [String: Double]?
                let runs: Int
            }
            let evaluations: [Evaluation]
        }
    }
}
