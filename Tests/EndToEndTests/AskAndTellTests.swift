import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A run whose proposals come from a program outside.
    struct AskAndTellTests {
        private struct Ask: Decodable {
            let run: String
            let step: Int
            let parents: [String]
            let evidence: String
            let editable: [File]

            struct File: Decodable {
                let path: String
                let content: String?
            }
        }

        private static func ask(_ user: UserRepository, _ words: String...) throws -> Ask {
            let text = try words.isEmpty ? user.succeed("ask") : user.succeed("ask", words[0])
            return try JSONDecoder().decode(Ask.self, from: Data(text.utf8))
        }

        private static func repository() throws -> UserRepository {
            try UserRepository(.sum(proposer: "kind: external"), files: ["readme.txt": "read me\n"])
        }

        @Test func `what is told is judged and becomes the next parent`() throws {
            let user = try Self.repository()
            let first = try Self.ask(user, "--new")
            #expect(first.step == 1)
            #expect(first.parents == [try user.repository.git("rev-parse", "main")])
            #expect(first.editable.map(\.path) == ["numbers.txt"])
            #expect(first.editable[0].content?.hasPrefix("apples 40\n") == true)
            try user.succeed(
                "tell",
                input:
                    #"{"changes": [{"path": "numbers.txt", "content": "apples 3\n"}], "summary": "fewer apples"}"#
            )
            let step = try #require(try user.steps().last)
            #expect(step.summary == "fewer apples")
            #expect(step.verdict == "accepted")
            #expect(step.score == 3)
            let message = try user.repository.git("log", "-1", "--format=%B", step.candidate ?? "")
            #expect(message.contains("Hone-Proposer: external\n"))
            let second = try Self.ask(user)
            #expect(second.step == 2)
            #expect(second.parents == [step.candidate])
            try user.repository.requireSound()
        }

        @Test func `the scope holds for what is told`() throws {
            let user = try Self.repository()
            _ = try Self.ask(user, "--new")
            try user.succeed("tell", input: #"{"changes": [{"path": "readme.txt", "content": "mine\n"}]}"#)
            let step = try #require(try user.steps().last)
            #expect(step.outcome == "refused")
            #expect(step.candidate == nil)
        }

        /// The change is refused, and what it would have replaced is in no evidence and in no object of the run.
        @Test func `a refused change tells nobody what the hidden file has, and commands no terminal`() throws
        {
            let study = Study.sum(evaluator: "  hidden: [judge/key]", proposer: "kind: external")
            let user = try UserRepository(study, files: ["judge/key": "the answer is 41\n"])
            _ = try Self.ask(user, "--new")
            try user.succeed(
                "tell",
                input:
                    #"{"changes": [{"path": "judge/key", "content": "mine"}], "summary": "\u001b[2J\u202eless"}"#
            )
            #expect(try user.steps().last?.outcome == "refused")
            let text = try user.succeed("ask")
            #expect(text.contains("judge/key") && !text.contains("answer is"))
            #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
            let objects = try user.repository.git("cat-file", "--batch-all-objects", "--batch")
            #expect(objects.components(separatedBy: "the answer is 41").count == 2)
        }

        @Test func `nothing is told to a run that has a proposer of its own, or that is another study's`()
            throws
        {
            let user = try UserRepository(.sum(steps: 2))
            try user.succeed("run")
            let before = try user.history()
            let text = try user.repository.read("hone.yaml")
            try user.repository.write(
                text.replacing("study: sum\n", with: "study: ext\n").replacing(
                    "kind: mutation", with: "kind: external"),
                to: "hone.yaml")
            for (words, error) in [
                (["ask"], "No run of the study 'ext' takes proposals from outside"),
                (["tell"], "No run of the study 'ext' takes proposals from outside"),
                (["ask", "--run", "sum-1"], "The proposals of sum-1 are made by its own proposer, mutation"),
                (
                    ["tell", "--run", "sum-1"],
                    "The proposals of sum-1 are made by its own proposer, mutation"
                ),
            ] {
                let result = try user.hone(words, input: #"{"changes": [], "results": [{"score": 2}]}"#)
                #expect(result.status == 1)
                #expect(result.errors.hasPrefix("Error: \(error)\n"), "\(words): \(result.errors)")
            }
            #expect(try user.history() == before)
            #expect(try Self.ask(user, "--new").run == "ext-1")
            // A newer run of another proposer's is not taken for it.
            try user.repository.write(text, to: "hone.yaml")
            try user.succeed("run", "--steps", "1")
            #expect(try user.hone("ask").status == 1)
            #expect(
                try JSONDecoder().decode(Ask.self, from: Data(user.succeed("ask", "--run", "ext-1").utf8)).run
                    == "ext-1")
        }

        @Test func `brought results are marked, and measured before they are accepted`() throws {
            let user = try Self.repository()
            _ = try Self.ask(user, "--new")
            try user.succeed(
                "tell",
                input:
                    #"{"changes": [{"path": "numbers.txt", "content": "apples 3\n"}], "results": [{"metrics": {"sum": 2}}]}"#
            )
            let best = try #require(try user.steps().last)
            #expect(best.verdict == "accepted" && best.score == 3 && best.best == true)
            #expect(best.scores?.map(\.source) == ["measured", "reported"])
            #expect(try user.succeed("show", "sum-1:1").contains("sum:        3 (n = 1), reported as 2\n"))
            try user.succeed(
                "tell",
                input:
                    #"{"changes": [{"path": "numbers.txt", "content": "apples 1\n"}], "results": [{"metrics": {"sum": 7}}]}"#
            )
            let worse = try #require(try user.steps().last)
            #expect(worse.verdict == "rejected" && worse.scores?.map(\.source) == ["reported"])
            #expect(try user.succeed("show", "sum-1:2").contains("sum:        7 (n = 1), reported\n"))
            #expect(try user.succeed("log").contains("7 reported"))
            for other in ["sum-1:0", "sum-1:1"] {
                let compared = try user.succeed("compare", other, "sum-1:2")
                #expect(compared.contains(", reported\n    (reported and not measured, 1 run, "))
            }
            let next = try Self.ask(user).evidence
            #expect(next.contains("scored 7, which was reported and not measured: "))
        }

        @Test func `a budget that was set holds, and the answer that spends it ends the run`() throws {
            let user = try UserRepository(.sum(steps: 1, proposer: "kind: external"))
            _ = try Self.ask(user, "--new")
            let answer = #"{"changes": [{"path": "numbers.txt", "content": "apples 3\n"}]}"#
            let told = try user.hone(["tell"], input: answer)
            #expect(
                told.status == 0
                    && told.output.contains(
                        "\"best\": \"sum-1:1\",\n    \"reason\": \"steps\",\n    \"confirmed\": true,")
            )
            #expect(
                told.errors.hasPrefix(
                    "Ended: the budget of steps is spent\nsum-1:1 is better than the base by "))
            #expect(try user.succeed("status").contains("sum-1  ended (steps), 1 of 1 steps\n"))
            for words in [["ask"], ["tell"]] {
                let result = try user.hone(words, input: answer)
                #expect(result.status == 1)
                #expect(
                    result.errors
                        == """
                        Error: sum-1 takes no further step: the budget of steps is spent
                        Hint: Go on with more of them: `hone ask --run sum-1 --steps COUNT`, in all

                        """)
            }
            try user.succeed("ask", "--steps", "3")
            let further = try user.succeed(
                "tell", input: #"{"changes": [{"path": "numbers.txt", "content": "apples 2\n"}]}"#)
            #expect(!further.contains("ended"))
            #expect(try user.steps().count == 3)
        }

        @Test
        func `who proposes from outside says when nothing more comes, and the run is ended as any other`()
            throws
        {
            let user = try Self.repository()
            _ = try Self.ask(user, "--new")
            try user.succeed(
                "tell", input: #"{"changes": [{"path": "numbers.txt", "content": "apples 3\n"}]}"#)
            let open = try user.hone(["run", "--resume", "sum-1"])
            #expect(open.status == 1)
            #expect(
                open.errors
                    == """
                    Error: sum-1 takes further steps, and its proposals come from outside
                    Hint: Get the next step's evidence with `hone ask --run sum-1`, or end it with `hone tell --end --run sum-1`

                    """)
            let due = try user.succeed("run", "--resume", "sum-1", "--steps", "1")
            #expect(due.contains("Ended: the budget of steps is spent\nsum-1:1 is better than the base by "))
            #expect(try user.succeed("status").contains("sum-1  ended (steps), 1 of 1 steps\n"))
            try user.succeed("ask", "--steps", "9")
            try user.succeed(
                "tell", input: #"{"changes": [{"path": "numbers.txt", "content": "apples 2\n"}]}"#)
            let end = try user.hone(["tell", "--end"])
            #expect(end.status == 0 && end.output.contains(#""reason": "exhausted""#))
            #expect(end.errors.contains("sum-1:2 is better than the base by "))
            let ended = try user.history()
            #expect(
                try user.succeed("run", "--resume", "sum-1").contains("sum-1:2 is better than the base by "))
            #expect(try user.history() == ended)
        }

        @Test func `an answer that is none changes nothing`() throws {
            let user = try Self.repository()
            _ = try Self.ask(user, "--new")
            let before = try user.history()
            let result = try user.hone("tell", input: #"{"change": []}"#)
            #expect(result.status == 1)
            #expect(result.errors.hasPrefix("Error: "))
            for (answer, why) in [
                ("{", "it is no JSON"), ("[]", "it is no JSON object"),
                (#"{"changes": [{"path": 1}]}"#, "'changes.Index 0.path' is of another kind than it must be"),
            ] {
                #expect(try user.hone("tell", input: answer).errors.contains(why))
            }
            #expect(try user.history() == before)
        }
    }
}
