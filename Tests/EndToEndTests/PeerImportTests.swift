import TestSupport
import Testing

extension EndToEnd {
    /// `hone init --from`: folders that were made for other programs, as they lie; the ones here have their interfaces.
    @Suite(.needs("python3")) struct PeerImportTests {
        @Test func `a folder of OpenEvolve runs as it lies, its first stage as a gate`() throws {
            let user = try user(Self.openEvolve)
            let said = try user.succeed("init", "--from", "openevolve", "ex/knobs")
            #expect(
                said.contains("Wrote 'hone.yaml' and 'hone_openevolve.py'; 'ex/knobs' is used as it lies"))
            let file = try user.repository.read("hone.yaml")
            #expect(file.contains("instructions: |-\n  Raise the knobs.\n  Each has its place.\n"))
            #expect(
                file.contains(
                    "# proposer: {kind: chat, models: [{key: OPENAI_API_KEY, name: small, url: \"http://127.0.0.1:1/v1\"}]}"
                ))
            #expect(!file.contains("sk-secret"))
            let exact = file.replacing(
                "results: openevolve", with: "results: openevolve\n  deterministic: true")
            try user.repository.write(exact, to: "hone.yaml")
            let page = try user.succeed("check")
            #expect(page.contains("combined_score 0.2"))
            try user.succeed("run")
            let steps = try user.steps("knobs-1")
            #expect(steps.count == 21)
            #expect(
                steps.contains { $0.outcome == "gate failed" } && steps.contains { $0.verdict == "accepted" })
            let best = try user.succeed("show", "knobs-1:best")
            #expect(best.contains("stage1:") && best.contains("farthest: "))
            #expect(best.contains("ex/knobs/initial_program.py"))
            // The knobs are all that a mutation may touch.
            let changed = try user.repository.git("diff", "-U0", "HEAD", "hone/knobs-1/best")
            let lines = changed.split(separator: "\n").filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
            #expect(lines.allSatisfy { $0.contains("KNOBS") || $0.contains("initial_program.py") })
            #expect(
                try user.repository.git("status", "--porcelain") == "?? hone.yaml\n?? hone_openevolve.py")
        }

        @Test func `an evaluator that says why has its words shown`() throws {
            let user = try user(Self.openEvolve)
            try user.succeed("init", "--from", "openevolve", "ex/knobs")
            try user.proposeFromOutside()
            try user.succeed("ask", "--new")
            let broken = """
                {"changes": [{"path": "ex/knobs/initial_program.py", "content":
                "LIMIT = 9\\n# EVOLVE-BLOCK-START\\nKNOBS = [1, 1\\n# EVOLVE-BLOCK-END\\n\\n\\ndef knobs():\\n    return KNOBS\\n"}]}
                """
            let told = try user.hone("tell", input: broken)
            #expect(told.output.contains("gate failed"))
            #expect(try user.succeed("show", "knobs-1:1").contains("error: '[' was never closed"))
        }

        @Test func `a folder of ShinkaEvolve runs as it lies, and what is not correct is no result`() throws {
            let user = try user(Self.shinka)
            try user.succeed("init", "--from", "shinka", "ex/sum")
            let file = try user.repository.read("hone.yaml")
            #expect(file.contains("instructions: Raise the sum of the parts.") && file.contains("steps: 12"))
            let exact = file.replacing("results: shinka", with: "results: shinka\n  deterministic: true")
            try user.repository.write(exact, to: "hone.yaml")
            #expect(try user.succeed("check").contains("combined_score 6"))
            try user.succeed("run")
            let steps = try user.steps("sum-1")
            #expect(steps.count == 13)
            #expect(steps.contains { $0.outcome == "invalid" } && steps.contains { $0.verdict == "accepted" })
            let wrong = try #require(steps.first { $0.outcome == "invalid" })
            #expect(
                try user.succeed("show", "sum-1:\(wrong.step)").contains(
                    "the result is not correct: 'over the limit'"))
            let best = try user.succeed("show", "sum-1:best")
            #expect(best.contains("parts") && !best.contains("secret"))
        }

        @Test func `a script that calls GEPA runs as it lies, once what it starts from is written`() throws {
            let user = try user(Self.gepa)
            let said = try user.succeed("init", "--from", "gepa", "ex/list")
            #expect(
                said.contains(
                    "Write what it starts from as files: `python3 hone_gepa.py ex/list/main.py prepare`"))
            let prepared = try TestProcess.run(
                ["python3", "hone_gepa.py", "ex/list/main.py", "prepare"], in: user.path,
                environment: user.repository.environment)
            #expect(
                prepared.output
                    == "from-gepa/candidate/list.txt\n3 examples of train\n2 examples of validation\n")
            try user.repository.git("add", "--all")
            try user.repository.git("commit", "--quiet", "-m", "What it starts from")
            #expect(try user.succeed("check").contains("validation: 2 examples"))
            try user.proposeFromOutside()
            let asked = try user.succeed("ask", "--new")
            #expect(asked.contains("Name them all.") && asked.contains("wanted: bee"))
            let answer = #"{"changes": [{"path": "from-gepa/candidate/list.txt", "content": "ant bee cat"}]}"#
            #expect(try user.succeed("tell", input: answer).contains("accepted"))
            let steps = try user.steps("list-1")
            #expect(steps.map { $0.value(on: "validation") } == [0, 1])
            #expect(steps[1].scores?.first?.metrics?["length"]?.value == 11)
        }

        @Test func `what is missing is named, and nothing is written`() throws {
            let user = try user(["empty/notes.txt": "x\n", "two/initial.py": "x\n", "two/initial.rs": "x\n"])
            let fails = { (words: String...) in
                let done = try user.hone(["init", "--from"] + words)
                #expect(done.status != 0)
                return done.errors
            }
            #expect(
                try fails("openevolve", "empty").contains(
                    "Error: 'empty' cannot be taken over from OpenEvolve\nCaused by: there is no initial_program.* in it"
                ))
            #expect(try fails("shinka", "two").contains("several of initial.* in it: initial.py, initial.rs"))
            #expect(try fails("shinka", "/").contains("it lies outside the checkout"))
            #expect(try fails("shinka", "none").contains("cannot be taken over"))
            #expect(try fails("shinka", "empty/notes.txt").contains("it is no folder"))
            #expect(try fails("shinka").contains("Name the folder to take over"))
            #expect(try fails("elsewhere", "empty").contains("openevolve"))
            #expect(try user.repository.git("status", "--porcelain") == "")
        }

        private func user(_ files: [String: String]) throws -> UserRepository {
            let user = try UserRepository()
            try user.repository.commit("Start", files: files)
            return user
        }

        private static let openEvolve = [
            "ex/knobs/initial_program.py": """
            LIMIT = 9
            # EVOLVE-BLOCK-START
            KNOBS = [1, 2, 3]
            # EVOLVE-BLOCK-END


            def knobs():
                return KNOBS

            """,
            "ex/knobs/evaluator.py": """
            import importlib.util

            from openevolve.evaluation_result import EvaluationResult
            from places import PLACES


            def load(path):
                spec = importlib.util.spec_from_file_location("program", path)
                program = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(program)
                return program.knobs()


            def evaluate_stage1(program_path):
                try:
                    return {"runs": float(len(load(program_path)) == 3), "in_range": float(max(load(program_path)) < 100)}
                except Exception as error:
                    return {"runs": 0.0, "error": str(error)}


            def evaluate_stage2(program_path):
                print({"printed": "by the evaluator"})
                distances = [abs(a - b) for a, b in zip(load(program_path), PLACES)]
                score = 1 / (1 + sum(distances))
                return EvaluationResult(metrics={"combined_score": score}, artifacts={"farthest": max(distances)})


            def evaluate(program_path):
                return evaluate_stage2(program_path)

            """,
            "ex/knobs/places.py": "PLACES = [3, 2, 5]\n",
            "ex/knobs/config.yaml": """
            max_iterations: 20
            random_seed: 3
            llm:
              primary_model: small
              api_base: "http://127.0.0.1:1/v1"
              api_key: sk-secret
            prompt:
              system_message: |-
                Raise the knobs.
                Each has its place.
            evaluator:
              timeout: 20
              cascade_thresholds: [0.9]

            """,
        ]

        private static let gepa = [
            "ex/list/main.py": """
            import gepa.optimize_anything as oa
            from gepa.optimize_anything import EngineConfig, GEPAConfig, optimize_anything

            WORDS = [{"word": "ant"}, {"word": "bee"}, {"word": "cat"}]


            def evaluate(candidate, example):
                oa.log("asked for", example["word"])
                info = {"wanted": example["word"], "scores": {"length": len(candidate["list"])}}
                return float(example["word"] in candidate["list"]), info


            if __name__ == "__main__":
                found = optimize_anything(
                    seed_candidate={"list": "ant"}, evaluator=evaluate, dataset=WORDS, valset=WORDS[1:],
                    objective="Name them all.", config=GEPAConfig(engine=EngineConfig(max_metric_calls=10)))
                print(found.best_candidate)

            """
        ]

        private static let shinka = [
            "ex/sum/initial.py": """
            # EVOLVE-BLOCK-START
            def parts():
                return [1, 2, 3]


            # EVOLVE-BLOCK-END

            """,
            "ex/sum/evaluate.py": """
            import argparse
            import json
            import os
            import runpy

            parser = argparse.ArgumentParser()
            parser.add_argument("--program_path")
            parser.add_argument("--results_dir")
            asked = parser.parse_args()
            limit = int(open("limit.txt").read())
            parts = runpy.run_path(asked.program_path)["parts"]()
            correct = sum(parts) <= limit
            os.makedirs(asked.results_dir, exist_ok=True)
            with open(os.path.join(asked.results_dir, "correct.json"), "w") as file:
                json.dump({"correct": correct, "error": None if correct else "over the limit"}, file)
            with open(os.path.join(asked.results_dir, "metrics.json"), "w") as file:
                json.dump({"combined_score": sum(parts), "public": {"parts": len(parts)}, "private": {"secret": 7}}, file)

            """,
            "ex/sum/limit.txt": "12\n",
            "ex/sum/run_evo.py": """
            about = \"\"\"Not this.\"\"\"
            search_task_sys_msg = \"\"\"Raise the sum of the parts.\"\"\"

            """,
            "ex/sum/long.yaml": "evo_config: {num_generations: 400}\n",
            "ex/sum/short.yaml": "evo_config: {num_generations: 12, max_api_costs: 0.5}\n",
        ]
    }
}
