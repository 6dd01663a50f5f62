import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `hone init`: from a repository that knows nothing of hone to the first accepted step, with no file edited by hand.
    struct InitTests {
        /// A program in C, with its targets.
        private static let program = [
            "Makefile": """
            all: build/sum
            build/sum: src/sum.c bench/main.c
            \tmkdir -p build && $(CC) -O1 -o $@ src/sum.c bench/main.c
            test: all
            \tbuild/sum test
            bench: all
            \tbuild/sum
            .PHONY: all test bench

            """,
            "src/sum.c": """
            long sum(const int *values, int count) {
                long total = 0;
                for (int round = 0; round < 2000; round++) {
                    total = 0;
                    for (int i = 0; i < count; i++) total += values[i];
                }
                return total;
            }

            """,
            "bench/main.c": """
            #include <stdio.h>
            #include <time.h>
            long sum(const int *values, int count);
            int main(int argc, char **argv) {
                static int values[20000];
                for (int i = 0; i < 20000; i++) values[i] = i % 7;
                if (argc > 1) return sum(values, 14) == 42 ? 0 : 1;
                clock_t start = clock();
                volatile long result = sum(values, 20000);
                (void)result;
                printf("%f\\n", (double)(clock() - start) / CLOCKS_PER_SEC);
            }

            """,
            ".gitignore": "build/\n",
        ]

        /// A library with its tests, and a benchmark that git does not have, which wants its own interpreter.
        private static let library = [
            "pyproject.toml": "[project]\nname = \"words\"\n", ".gitignore": ".venv/\n__pycache__/\n",
            "words/__init__.py": "from .count import top\n",
            "words/count.py": """
            def top(text, n=3):
                counts = {}
                for word in text.split():
                    counts[word] = text.split().count(word)
                return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]

            """,
            "tests/test_count.py": """
            import unittest
            from words import top
            class CountTests(unittest.TestCase):
                def test_top(self):
                    self.assertEqual(top("a b a c b a", 2), [("a", 3), ("b", 2)])

            """,
        ]

        private static let benchmark = """
            import sys, time
            from words import top
            assert sys.prefix.endswith(".venv"), sys.prefix
            text = " ".join(str(n % 97) for n in range(500))
            start = time.perf_counter()
            top(text)
            print(time.perf_counter() - start)

            """

        private static let evaluation = """
            import json, os
            prompt = open("prompt.txt").read()
            with open(os.environ["HONE_EXAMPLES"]) as cases, open(os.environ["HONE_RESULTS"], "w") as out:
                for case in map(json.loads, cases):
                    right = int(case["answer"] in prompt)
                    out.write(json.dumps({"id": case["id"], "metrics": {"right": right}}) + "\\n")

            """

        private static func repository(_ files: [String: String]) throws -> UserRepository {
            let user = try UserRepository()
            try user.repository.commit("Start", files: files)
            return user
        }

        /// Lies beside what git has, as an agent of the user's own would.
        private static func addAgent(_ lines: String, to user: UserRepository) throws {
            try user.repository.write("#!/bin/sh\n\(lines)\n", to: "agent.sh")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: user.path + "/agent.sh")
        }

        private static func requireGain(_ user: UserRepository) throws {
            try user.succeed("run", "--steps", "1")
            let steps = try user.steps()
            #expect(steps.map(\.verdict).contains("accepted"), "\(steps)")
            try user.repository.requireSound()
        }

        // MARK: - To the first accepted step

        @Test(.needs("python3")) func `a Python library with an environment in the checkout`() throws {
            let user = try Self.repository(Self.library)
            try user.repository.write(Self.benchmark, to: "bench.py")
            let made = try TestProcess.run(
                ["python3", "-m", "venv", "--without-pip", ".venv"], in: user.path,
                environment: ["PATH": TestProcess.systemFolders.joined(separator: ":")])
            try #require(made.status == 0, "\(made.errors)")
            try Self.addAgent(
                "sed -i 's/counts.word. = .*/counts[word] = counts.get(word, 0) + 1/' words/count.py",
                to: user)
            let said = try user.succeed("init", "--yes", "--proposer", "./agent.sh")
            for line in [
                "Found: Python: unittest, 1 file of tests, benchmark bench.py",
                "Found: Virtual environment .venv",
                "it gave score 0.", "evaluator.files: /bench.py, /agent.sh, which git does not have",
                "Checked: score 0.",
            ] {
                #expect(said.contains(line), "\(line) in:\n\(said)")
            }
            #expect(!said.contains("Mutation"), "an agent proposes")
            let left = try user.repository.git("status", "--porcelain").split(separator: "\n")
            #expect(left == ["?? agent.sh", "?? bench.py", "?? hone.yaml"], "nothing is staged")
            try Self.requireGain(user)
        }

        @Test(.needs("cc", "make")) func `a C program with a makefile`() throws {
            let user = try Self.repository(Self.program)
            try Self.addAgent("sed -i 's/round < 2000/round < 1/' src/sum.c", to: user)
            let said = try user.succeed("init", "--yes", "--proposer", "./agent.sh")
            #expect(said.contains("Found: Makefile: targets test, bench"))
            let text = try user.repository.read("hone.yaml")
            #expect(text.contains("gates: [make -s test]") && text.contains("editable: [src/**]"))
            try Self.requireGain(user)
        }

        @Test(.needs("python3")) func `a prompt with examples`() throws {
            let cases = (1...20).map {
                "{\"id\": \"c\($0)\", \"answer\": \"\($0 % 2 == 0 ? "refund" : "delivery")\"}\n"
            }
            let user = try Self.repository([
                "prompt.txt": "Answer with one word.\n", "cases.jsonl": cases.joined(),
                "evaluate.py": Self.evaluation,
            ])
            try Self.addAgent("echo 'One of refund, delivery.' >>prompt.txt", to: user)
            let said = try user.succeed("init", "--yes", "--proposer", "./agent.sh")
            #expect(said.contains("Found: Prompt prompt.txt, with 20 examples in cases.jsonl"))
            #expect(
                said.contains("it gave right 0 in about")
                    && said.contains("Is more better, or less? maximize"))
            try Self.requireGain(user)
            #expect(try user.succeed("test").contains("right on test: 0 -> 1"))
        }

        @Test func `an agent that is logged in proposes, unless somebody else is named`() throws {
            let user = try Self.repository(["bench.sh": "cat a.txt\n", "a.txt": "3\n"])
            try AgentStandIn.claude.install(work: "echo 1 >a.txt", in: user.programs)
            try user.repository.directory.write("token\n", to: "home/" + AgentStandIn.claude.login)
            #expect(
                try user.succeed("init", "--yes", "--editable", "a.txt").contains("Who proposes? claude-code")
            )
            #expect(try user.repository.read("hone.yaml").contains("use: claude-code"))
            try user.succeed("init", "--force", "--yes", "--editable", "a.txt", "--proposer", "mutation")
            #expect(try user.repository.read("hone.yaml").contains("kind: mutation"))
        }

        @Test(.needs("python3")) func `a benchmark that cannot run is passed over for the next`() throws {
            let user = try Self.repository([
                "a.py": "VALUE = 7\n", "benchmark.py": "import nosuchmodule\nprint(1)\n",
                "perf.py": "import a\nprint(a.VALUE)\n",
            ])
            try user.repository.write("", to: "requirements.txt")
            let said = try user.succeed("init", "--yes", "--proposer", "mutation")
            #expect(said.contains("ModuleNotFoundError") && said.contains("it gave score 7"))
            #expect(said.contains("What shall get better? Make what perf.py times faster"))
            #expect(try user.repository.read("hone.yaml").contains("run: python3 perf.py"))
        }

        // MARK: - Answers

        @Test(.needs("script", "cc", "make"))
        func `a person is asked, and asked again where the command gives no number`() throws {
            let user = try Self.repository(Self.program)
            var environment = HoneBinary.environment(home: user.surroundings)
            environment["TERM"] = "xterm"
            let answers = [
                "Make the sum fast.", "true", "make -s bench", "sideways", "less", "nowhere.c", "src/sum.c",
                "mutation",
            ]
            let result = try TestProcess.run(
                ["script", "--quiet", "--return", "--command", "\(HoneBinary.path) init", "/dev/null"],
                in: user.path,
                environment: environment, input: answers.joined(separator: "\n") + "\n")
            #expect(result.status == 0, "\(result.output)")
            for line in [
                "2/5 How is it measured (a command)? [make -s bench]", "it gave no number",
                "Another command?",
                "it gave score 0.", "Error: 'sideways' is no direction",
                "Error: No file that git has is matched by 'nowhere.c'", "5/5 Who proposes?",
                "Mutation changes numbers and lines at random",
            ] {
                #expect(result.output.contains(line), "\(line) in:\n\(result.output)")
            }
            let text = try user.repository.read("hone.yaml")
            #expect(
                text.contains("instructions: Make the sum fast.") && text.contains("editable: [src/sum.c]"))
        }

        @Test func `without a terminal what is open is named by its options, and nothing is written`() throws
        {
            let user = try Self.repository(["bench.sh": "echo 1\n", "src/a.c": ""])
            let result = try user.hone("init")
            #expect(result.status == 64)
            for option in [
                "`--goal TEXT`", "`--command COMMAND` (found: sh bench.sh)",
                "`--editable PATTERN` (found: src/**)", "`hone init --yes`",
            ] {
                #expect(result.errors.contains(option), "\(option) in:\n\(result.errors)")
            }
            let bare = try Self.repository(["notes.txt": ""]).hone("init", "--yes")
            #expect(bare.status == 64 && bare.errors.contains("nothing in the checkout says it"))
            #expect(!FileManager.default.fileExists(atPath: user.path + "/hone.yaml"))
        }

        @Test(arguments: [
            (["--name", "a/b"], "'a/b' cannot be a study's name"),
            (["--command", "sh nosuch.sh"], "'nosuch.sh', which is not in the checkout"),
            (["--editable", "nosuch.c"], "No file that git has"),
            (["--proposer", "codex"], "no program 'codex' on the PATH"),
            (["--proposer", "nobody"], "'nobody' proposes nothing"),
        ])
        func `a wrong answer is said at once, and nothing is written`(options: [String], words: String) throws
        {
            let user = try Self.repository(["bench.sh": "echo 1\n", "a.txt": "1\n"])
            let result = try user.hone(["init", "--yes", "--editable", "a.txt"] + options)
            #expect(result.status == 64 && result.errors.contains(words), "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: user.path + "/hone.yaml"))
        }

        @Test(arguments: [
            (["--command", "true"], "`evaluator.command`", "standard output was empty"),
            (["--command", "cat a.txt", "--gate", "false"], "`evaluator.gates`", "gate 1"),
            (["--command", "cat a.txt", "--build", "exit 3"], "`evaluator.build`", "exited with 3"),
        ])
        func `a study whose base has no score stays, and the key that is to blame is named`(
            options: [String], key: String, reason: String
        ) throws {
            let user = try Self.repository(["a.txt": "1\n"])
            let result = try user.hone(["init", "--editable", "a.txt"] + options)
            #expect(result.status == 1)
            #expect(result.errors.contains(key) && result.errors.contains(reason), "\(result.errors)")
            #expect(try user.repository.read("hone.yaml").contains("editable: [a.txt]"))
            let again = try user.hone(["init", "--editable", "a.txt"] + options)
            #expect(again.status == 1 && again.errors.contains("exists already"))
        }

        @Test func `of named numbers the one that decides is found, and which way is better`() throws {
            let user = try Self.repository(["a.txt": "1\n"])
            let command = #"echo '{"files": 3, "accuracy": 0.5}'"#
            let said = try user.succeed("init", "--command", command, "--editable", "a.txt")
            #expect(said.contains("it gave accuracy 0.5"))
            let text = try user.repository.read("hone.yaml")
            #expect(text.contains("metric: accuracy") && text.contains("direction: maximize"))
        }

        @Test func `a number between words is found by them`() throws {
            let user = try Self.repository(["a.txt": "1\n"])
            let said = try user.succeed(
                "init", "--command", "echo 'run 7 of 9'; echo 'Best time: 0.25s'", "--editable", "a.txt")
            #expect(said.contains("it gave time 0.25") && said.contains("evaluator.results"))
            let text = try user.repository.read("hone.yaml")
            #expect(text.contains("metric: time") && text.contains("direction: minimize"))
            #expect(try user.succeed("check").contains("time 0.25"))
        }
    }
}
