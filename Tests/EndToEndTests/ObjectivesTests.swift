import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Two numbers that a study wants small.
    struct ObjectivesTests {
        private struct Log: Decodable, Equatable {
            let steps: [Step]

            struct Step: Decodable, Equatable {
                let step: Int
                let otherObjectives: [String: Figures]?
                let gains: [Gain]?
            }

            struct Figures: Decodable, Equatable {
                let score: Double
                let gainOverBase: Gain?
            }

            struct Gain: Decodable, Equatable {
                let metric: String?
                let estimate: Double
            }
        }

        /// - Parameter pairs: what each step writes, from 20 and 10.
        private static func repository(_ search: String, _ pairs: [String], proposer: String = "agent") throws
            -> UserRepository
        {
            let cases = pairs.enumerated().map { "\($0 + 1)) echo \($1) > pair ;;" }.joined(separator: " ")
            let command = proposer == "agent" ? ", command: 'case $HONE_STEP in \(cases) esac'" : ""
            let text = """
                version: 1
                study: sum
                instructions: Make both small.
                artifact: {editable: [pair]}
                evaluator: {files: [judge.sh], command: sh judge.sh, deterministic: true}
                objective: [{metric: sum, direction: minimize}, {metric: size, direction: minimize}]
                proposer: {kind: \(proposer)\(command)}
                search: \(search)
                budget: {steps: \(max(4, pairs.count))}

                """
            let judge = #"awk '{ printf "{\"sum\": %d, \"size\": %d}\n", $1, $2 }' pair"# + "\n"
            return try UserRepository(Study(text: text, files: ["pair": "20 10\n", "judge.sh": judge]))
        }

        @Test func `the front is listed by hand and for programs, the same after any kill`() throws {
            let pairs = ["15 20", "5 40", "15 25", "18 8"]
            let user = try Self.repository("{strategy: pareto}", pairs)
            #expect(try user.succeed("run").contains("3 candidates are beaten by none in all of sum, size"))
            let front = try user.succeed("log", "--front")
            #expect(
                front.split(separator: "\n").dropFirst().prefix(3).map { $0.prefix(7) } == [
                    "sum-1:2", "sum-1:1", "sum-1:4",
                ])
            #expect(front.contains("40 (-300.0%)"))
            let log: Log = try decode(user.succeed("log", "--front", "--json"))
            #expect(log.steps.map(\.step) == [2, 1, 4])
            #expect(log.steps.map { $0.otherObjectives?["size"]?.score } == [40, 20, 8])
            #expect(log.steps.map { $0.otherObjectives?["size"]?.gainOverBase?.estimate } == [-30, -10, 2])
            #expect(try user.succeed("status", "--json").contains(#""sum-1:4""#))
            #expect(try user.hone("log", "--front", "--top", "2").status == 64)
            let places = try KillPlaces.visit { place in
                let victim = try Self.repository("{strategy: pareto}", pairs)
                if try victim.hone("run", failpoint: place).status == 0 { return false }
                try victim.succeed(try victim.runs().isEmpty ? ["run"] : ["run", "--resume"])
                let again: Log = try decode(victim.succeed("log", "--front", "--json"))
                #expect(again == log, "killed at place \(place)")
                return true
            }
            #expect(places > 20)
        }

        @Test func `of what is told one may be better by the second, and none worse`() throws {
            let user = try Self.repository("{strategy: chain}", [], proposer: "external")
            func tell(_ pair: String, _ results: String = "") throws {
                try user.succeed("ask")
                try user.succeed(
                    "tell",
                    input: #"{"changes": [{"path": "pair", "content": "\#(pair)\n"}]\#(results)}"#)
            }
            try user.succeed("ask", "--new")
            try tell("20 9")
            try tell("10 12", #", "results": [{"metrics": {"sum": 10, "size": 12}}]"#)
            try tell("10 8", #", "results": [{"metrics": {"sum": 10}}]"#)
            let steps = try user.steps()
            #expect(steps.compactMap(\.verdict) == ["accepted", "accepted", "rejected", "rejected"])
            #expect(steps[2].why == "sum: gain 10; size: gain -3, at most 0 less asked")
            #expect(steps[3].reason == "there is no metric 'size'")
        }

        @Test func `what is lost by another objective is told wherever a candidate is taken over`() throws {
            let user = try Self.repository("{strategy: chain, accept: {rule: always}}", ["10 12"])
            let run = try user.succeed("run", "--steps", "1")
            #expect(run.contains("step 1/1  scored  sum 10 (+50.0% over base) · size 12 (-20.0%)"))
            #expect(
                run.contains("sum-1:1 is better than the base by sum +50.0%; size -20.0%, which is worse"))
            #expect(
                try user.succeed("status").contains(
                    "sum 20 -> 10 (+50.0%, confirmed), size 10 -> 12 (-20.0%, which is worse) at sum-1:1, "))
            #expect(try user.succeed("review").contains("12 (-20.0%)"))
            let body = try user.succeed("land", "--body", "sum-1:1")
            #expect(body.hasPrefix("## Take over sum-1:1: sum from 20 to 10, size -20.0%, which is worse\n"))
            #expect(body.contains("| sum-1:1 | 10 (+50.0%) | 12 (-20.0%) |"))
            #expect(body.contains("Gain over the base by size: -20.0%, which is worse ("))
            try user.repository.write("x\n", to: "elsewhere")
            try user.repository.git("add", "elsewhere")
            try user.repository.git("commit", "-qm", "elsewhere")
            let landing = try user.succeed("land", "sum-1:1")
            #expect(landing.contains("Gain over what it was by size: -20.0%, which is worse ("))
            let message = try user.repository.git("log", "-1", "--format=%B")
            #expect(message.contains("sum from 20 to 10, size -20.0%"))
            #expect(message.contains(" by size: -20.0%, which is worse ("))
        }

        @Test func `the base is no pull request`() throws {
            let user = try Self.repository("{strategy: chain}", ["10 8"])
            try user.succeed("run", "--steps", "1")
            let result = try user.hone("land", "--body", "sum-1:0")
            #expect(result.status == 1 && result.output.isEmpty)
            #expect(
                result.errors.hasPrefix(
                    "Error: 'sum-1:0' is the base of sum-1, so there is nothing to land\n"))
        }
    }
}
