import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `hone init --template bbeh`: a prompt, the code that reads answers off, and a stand-in for the model.
    @Suite(.needs("python3")) struct QuestionTemplateTests {
        @Test
        func `as it is written the study can be run, and its sweep says what it cannot tell`() throws {
            let study = try TemplateStudy("bbeh")
            #expect(try study.succeed("check").contains("validation: 10 examples"))
            try study.change("sweep.yaml", ["each: 15": "each: 1"])
            let text = try study.succeed("sweep")
            #expect(text.contains("cell 3 against cell 2"))
            #expect(text.contains("No difference found at this budget"))
            #expect(text.contains("Missing: none."))
            let runs = try study.sweep().runs
            #expect(runs.count == 9 && runs.allSatisfy { $0.test != nil })
        }

        @Test func `any endpoint is asked, and what it spent is counted`() throws {
            let endpoint = try ScriptedEndpoint { _, _ in
                .openAI("It must be so.\nAnswer: 2", usage: (50, 7))
            }
            let study = try TemplateStudy("bbeh")
            try study.change(
                "hone.yaml",
                ["evaluate.py stand-in": "evaluate.py tested", "updates: 15": "updates: 1"])
            let page = try study.user.hone("check", "-C", "study")
            #expect(page.status == 1 && page.output.contains("MODEL_URL is to say where 'tested' is served"))
            study.user.variables["MODEL_URL"] = endpoint.url
            try study.succeed("run")
            let sent = try #require(endpoint.requests.first?.text)
            #expect(sent.contains(#""model": "tested""#) && sent.contains("Here is a question."))
            // Three of the ten questions that select have this answer.
            let base = try study.steps("bbeh-1").first
            #expect(base?.value(on: "validation") == 0.3)
            #expect(base?.tokens == StepRow.Tokens(in: 25 * 50, out: 25 * 7))
        }

        @Test func `both scorers tell what is right, one by the letter and one by what is meant`() throws {
            let pairs = [
                ("(A) and no other", "(A)", true, false), ("(A), not (B)", "(A)", false, false),
                ("a", "(A)", false, true), ("The answer is: **(A)**.", "(A)", true, true),
                (#"$\boxed{A}$"#, "(A)", false, true), ("The final answer is: 4.0", "4", false, true),
                ("Proved.", "proved", false, true), ("[x]", "x", false, true), ("", "(A)", false, false),
                ("disproved", "proved", false, false), ("no, yes", "no,yes", false, true),
            ]
            let study = try TemplateStudy("bbeh")
            let ask = """
                import json, scorers, sys
                pairs = json.load(sys.stdin)
                print(json.dumps([[scorers.paper(*pair), scorers.official(*pair)] for pair in pairs]))
                """
            let asked = try JSONEncoder().encode(pairs.map { [$0.0, $0.1] })
            let said = try study.python("-c", ask, input: String(decoding: asked, as: UTF8.self))
            #expect(try decode(said, as: [[Bool]].self) == pairs.map { [$0.2, $0.3] })
        }

        /// All 15 questions to learn from are disproved, 8 of 10 that select, and 46 of the 175 that are sealed.
        @Test(.enabled(if: SharedData.bbeh("boardgame_qa") != nil, "no questions of BoardgameQA here"))
        func `a constant is what the published order of BoardgameQA selects, and the sealed questions tell`()
            throws
        {
            let study = try Self.study(of: "boardgame_qa")
            let page = try study.succeed("check")
            #expect(
                page.contains(
                    "Always answering 'disproved' is right for 1.00 of train, 0.80 of validation, 0.26 of test"
                ))
            try study.propose("pieces/extract_answer/constant.py", in: "solver.py")
            try study.succeed("run")
            #expect(try study.steps("bbeh-1").last?.value(on: "validation") == 0.8)
            #expect(try study.succeed("test").contains("-> 0.2629"))
        }

        @Test(
            .enabled(
                if: SharedData.bbeh("causal_understanding") != nil,
                "no questions of Causal Understanding here"))
        func `ten questions confirm nothing where the sealed ones do`() throws {
            let study = try Self.study(of: "causal_understanding")
            try study.put("pieces/extract_answer/words.py", "pieces/prompt/form.py", in: "solver.py")
            try study.propose("pieces/prompt/thorough.py", in: "solver.py")
            let said = try study.succeed("run")
            #expect(said.contains("validation 0.4 → 0.7") && said.contains("No improvement confirmed"))
            let test = try study.succeed("test")
            #expect(test.contains("paper on test: 0.3029 -> 0.7314") && test.contains(", confirmed"))
        }

        /// The study of a task's questions, in their published order.
        private static func study(of task: String) throws -> TemplateStudy {
            let study = try TemplateStudy("bbeh")
            try study.python("prepare.py", task, "--from", #require(SharedData.bbeh(task)))
            try study.change("hone.yaml", ["file: questions.jsonl": "file: data/\(task).jsonl"])
            return study
        }
    }
}
