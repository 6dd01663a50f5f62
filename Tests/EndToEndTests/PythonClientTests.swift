import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The Python package that evaluators report with and optimizers ask with.
    @Suite(.needs("python3")) struct PythonClientTests {
        /// A repository with a virtual environment that has the package.
        private static func user(_ study: Study, files: [String: String] = [:]) throws -> UserRepository {
            let user = try UserRepository(study, files: files)
            let made = try TestProcess.run(
                ["python3", "-m", "venv", "--without-pip", user.surroundings + "/venv"], in: user.path,
                environment: HoneBinary.environment(home: user.surroundings))
            guard made.status == 0 else { throw TestProcess.Failure(description: made.errors) }
            try user.succeed("install", "--python", user.surroundings + "/venv")
            return user
        }

        private static func python(_ user: UserRepository, _ script: String) throws -> TestProcess {
            var environment = HoneBinary.environment(home: user.surroundings)
            environment["HONE"] = HoneBinary.path
            return try TestProcess.run(
                [user.surroundings + "/venv/bin/python", "-c", script], in: user.path,
                environment: environment)
        }

        @Test func `an evaluator reports scores, feedback and traces of its examples`() throws {
            let judge = """
                import hone
                words = open("words.txt").read().split()
                for example in hone.examples():
                    found = example["word"] in words
                    hone.trace(example=example["id"], action="look", reward=int(found))
                    hone.report(found, example=example["id"], feedback="there" if found else "missing " + example["word"])
                """
            let study = Study(
                text: """
                    version: 1
                    study: words
                    instructions: Have every word.
                    artifact: {editable: [words.txt]}
                    evaluator:
                      files: [judge.py, cases.jsonl]
                      command: {run: 'VENV/bin/python judge.py', timeout: 60s}
                      sandbox: {read: [VENV]}
                      deterministic: true
                    objective: {direction: maximize}
                    examples: {file: cases.jsonl, split: {train: 3}}
                    proposer: {kind: external}
                    store: {traces: all}

                    """, files: [:])
            let cases = ["a", "b", "c"].enumerated().map { #"{"id": \#($0), "word": "\#($1)"}"# + "\n" }
            let user = try Self.user(
                study, files: ["judge.py": judge, "cases.jsonl": cases.joined(), "words.txt": "a\n"])
            try user.repository.write(
                study.text.replacing("VENV", with: user.surroundings + "/venv"), to: "hone.yaml")
            let result = try Self.python(
                user,
                """
                import hone
                run = hone.Run.new(steps=2)
                turn = run.ask()
                assert turn.files == {"words.txt": "a\\n"} and turn.step == 1, turn
                assert "missing b" in turn.evidence, turn.evidence
                told = run.tell(turn, {"words.txt": "a b\\n"}, summary="add b")
                assert (told.outcome, told.verdict, told.has_ended) == ("scored", "accepted", False), told
                turn = next(run.turns())
                told = run.tell(turn, {"words.txt": "a b c\\n"}, summary="add c", tokens=(10, 2))
                assert told.has_ended and told.score == 1, told
                assert run.ask() is None
                try:
                    hone.Run("nothing-1").ask()
                except hone.Error as error:
                    print(error)
                """)
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.hasPrefix("Error: There is no run named 'nothing-1'"))
            let steps = try user.steps("words-1")
            #expect(steps.map(\.summary) == ["the base", "add b", "add c"])
            #expect(try user.succeed("show", "words-1:1").contains("traces/1.0.jsonl"))
        }

        @Test func `outside of hone a report is printed, and what is no result is refused`() throws {
            let user = try Self.user(.sum())
            let result = try Self.python(
                user,
                """
                import hone
                assert hone.examples() == []
                hone.report(0.5, example=3)
                hone.report(seconds=1.5, size=2, feedback="ü")
                for wrong in [lambda: hone.report(), lambda: hone.report(1, size=2), lambda: hone.report(float("nan"))]:
                    try:
                        wrong()
                    except ValueError as error:
                        print(error)
                """)
            #expect(
                result.output == """
                    {"id": "3", "score": 0.5}
                    {"metrics": {"seconds": 1.5, "size": 2}, "feedback": "ü"}
                    report either a score or metrics by name
                    report either a score or metrics by name
                    score must be a finite number, not nan

                    """, "\(result.errors)")
        }

        @Test func `it goes into a virtual environment alone, and over nobody else's package`() throws {
            let user = try Self.user(.sum())
            let again = try user.succeed("install", "--python", user.surroundings + "/venv")
            #expect(again.contains("/site-packages/hone/__init__.py\n"))
            let none = try user.hone("install", "--python", user.path)
            #expect(none.status == 64 && none.errors.contains("is no virtual environment of Python"))
            let module = try #require(again.split(separator: "\n").first)
            let packages = URL(filePath: String(module)).deletingLastPathComponent()
                .deletingLastPathComponent()
            for name in try FileManager.default.contentsOfDirectory(atPath: packages.path)
            where name.hasPrefix("hone_client") {
                try FileManager.default.removeItem(at: packages.appending(path: name))
            }
            let foreign = try user.hone("install", "--python", user.surroundings + "/venv")
            #expect(foreign.status == 1 && foreign.errors.contains("There is another package named 'hone'"))
        }
    }
}
