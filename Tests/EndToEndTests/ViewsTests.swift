import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// All views of one run, with examples in minibatches, a fork and a reduction after its end, and a rejected ancestor: each pair of candidates has one
    /// gain, each figure one sample.
    struct ViewsTests {
        private struct Row: Decodable {
            struct Gain: Decodable {
                struct Sample: Decodable { let split: String? }
                let over: String?
                let source: String
                let estimate: Double
                let percent: Double?
                let confirmed: Bool?
                let sample: Sample?
            }

            let step: Int
            let name: String
            let candidate: String?
            let parents: [String]?
            let verdict: String?
            let gainOverBase: Gain?
            let gains: [Gain]?
            let scores: [StepRow.Score]?
        }

        private static let judge = """
            sum=$(awk '{ s += $2 } END { print s }' numbers.txt)
            sed 's/.*"id": *"\\([^"]*\\)".*"weight": *\\([0-9]*\\).*/\\1 \\2/' "$HONE_EXAMPLES" |
                awk -v sum="$sum" '{ printf "{\\"id\\": \\"%s\\", \\"score\\": %d}\\n", $1, sum * $2 + ($2 * sum) % 7 }' \\
                > "$HONE_RESULTS"
            """

        private static func repository() throws -> UserRepository {
            let cases = (1...8).map { "{\"id\": \"e\($0)\", \"weight\": \($0)}\n" }.joined()
            let text = """
                version: 1
                study: sum
                instructions: Make the sum small.
                artifact: {editable: [numbers.txt]}
                evaluator: {files: [judge.sh], command: sh judge.sh, deterministic: true}
                objective: {metric: score, direction: minimize, scale: absolute}
                examples: {file: cases.jsonl, split: {train: 4, validation: 2, test: 2}}
                batch: {size: 2}
                search: {accept: {rule: not-worse}}
                budget: {steps: 8}
                seed: 7

                """
            let numbers = (1...6).map { "k\($0) \($0 + 3)\n" }.joined()
            return try UserRepository(
                Study(
                    text: text,
                    files: ["numbers.txt": numbers, "judge.sh": judge + "\n", "cases.jsonl": cases]))
        }

        private static func rows(_ user: UserRepository) throws -> [Row] {
            struct Page: Decodable { let steps: [Row] }
            return try decode(user.succeed("log", "--json"), as: Page.self).steps.sorted { $0.step < $1.step }
        }

        /// The gains in a text, as they are told.
        private static func gains(in text: some StringProtocol) -> Set<String> {
            let gain = /[ (]([+-]\d+(?:\.\d+)?)(?=[ *,)\n.\[]|$)/
            return Set(String(text).matches(of: gain).map { String($0.output.1) })
        }

        /// What a page says in words, without its drawings.
        private static func words(of html: String) -> String {
            let text = html.replacing(/(?s)<svg.*?<\/svg>/, with: " ").replacing(/<[^>]*>/, with: " ")
            return text.replacing(/\s+/, with: " ")
        }

        private static func told(_ gain: Row.Gain?) throws -> String {
            String(format: "%+.4g", try #require(gain).estimate)
        }

        @Test func `each pair of candidates has one gain, and each figure one sample, wherever it stands`()
            throws
        {
            let user = try Self.repository()
            let run = try user.succeed("run")
            let ended = try Self.rows(user)
            let best = try #require(ended.last { $0.verdict == "accepted" })
            let first = try #require(ended.first { $0.verdict == "accepted" && $0.step > 0 })
            let (overBase, parentGain) = (try Self.told(best.gainOverBase), try Self.told(best.gains?.first))
            #expect(best.gainOverBase?.sample?.split == "validation")

            // As it went.
            let line = try #require(run.split(separator: "\n").first { $0.contains("step \(best.step)/8  ") })
            #expect(line.contains("  minibatch ") && line.contains(" · validation ") && line.contains(" → "))
            #expect(line.contains("(\(overBase) over base, \(parentGain) over parent)"))

            // After a fork, a reduction, a rejection and a test nothing that was said is another thing.
            try user.succeed("fork", first.name)
            _ = try user.hone("reduce", best.name)
            try user.succeed("review", first.name, "--reject")
            try user.succeed("test", best.name)
            let rows = try Self.rows(user)
            for row in ended where row.step > 0 {
                let now = try #require(rows.first { $0.name == row.name })
                #expect(now.gainOverBase?.estimate == row.gainOverBase?.estimate, "\(row.name)")
                #expect(now.gains?.first?.estimate == row.gains?.first?.estimate, "\(row.name)")
            }

            // Every listing of the two, in text.
            let texts = [
                "log": try #require(
                    user.succeed("log").split(separator: "\n").first { $0.hasPrefix(best.name + " ") }),
                "log --graph": try #require(
                    user.succeed("log", "--graph").split(separator: "\n").first {
                        $0.contains(best.name + " ")
                    }),
                "show": try #require(
                    user.succeed("show", best.name).split(separator: "\n").first { $0.hasPrefix("vs base:") }),
                "review": try #require(
                    user.succeed("review").split(separator: "\n").first { $0.hasPrefix(best.name + " ") }),
                "compare": try #require(
                    user.succeed("compare", "sum-1:0", best.name).split(separator: "\n").first {
                        $0.contains("on validation")
                    }),
            ]
            let body = try user.succeed("land", best.name, "--body", "--force").split(separator: "\n")
            let (tests, rest) = (
                body.filter { $0.hasPrefix("On 2 sealed examples") },
                body.filter { !$0.hasPrefix("On 2 sealed examples") }
            )
            #expect(Self.gains(in: rest.joined(separator: "\n")) == [overBase])
            // Two examples bear no claim, whatever was picked by their scores.
            let compared = try user.succeed("compare", "sum-1:0", best.name)
            let ofWinner = try #require(compared.components(separatedBy: "on validation").dropFirst().first)
            #expect(ofWinner.contains("no claim") && ofWinner.contains("2 validation examples are too few"))
            for (view, text) in texts {
                #expect(Self.gains(in: text) == [overBase], "\(view): \(text)")
            }
            let page = try user.succeed("review", best.name)
            let against = try #require(
                page.split(separator: "Against the base\n").last?.split(separator: "\n").first)
            #expect(Self.gains(in: against) == [overBase])
            let parent = try #require(
                user.succeed("show", best.name).split(separator: "\n").first { $0.hasPrefix("vs parent:") })
            #expect(Self.gains(in: parent) == [parentGain])
            #expect(
                try user.succeed("status").contains(
                    "(\(try Self.told(rows.first { $0.step == best.step }?.gainOverBase))"))

            // The score note, what the journal says, blame, and pages.
            let note = try user.repository.git(
                "notes", "--ref=hone/score", "show", try #require(best.candidate))
            struct Note: Decodable { let gains: [Row.Gain]? }
            let noted = try decode(note, as: Note.self)
            #expect(noted.gains?.first?.estimate == best.gains?.first?.estimate)
            let base = try #require(rows.first { $0.step == 0 }?.candidate)
            let closing = try #require(noted.gains?.first { $0.over == base })
            #expect(closing.estimate == best.gainOverBase?.estimate && closing.confirmed == false)
            let operation = try #require(
                user.succeed("log", "--operations").split(separator: "\n").first {
                    $0.contains("step \(best.step): ")
                })
            #expect(Self.gains(in: operation) == [parentGain])
            try user.succeed("report", "sum-1", "-o", "report.html")
            let html = try user.repository.read("report.html")
            #expect(html.contains("score on validation of every step") && html.contains(overBase))
            // The run may go on since the fork; what was measured of its best stands beside that very gain.
            let change = try #require(
                user.succeed("status").firstMatch(of: /[\d.]+ -> [\d.]+ \([^)]*\)/)?.0)
            #expect(
                Self.words(of: html).replacing("&gt;", with: ">")
                    .contains("The best so far is step \(best.step): \(change)."))
            let allowed = Set(
                try rows.flatMap { row in
                    try [row.gainOverBase, row.gains?.first].compactMap { $0 }.map { try Self.told($0) }
                })
            let shown = Set(html.matches(of: /\(([+-]\d+(?:\.\d+)?)\)/).map { String($0.output.1) })
            #expect(!shown.isEmpty && shown.isSubset(of: allowed), "the report has gains that no listing has")

            // The site: its lists, and the page of each step.
            let site = try RunningSite(user)
            let cookie = try site.cookie()
            let fetch = { (path: String) in try site.request("GET", path, headers: ["Cookie": cookie]).body }
            #expect(Self.gains(in: Self.words(of: try fetch("/"))) == [overBase])
            let runPage = Self.words(of: try fetch("/runs/sum-1"))
            let onPage = Self.gains(in: runPage).filter { $0.hasPrefix("+") }
            // What the sealed examples gave is another gain, and stands by itself.
            let sealed = Self.gains(
                in: try #require(
                    user.succeed("show", best.name).split(separator: "\n").first {
                        $0.hasPrefix("test gain:")
                    }))
            #expect(onPage.isSubset(of: allowed.union(sealed)) && onPage.contains(overBase), "\(onPage)")
            #expect(sealed.count == 1 && onPage.isSuperset(of: sealed))
            #expect(Self.gains(in: tests.joined()) == sealed)
            for row in rows where row.step > 0 {
                let words = Self.words(of: try fetch("/runs/sum-1/steps/\(row.step)"))
                let parent = row.parents?.first == base ? nil : row.gains?.first
                for (label, gain) in [("over base ", row.gainOverBase), ("over parent ", parent)] {
                    let told = words.components(separatedBy: label).dropFirst().first?
                        .prefix { !" ,".contains($0) }
                    #expect(try told.map(String.init) == gain.map { try Self.told($0) }, "\(row.name)")
                }
                for score in row.scores ?? [] where score.sample.split == "train" {
                    let (value, used) = (score.metrics?["score"]?.value ?? 0, score.sample.used ?? 0)
                    #expect(words.contains("minibatch \(String(format: "%g", value)) on \(used)"))
                }
            }
            #expect(try site.stop().status == 0)

            // What the proposer was told of base, parent and best is of one sample, which it names.
            let evidence = try user.succeed("show", best.name, "--evidence")
            let told = try #require(evidence.split(separator: "On ").dropFirst().first?.prefix(200))
            #expect(told.hasPrefix("the 2 examples of this step's minibatch:\n\n- Baseline: "))

            // Of the base and the best `status --json` has figures of one sample.
            struct Status: Decodable {
                struct Run: Decodable {
                    let baseScore: Double
                    let score: Double
                    let gainOverBase: Row.Gain
                }
                let runs: [Run]
            }
            let status = try #require(
                try decode(user.succeed("status", "--json"), as: Status.self).runs.first)
            #expect(status.baseScore - status.score == status.gainOverBase.estimate)
        }

        @Test func `a landing's message has the gain that every listing has`() throws {
            let user = try Self.repository()
            try user.succeed("run")
            let best = try #require(try Self.rows(user).last { $0.verdict == "accepted" })
            try user.succeed("land", best.name, "--squash")
            let message = try user.repository.git("log", "-1", "--format=%B")
            #expect(Self.gains(in: message) == [try Self.told(best.gainOverBase)])
            #expect(message.hasPrefix("Take over \(best.name): score on validation from "))
        }

        private struct Compared: Decodable {
            struct Comparison: Decodable {
                struct Metric: Decodable {
                    struct Gain: Decodable {
                        let source: String
                        let estimate: Double
                        let interval: [Double]?
                        let p: Double?
                        let n: Int
                        let unit: String
                        let test: String
                        let obstacle: String?
                    }
                    let gain: Gain?
                }
                let metrics: [Metric]
            }
            let comparisons: [Comparison]
        }

        @Test func `what ran again is told by all its runs, with their test`() throws {
            let judge = """
                awk -v r="$HONE_SEED" '{ s += $2 } END { print s * (1 + (substr(r, length(r) - 3) - 5000) / 500000) }' numbers.txt
                """
            let text = """
                version: 1
                study: sum
                instructions: Make the sum small.
                artifact: {editable: [numbers.txt]}
                evaluator: {files: [judge.sh], command: sh judge.sh, measure: {compare: stored, repeats: 5}}
                objective: {direction: minimize}
                budget: {steps: 3}
                seed: 7

                """
            let numbers = (1...6).map { "k\($0) \($0 + 3)\n" }.joined()
            let user = try UserRepository(
                Study(text: text, files: ["numbers.txt": numbers, "judge.sh": judge + "\n"]))
            try user.succeed("run")
            func gain(_ one: String, _ other: String) throws -> Compared.Comparison.Metric.Gain {
                let page = try decode(user.succeed("compare", one, other, "--json"), as: Compared.self)
                let metric = try #require(page.comparisons.first?.metrics.first)
                return try #require(metric.gain)
            }
            // Both were parents, and ran again beside what they were compared with.
            let there = try gain("sum-1:1", "sum-1:2")
            #expect(there.source == "stored" && there.unit == "run" && there.n == 5)
            #expect(there.test == "Mann-Whitney U (exact)" && there.obstacle == nil)
            let p = try #require(there.p)
            #expect(p < 0.01 && there.interval?.count == 2)
            let back = try gain("sum-1:2", "sum-1:1")
            #expect(back.interval?.count == 2 && (back.estimate < 0) == (there.estimate > 0))
            // What accepted the last is all that there is of it.
            let last = try gain("sum-1:1", "sum-1:3")
            #expect(last.p == nil && last.interval == nil && last.obstacle != nil)
        }
    }
}
