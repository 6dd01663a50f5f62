import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What `hone check` says of examples and of what a model will read.
    @Suite(.needs("python3")) struct CheckTests {
        private static let bigBench: String = {
            let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().path
            let shared = ProcessInfo.processInfo.environment["HONE_SHARED"] ?? top + "/shared"
            return shared + "/data/bbeh/bbeh_boardgame_qa/task.json"
        }()

        private static let hasBigBench = FileManager.default.fileExists(atPath: bigBench)

        private struct Task: Decodable {
            struct Example: Codable {
                let input: String
                let target: String
                var id: Int?
            }
            let examples: [Example]
        }

        /// Lines of examples, in the order of the data set.
        private func lines() throws -> String {
            let task = try JSONDecoder().decode(
                Task.self, from: Data(contentsOf: URL(filePath: Self.bigBench)))
            let encoder = JSONEncoder()
            return try task.examples.enumerated().map { index, example in
                var example = example
                example.id = index
                return String(decoding: try encoder.encode(example), as: UTF8.self) + "\n"
            }.joined()
        }

        /// A study whose evaluator gives every example the same score.
        private func study(_ cases: String, split: String) -> Study {
            let judge = """
                import json, os
                with open(os.environ["HONE_RESULTS"], "w") as results:
                    for line in open(os.environ["HONE_EXAMPLES"]):
                        results.write(json.dumps({"id": json.loads(line)["id"], "score": 0.5}) + "\\n")
                """
            return .product(
                examples: "file: cases.jsonl, expected: target, split: \(split)",
                files: ["cases.jsonl": cases, "judge.py": judge + "\n"])
        }

        private struct Advised: Decodable {
            struct Advice: Decodable {
                let key: String
                let words: String
                let command: String
            }

            let advice: [Advice]?
        }

        @Test func `what the evaluator says of the base is shown, and doubted where it begins with an error`()
            throws
        {
            let judge = """
                cat >"$HONE_RESULTS" <<'END'
                {"metrics": {"sum": 3}, "feedback": "KeyError: 'x'\\nline 2\\n3\\n4\\n5\\n6\\n7\\n8"}
                END
                """
            let user = try UserRepository(.sum(steps: 1))
            try user.repository.commit("judge", files: ["judge/sum.sh": judge])
            let said = try user.succeed("check")
            #expect(said.contains("  feedback:\n    KeyError: 'x'\n    line 2\n"))
            #expect(said.contains("    … 2 more lines; `--verbose` has all\n"))
            #expect(said.contains("its feedback begins with an error: 'KeyError: 'x''"))
            #expect(try user.succeed("check", "--verbose").contains("    7\n    8\n"))
            try user.repository.commit("nothing", files: ["judge/sum.sh": "echo 0\n"])
            #expect(try user.succeed("check").contains("Every metric of the base is 0"))
        }

        @Test func `what was left open and matters is told with a sweep that runs`() throws {
            let judge = """
                import json, os
                with open(os.environ["HONE_RESULTS"], "w") as results:
                    for line in open(os.environ["HONE_EXAMPLES"]):
                        case = json.loads(line)
                        results.write(json.dumps({"id": case["id"], "score": case["x"] % 3 // 2}) + "\\n")
                        with open(f'{os.environ["HONE_TRACES"]}/{case["id"]}.0.jsonl', "w") as trace:
                            for step in range(40):
                                trace.write(json.dumps({"observation": step, "reward": int(step == 39)}) + "\\n")
                """
            let study = Study.product(
                steps: 1, examples: "file: cases.jsonl, split: {train: 4, validation: 4}",
                files: ["cases.jsonl": Study.cases(1...8), "judge.py": judge])
            let open = Study(
                text: study.text.replacing("batch: {size: 3}\n", with: ""), files: study.files)
            let user = try UserRepository(open)
            try user.repository.git("checkout", "-q", "--orphan", "other")
            try user.repository.commit("Another start", files: ["factor.txt": "3\n"])
            try user.repository.git("checkout", "-q", "main")
            let advice = try #require((decode(user.succeed("check", "--json")) as Advised).advice)
            #expect(advice.map(\.key) == ["artifact.base", "evidence.horizon.steps", "batch.size"])
            #expect(advice.allSatisfy { $0.words.contains("arXiv 2603.23994") })
            #expect(advice[1].words.contains("only 4 of 160 steps") && advice[2].words.contains("0 to 1"))
            #expect(
                advice[0].command == "hone sweep -m artifact.base=HEAD,other --seeds 5"
                    && advice[2].command == "hone sweep -m batch.size=1,3,all --seeds 5")
            for advice in advice {
                let words = advice.command.split(separator: " ").dropFirst().map(String.init)
                try user.succeed(words + ["--dry-run"])
            }
            // Whole, with fewer seeds.
            try user.succeed(
                advice[2].command.split(separator: " ").dropFirst().map(String.init).dropLast() + ["2"])
            #expect(try user.sweep().ended)
            let text = try user.succeed("check")
            #expect(text.contains("Choices that nobody made") && text.contains(advice[1].command))
        }

        @Test func `where a choice was made, or does not matter, nothing is advised`() throws {
            // The base scores alike on all examples, and the size of the batch was chosen.
            for user in [
                try UserRepository(study(Study.cases(1...8), split: "{train: 4}")),
                try UserRepository(.sum()),
            ] {
                #expect((try decode(user.succeed("check", "--json")) as Advised).advice == nil)
            }
        }

        @Test(arguments: [1, 3])
        func `a protocol of few examples is told what it can tell and what not`(batch: Int) throws {
            // Right or wrong, by the question: the rule of the batch accepts everything, ten examples select, and the rest is sealed.
            let judge = """
                import json, os
                with open(os.environ["HONE_RESULTS"], "w") as results:
                    for line in open(os.environ["HONE_EXAMPLES"]):
                        case = json.loads(line)
                        results.write(json.dumps({"id": case["id"], "score": case["x"] % 3 // 2}) + "\\n")
                """
            let user = try UserRepository(
                .product(
                    steps: 15, batch: batch,
                    examples: "file: c.jsonl, split: {train: 15, validation: 10, test: rest}",
                    search: "accept: {rule: always}, select: validation",
                    files: ["c.jsonl": Study.cases(1...200), "judge.py": judge + "\n"]))
            let text = try user.succeed("check")
            #expect(text.contains("  whatever has a score stands, and nothing is decided\n"))
            #expect(
                text.contains(
                    "  the end: 10 validation examples, the best of up to 15 candidates taken out, tell "
                        + "no gain four times in five; 179 would tell +0.2\n"))
            #expect(
                text.contains(
                    "  `hone test`: 175 test examples tell a gain of +0.15 or more four times in five; 584 would tell half of it\n"
                ))
            #expect(
                text.contains(
                    "  reckoned for changes that turn 15 in 100 answers each way without any gain\n"))
            #expect(!text.contains("repeats: raise"))
            struct Report: Decodable {
                struct Gain: Decodable {
                    let comparison: String
                    let split: String
                    let examples: Int
                    let estimate: Double?
                    let examplesForHalf: Int?
                }
                let tells: [Gain]
            }
            let report: Report = try decode(user.succeed("check", "--json"))
            #expect(report.tells.map(\.comparison) == ["end", "test"])
            #expect(report.tells.map(\.examples) == [10, 175])
            // A third is right, so nothing gains the +.83 that ten examples would tell.
            #expect(report.tells[0].estimate == nil && (report.tells[1].estimate ?? 1) < 0.2)
        }

        @Test func `what can be told is told of every objective, each with its part of the error`()
            throws
        {
            let text = """
                version: 1
                study: both
                instructions: Make both small.
                artifact: {editable: [x]}
                evaluator:
                  command: 'echo "{\\"ms\\": 10$HONE_REPEAT, \\"kb\\": $((200 + 20 * HONE_REPEAT))}"'
                  measure: {min_gain: 1%}
                objective: [{metric: ms, direction: minimize}, {metric: kb, direction: minimize}]
                proposer: {kind: agent, command: 'true'}
                budget: {steps: 2}

                """
            let user = try UserRepository(Study(text: text, files: ["x": "1\n"]))
            struct Report: Decodable {
                struct Noise: Decodable { let spreadPercent: Double }
                struct Gain: Decodable {
                    let comparison: String
                    let estimate: Double
                    let interval: [Double]
                }
                struct Other: Decodable {
                    let metric: String
                    let noise: Noise
                    let tells: [Gain]
                }
                let noise: Noise
                let tells: [Gain]
                let otherObjectives: [Other]
            }
            let report: Report = try decode(user.succeed("check", "--json"))
            let other = try #require(report.otherObjectives.first)
            #expect(other.metric == "kb" && other.noise.spreadPercent > 3 * report.noise.spreadPercent)
            for tells in [report.tells, other.tells] {
                #expect(tells.map(\.comparison) == ["step", "end"])
                #expect(tells.allSatisfy { $0.interval[0] < $0.estimate && $0.estimate < $0.interval[1] })
            }
            #expect(zip(report.tells, other.tells).allSatisfy { $0.estimate * 2 < $1.estimate })
            let page = try user.succeed("check")
            for metric in ["ms", "kb"] {
                let after = try #require(page.components(separatedBy: "  by \(metric):\n").last)
                let part = try #require(after.components(separatedBy: "  by ").first)
                #expect(part.hasPrefix("    the base's repeats differ by "))
                #expect(part.contains("    a step: 10 interleaved pairs tell a gain of +"))
                #expect(part.contains("    the end: 20 interleaved pairs tell a gain of +"))
            }
        }

        @Test
        func
            `scores from 0 to 1 that are not right or wrong are not called so, and have no gain beyond 1`()
            throws
        {
            let judge = """
                import json, os
                with open(os.environ["HONE_RESULTS"], "w") as results:
                    for line in open(os.environ["HONE_EXAMPLES"]):
                        case = json.loads(line)
                        results.write(json.dumps({"id": case["id"], "score": 1 if case["x"] % 4 else 0.5}) + "\\n")
                """
            let user = try UserRepository(
                .product(
                    steps: 15, batch: 12,
                    examples: "file: c.jsonl, split: {train: 12, confirm: 6, test: rest}",
                    search: "accept: {rule: better}",
                    files: ["c.jsonl": Study.cases(1...40), "judge.py": judge + "\n"]))
            let text = try user.succeed("check")
            #expect(text.contains("  train: 12 examples\n") && !text.contains("answers"))
            #expect(
                text.contains(
                    "  the end: 6 confirm examples tell a gain of 1.5 standard deviations (of how two candidates differ by example) "
                        + "four times in five: as the base's scores spread, more than there is to gain, if scores end at 1; "
                ))
            // Half of what is left above seven eighths.
            #expect(!text.contains("half of it") && text.contains(" would tell +0.0"))
        }

        @Test(arguments: ["stored", "interleaved"])
        func `a drift of the base is said at the usual number of repeats, where it would count`(
            compare: String
        ) throws {
            let study = Study.sum(
                command: "echo $((100 + 3 * $HONE_REPEAT))", evaluator: "  measure: {compare: \(compare)}")
            let text = study.text.replacing("  deterministic: true\n", with: "")
            let user = try UserRepository(Study(text: text, files: study.files))
            for command in [["check"], ["run", "--steps", "1"]] {
                let result = try user.hone(command)
                let text = result.output + result.errors
                #expect(text.contains("The base's repeats drift") == (compare == "stored"), "\(command)")
            }
        }

        @Test(arguments: [1, 5])
        func `repeats that agree are said to be saved where there are any`(repeats: Int) throws {
            let study = Study.sum(command: "echo 3", evaluator: "  measure: {repeats: \(repeats)}")
            let text =
                study.text.replacing("  deterministic: true\n", with: "")
                + "search: {accept: {rule: higher}}\n"
            let user = try UserRepository(Study(text: text, files: study.files))
            #expect(try user.succeed("check").contains("runs each once") == (repeats > 1))
        }

        @Test(.enabled(if: hasBigBench, "\(bigBench) is not there"))
        func `the ordered split of Boardgame QA is warned of`() throws {
            let user = try UserRepository(
                study(try lines(), split: "{train: 15, validation: 10, test: rest}"))
            let text = try user.succeed("check")
            #expect(
                text.contains(
                    "train: 15 examples; always 'disproved' is right for 1.00"))
            #expect(
                text.contains(
                    "validation: 10 examples; always 'disproved' is right for 0.80"))
            let constant =
                "Always answering 'disproved' is right for 1.00 of train, 0.80 of validation, 0.26 of test"
            #expect(text.contains(constant))
            #expect(text.contains("The answers of test are not like those of train"))
            #expect(text.contains("`examples.stratify: target` spreads them"))
        }

        @Test func `what a model will read is estimated, and examples in two splits are named`() throws {
            let cases = (1...8).map { number in
                let same = number == 8 ? 1 : number
                return #"{"id": \#(number), "ask": "\#(same)", "target": "\#(number % 2)"}"# + "\n"
            }
            let user = try UserRepository(study(cases.joined(), split: "{train: 4, validation: 2, test: 2}"))
            let text = try user.succeed("check")
            #expect(text.contains("'1' of train and '8' of test, with different answers"))
            #expect(text.contains("tokens for a model to read in 5 steps"))
            #expect(!text.contains("Always answering"))
            #expect(!text.contains("evidence.limit` cuts"))
            let json = try user.succeed("check", "--json")
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            #expect((report["model"] as? [String: Any])?["run_tokens"] as? Int ?? 0 > 500)
            #expect((report["splits"] as? [Any])?.count == 3)
        }

        @Test func `what a model's calls will cost is told from its prices, and what has none is named`()
            throws
        {
            let chat =
                "{kind: chat, models: [{name: paid, url: 'http://127.0.0.1:9', price: {in: 2, out: 8}}, "
                + "{name: free, url: 'http://127.0.0.1:9'}]}\n"
            let cases = (1...8).map { #"{"id": \#($0), "ask": "\#($0)", "target": "\#($0)"}"# + "\n" }
            let plain = study(cases.joined(), split: "{train: rest}")
            let text = plain.text.split(separator: "\n").map { line in
                line.hasPrefix("proposer:")
                    ? "proposer: " + chat
                    : line.hasPrefix("budget:") ? "budget: {steps: 5, cost: 0.001 USD}\n" : line + "\n"
            }.joined()
            let user = try UserRepository(Study(text: text, files: plain.files))
            let output = try user.succeed("check")
            #expect(output.contains("  the model's calls from 0.00"))
            #expect(output.contains("USD (the longest, each repaired)"))
            #expect(output.contains("`budget.cost` does not hold 'free'"))
            #expect(output.contains("The run may end before its steps"))
        }

        @Test func `that a step's examples are few is said before the first step`() throws {
            let user = try UserRepository(
                .product(
                    steps: 1, batch: 10, search: "accept: {rule: better}", evaluator: "  missing: worst"))
            let said = "10 examples a step are few: scored right or wrong, they accept a candidate that is "
            #expect(try user.succeed("check").contains(said))
            let run = try user.hone("run", "--json")
            let lines = (run.output + run.errors).split(separator: "\n")
            let note = try #require(
                lines.firstIndex { $0.contains(said) && $0.contains("in 9% of cases") })
            let step = try #require(lines.firstIndex { $0.contains("\"type\":\"step\"") })
            #expect(note < step)
        }

        @Test func `selection by train with minibatches says what it costs`() throws {
            let cases = (1...8).map { #"{"id": \#($0), "ask": "\#($0)", "target": "\#($0)"}"# + "\n" }
            let user = try UserRepository(study(cases.joined(), split: "{train: rest}"))
            let text = try user.succeed("check")
            #expect(text.contains("runs each accepted candidate on all 8 train examples"))
        }
    }
}
