import Foundation
import StudyModel
import TestSupport
import Testing

@testable import Operations

/// What a command needs that a checkout has: files, an interpreter, and what it may reach.
struct SurveyedCommandTests {
    @Test func `what the command names and git does not have belongs to the evaluator`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try SurveyedCheckout.of(
            [
                "bench.py": "import data_points\nopen('table.csv')\n", "data_points.py": "", "table.csv": "",
                "notes.txt": "", "perf/run.sh": "", "perf/lib.sh": "", "a.py": "",
            ],
            untracked: [
                "bench.py", "data_points.py", "notes.txt", "perf/lib.sh", "perf/run.sh", "table.csv",
            ],
            in: folder)
        let files = { CommandWords($0).untracked(in: checkout, beside: []) }
        #expect(files("python bench.py --quick") == ["/bench.py", "/data_points.py", "/table.csv"])
        #expect(files("sh './perf/run.sh' 3") == ["perf/**"])
        #expect(files("sh -c 'x' perf/") == ["/perf/**"])
        #expect(files("python a.py && cat /etc/passwd ../x") == [])
    }

    @Test(arguments: [
        ("python nosuch.py", "nosuch.py"), ("./run.sh 3", "./run.sh"), ("build/tool in.txt", nil),
        ("python -c 'import a.py'", nil), ("cat /x/y.py", nil), ("python a.py", nil),
    ])
    func `a script that is nowhere is named`(command: String, missing: String?) throws {
        let folder = try TemporaryDirectory()
        let checkout = try SurveyedCheckout.of(["a.py": ""], in: folder)
        #expect(CommandWords(command).missing(in: checkout) == missing)
    }

    @Test(arguments: [
        ("python bench.py", "V bench.py"), ("pytest -q tests", "V -m pytest -q tests"),
        ("X=1 python3 a.py && python b.py", "X=1 V a.py && V b.py"), ("echo python", "echo python"),
        ("make; python a.py", "make; V a.py"), ("./python a.py", "./python a.py"),
    ])
    func `python is the virtual environment's`(command: String, expected: String) {
        #expect(command.runningPython("V") == expected)
    }

    @Test
    func
        `an environment in the checkout that is active is lent, and one that sleeps is not forced on a command`()
        throws
    {
        let folder = try TemporaryDirectory()
        let files = [
            "a.py": "", "bench.py": "", ".venv/bin/python": "", ".venv/pyvenv.cfg": "home = /usr/bin\n",
        ]
        for (path, text) in files { try folder.write(text, to: path) }
        let draft = { (environment: [String: String], command: String) in
            let checkout = SurveyedCheckout(
                top: folder.path, tracked: ["a.py", "bench.py"], untracked: [], environment: environment)
            return try StudyForm(
                StudyAnswers(command: command, editable: ["a.py"], gates: ["pytest -q"]), name: "a",
                checkout: checkout, proposers: nil, proposals: .left
            ).draft
        }
        let active = try draft(["VIRTUAL_ENV": folder.path + "/.venv"], "python bench.py")
        #expect(
            active.command == ".venv/bin/python bench.py" && active.gates == [".venv/bin/python -m pytest -q"]
        )
        #expect(
            active.settings["evaluator.inputs"]
                == .array([.object(["from": .string(".venv"), "to": .string(".venv")])]))
        #expect(active.settings["evaluator.sandbox.read"] == nil)
        let asleep = try draft([:], "python3 bench.py")
        #expect(asleep.command == "python3 bench.py" && asleep.settings["evaluator.inputs"] == nil)
        #expect(try draft([:], ".venv/bin/python bench.py").settings["evaluator.inputs"] != nil)
    }

    @Test func `an interpreter that neither the system nor the PATH has is shown, and nothing but that`()
        throws
    {
        let folder = try TemporaryDirectory()
        let home = folder.path + "/python/3.13"
        for name in ["python/3.13/bin/python3", "python/3.13/lib/python3.13/os.py", "secret/bin/key"] {
            try folder.write("", to: name)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: home + "/bin/python3")
        let place = { (named: String, path: String) in
            let files = ["repo/.venv/bin/python": "", "repo/.venv/pyvenv.cfg": "home = \(named)\n"]
            for (name, text) in files { try folder.write(text, to: name) }
            return PythonPlace(
                SurveyedCheckout(
                    top: folder.path + "/repo", tracked: ["a.py"], untracked: [], environment: ["PATH": path])
            )
        }
        #expect(try place(home + "/bin", "/usr/bin").readable == [home + "/bin", home + "/lib"])
        #expect(try place(home + "/bin", home + "/bin:/usr/bin").readable == [])
        #expect(try place(folder.path + "/secret/bin", "/usr/bin").readable == [])
        #expect(try place("/", "/usr/bin").readable == [])
    }

    @Test func `an environment that git has is no more than files`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try SurveyedCheckout.of(
            ["a.py": "", ".venv/bin/python": "", ".venv/pyvenv.cfg": "home = /usr/bin\n"], in: folder)
        #expect(PythonPlace(checkout).folder == nil)
    }

    @Test func `what an evaluator would reach is said, and let by nobody but a person`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try SurveyedCheckout.of(
            [
                "prompt.txt": "", "cases.jsonl": "{\"id\": 1}\n",
                "evaluate.py": "os.environ['OPENAI_API_KEY']; open('prompt.txt')\n",
            ], in: folder)
        let draft = { (answers: StudyAnswers) in
            var form = try StudyForm(
                answers, name: "a", checkout: checkout, proposers: nil, proposals: .taken)
            #expect(form.seen.contains { $0.contains("`--network --secret OPENAI_API_KEY`") })
            try form.answer(.command, "python3 evaluate.py")
            return form.draft
        }
        let closed = try draft(StudyAnswers()).settings
        #expect(closed["evaluator.secrets"] == nil && closed["evaluator.sandbox.network"] == nil)
        let open = try draft(StudyAnswers(secrets: ["OPENAI_API_KEY"], network: .on)).settings
        #expect(open["evaluator.secrets"] == .array([.string("OPENAI_API_KEY")]))
        #expect(open["evaluator.sandbox.network"] == .bool(true))
    }

    @Test func `known tools are made to write what is read`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try SurveyedCheckout.of(
            ["b.py": "def test_a(benchmark): pass\n", "test_a.py": ""], in: folder)
        let prepared = { PreparedCommand($0, in: checkout) }
        #expect(prepared("pytest b.py").command == "pytest b.py --benchmark-json=\"$HONE_RESULTS\"")
        #expect(prepared("pytest b.py").results == .string("pytest-benchmark"))
        #expect(prepared("pytest test_a.py").results == nil)
        let own = "python -m pytest --benchmark-json=\"$HONE_RESULTS\" b.py"
        #expect(prepared(own).command == own && prepared(own).metric == "min")
        #expect(
            prepared("hyperfine -N ./x").command == "hyperfine --export-json \"$HONE_RESULTS\" -N ./x")
    }
}
