import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What is told of a run on a machine that grows faster with every run of anything, so that scores of two sittings are no gain.
    struct DriftingViewsTests {
        private struct Row: Decodable {
            struct Gain: Decodable {
                let source: String
                let percent: Double?
            }

            let step: Int
            let name: String
            let score: Double?
            let gainOverBase: Gain?
            let gains: [Gain]?
        }

        /// A run of three steps, each a tenth faster than the one before, where each run of the command takes one in a hundred less than the last.
        private static func finished() throws -> UserRepository {
            let user = try UserRepository()
            let runs = user.surroundings + "/runs"
            let judge = """
                echo >> \(runs)
                awk -v n="$(wc -l < \(runs))" '{ s += $2 } END { print s * exp(-0.01 * n) }' numbers.txt
                """
            let text = """
                version: 1
                study: fast
                instructions: Make it fast.
                artifact: {editable: [numbers.txt]}
                evaluator: {files: [judge.sh], command: sh judge.sh, sandbox: {mode: off}}
                objective: {metric: ms, direction: minimize}
                proposer: {kind: agent, command: 'echo "k1 $(awk "{ print \\$2 * 0.9 }" numbers.txt)" > numbers.txt'}
                search: {strategy: chain}
                budget: {steps: 3}

                """
            try user.repository.commit(
                "Start", files: ["hone.yaml": text, "judge.sh": judge + "\n", "numbers.txt": "k1 1000\n"])
            try user.succeed("run")
            return user
        }

        private static func rows(_ user: UserRepository) throws -> [Row] {
            struct Page: Decodable { let steps: [Row] }
            return try decode(user.succeed("log", "--json"), as: Page.self).steps.sorted { $0.step < $1.step }
        }

        private static func told(_ gain: Row.Gain?) throws -> String {
            String(format: "%+.1f%%", try #require(gain?.percent))
        }

        /// The gains in a text, without their bounds.
        private static func gains(in text: String) -> Set<String> {
            Set(text.replacing(/\[[^\]]*\]/, with: "").matches(of: /[+-]\d+\.\d%/).map { String($0.0) })
        }

        @Test
        func `every view tells the gain of pairs, with values that it belongs to, whatever a machine does`()
            throws
        {
            let user = try Self.finished()
            let rows = try Self.rows(user)
            let best = try #require(rows.last)
            let (gain, base) = (try #require(best.gainOverBase), try #require(rows.first?.score))
            #expect(gain.source == "confirmed" && abs((gain.percent ?? 0) - 27.1) < 1)
            // The scores alone say far more.
            let score = try #require(best.score)
            #expect(1 - score / base > 0.35)
            for row in rows.dropFirst() {
                #expect(abs((row.gains?.first?.percent ?? 0) - 10) < 1, "\(row.name)")
            }

            func check(_ when: String) throws {
                func line(_ words: [String], _ prefix: String) throws -> String {
                    let text = try user.succeed(words)
                    return String(try #require(text.split(separator: "\n").first { $0.hasPrefix(prefix) }))
                }
                let texts = [
                    "log": try line(["log"], best.name + " "),
                    "show": try line(["show", best.name], "vs base:"),
                    "review": try line(["review"], best.name + " "),
                    "compare": try user.succeed("compare", "fast-1:0", best.name),
                    "status": try line(["status"], "  ms "),
                    "land --body": try user.succeed("land", best.name, "--body"),
                ]
                for (view, text) in texts {
                    #expect(Self.gains(in: text) == [try Self.told(gain)], "\(view) \(when): \(text)")
                    #expect(text.contains("confirmed") || view == "review", "\(view) \(when): \(text)")
                    let values = /([\d.]+)(?: -> | to )([\d.]+)(?:,| \(|\n)/
                    for pair in text.matches(of: values) {
                        let (from, to) = (Double(pair.1) ?? 0, Double(pair.2) ?? 0)
                        let difference = abs((1 - to / from) * 100 - (gain.percent ?? 0))
                        #expect(difference < 0.1, "\(view) \(when): \(text)")
                    }
                }
                for row in rows.dropFirst().dropLast() {
                    let told = try line(["log"], row.name + " ")
                    #expect(!told.contains("confirmed"), "\(told)")
                    #expect(Self.gains(in: told) == [try Self.told(row.gainOverBase)], "\(told)")
                }
            }
            try check("at the end")
            try user.succeed("fork", "fast-1:1")
            try check("after a fork")
            try user.succeed("report", "fast-1", "-o", "report.html")
            let html = try user.repository.read("report.html")
                .replacing(/(?s)<svg.*?<\/svg>|<[^>]*>/, with: " ")
            let allowed = try rows.dropFirst().flatMap {
                try [Self.told($0.gainOverBase), Self.told($0.gains?.first)]
            }
            let shown = Self.gains(in: html)
            let told = try Self.told(gain)
            #expect(shown.isSubset(of: allowed) && shown.contains(told), "\(shown)")
        }
    }
}
