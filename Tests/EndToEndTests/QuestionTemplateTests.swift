import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `hone init --template bbeh`: a prompt, the code that reads answers off, and a stand-in for the model.
    @Suite(.needs("python3")) struct QuestionTemplateTests {
        @Test
        func `as it is written the study can be run, and its sweep says what it cannot tell`() throws {
            let user = try Self.user()
            #expect(try user.succeed("check", "-C", "study").contains("validation: 10 examples"))
            try user.change("study/sweep.yaml", ["each: 15": "each: 1"])
            let text = try user.succeed("sweep", "-C", "study")
            #expect(text.contains("cell 3 against cell 2"))
            #expect(text.contains("No difference found at this budget"))
            #expect(text.contains("Missing: none."))
            let table: Table = try decode(user.succeed("sweep", "show", "--json", "-C", "study"))
            let runs = table.cells.flatMap(\.runs)
            #expect(runs.count == 9 && runs.allSatisfy { $0.test != nil })
        }

        private struct Table: Decodable {
            struct Cell: Decodable {
                struct Run: Decodable { let test: Double? }

                let runs: [Run]
            }

            let cells: [Cell]
        }

        @Test func `any endpoint is asked, and what it spent is counted`() throws {
            let endpoint = try ScriptedEndpoint { _, _ in
                .openAI("It must be so.\nAnswer: 2", usage: (50, 7))
            }
            let user = try Self.user()
            try user.change(
                "study/hone.yaml",
                ["evaluate.py stand-in": "evaluate.py tested", "updates: 15": "updates: 1"])
            let page = try user.hone("check", "-C", "study")
            #expect(page.status == 1 && page.output.contains("MODEL_URL is to say where 'tested' is served"))
            user.variables["MODEL_URL"] = endpoint.url
            try user.succeed("run", "-C", "study")
            let sent = try #require(endpoint.requests.first?.text)
            #expect(sent.contains(#""model": "tested""#) && sent.contains("Here is a question."))
            // Three of the ten questions that select have this answer.
            let base = try decode(user.succeed("log", "--json", "-C", "study"), as: LogPage.self).steps
                .first { $0.step == 0 }
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
            let user = try Self.user()
            let ask = """
                import json, scorers, sys
                pairs = json.load(sys.stdin)
                print(json.dumps([[scorers.paper(*pair), scorers.official(*pair)] for pair in pairs]))
                """
            let said = try TestProcess.run(
                ["python3", "-c", ask], in: user.path + "/study",
                environment: ProcessInfo.processInfo.environment,
                input: String(decoding: JSONEncoder().encode(pairs.map { [$0.0, $0.1] }), as: UTF8.self))
            #expect(try decode(said.output, as: [[Bool]].self) == pairs.map { [$0.2, $0.3] })
        }

        /// All 15 questions to learn from are disproved, 8 of 10 that select, and 46 of the 175 that are sealed.
        @Test(.enabled(if: SharedData.bbeh("boardgame_qa") != nil, "no questions of BoardgameQA here"))
        func `a constant is what the published order of BoardgameQA selects, and the sealed questions tell`()
            throws
        {
            let user = try Self.user(task: "boardgame_qa")
            let page = try user.succeed("check", "-C", "study")
            #expect(
                page.contains(
                    "Always answering 'disproved' is right for 1.00 of train, 0.80 of validation, 0.26 of test"
                ))
            try user.propose("pieces/extract_answer/constant.py")
            try user.succeed("run", "-C", "study")
            let steps = try decode(user.succeed("log", "--json", "-C", "study"), as: LogPage.self).steps
            #expect(steps.first?.value(on: "validation") == 0.8)
            #expect(try user.succeed("test", "-C", "study").contains("-> 0.2629"))
        }

        @Test(
            .enabled(
                if: SharedData.bbeh("causal_understanding") != nil,
                "no questions of Causal Understanding here"))
        func `ten questions confirm nothing where the sealed ones do`() throws {
            let user = try Self.user(task: "causal_understanding")
            try user.put("pieces/extract_answer/words.py", "pieces/prompt/form.py")
            try user.propose("pieces/prompt/thorough.py")
            let said = try user.succeed("run", "-C", "study")
            #expect(said.contains("validation 0.4 → 0.7") && said.contains("No improvement confirmed"))
            let test = try user.succeed("test", "-C", "study")
            #expect(test.contains("paper on test: 0.3029 -> 0.7314") && test.contains(", confirmed"))
        }

        /// A repository of the template in `study`; with a task's questions in their published order.
        private static func user(task: String? = nil) throws -> UserRepository {
            let user = try UserRepository()
            try user.succeed("init", "--template", "bbeh", "study")
            guard let task else { return user }
            let file = try #require(SharedData.bbeh(task))
            let made = try TestProcess.run(
                ["python3", "prepare.py", task, "--from", file], in: user.path + "/study",
                environment: ProcessInfo.processInfo.environment)
            try #require(made.status == 0, "\(made.errors)")
            try user.change("study/hone.yaml", ["file: questions.jsonl": "file: data/\(task).jsonl"])
            return user
        }
    }
}

extension UserRepository {
    /// Replaces texts of a file, each of which has to be there.
    fileprivate func change(_ file: String, _ replacements: [String: String]) throws {
        var text = try repository.read(file)
        for (old, new) in replacements {
            try #require(text.contains(old))
            text = text.replacingOccurrences(of: old, with: new)
        }
        try repository.write(text, to: file)
    }

    /// Has the study of the template propose what some pieces make of its solver.
    fileprivate func propose(_ pieces: String...) throws {
        try repository.git("-C", path + "/study", "checkout", "--quiet", "-b", "proposed")
        for piece in pieces { try put(piece) }
        try repository.git("-C", path + "/study", "checkout", "--quiet", "main")
        try change(
            "study/hone.yaml",
            [
                "kind: agent": "kind: commits",
                "command: python3 stand_in.py solver.py": "commits: main..proposed",
            ])
    }

    /// Commits pieces in place of the solver's regions.
    fileprivate func put(_ pieces: String...) throws {
        for piece in pieces {
            let mark = "# hone: begin \(piece.split(separator: "/")[1])\n"
            let parts = try repository.read("study/solver.py").components(separatedBy: mark)
            let end = try #require(parts[1].range(of: "# hone: end"))
            let text = try parts[0] + mark + repository.read("study/" + piece) + parts[1][end.lowerBound...]
            try repository.write(text, to: "study/solver.py")
            try repository.git("-C", path + "/study", "commit", "--quiet", "-m", piece, "solver.py")
        }
    }
}
