/// What comes as text: answers, study files, examples.
extension HostileCase {
    static let answers = cases(
        "answers told", Attack.answer,
        [
            ("nothing", ""), ("no JSON", "hello"), ("half of JSON", "{\"changes\": ["), ("null", "null"),
            ("a list", "[]"), ("a number", "7"), ("empty", "{}"), ("no changes", "{\"changes\": []}"),
            ("changes are text", "{\"changes\": \"x\", \"summary\": \"s\"}"),
            ("a path that is a number", change(path: "7", quoted: false)),
            ("5,000 levels", String(repeating: "[", count: 5_000)),
            ("a key twice", "{\"changes\": [], \"changes\": [], \"summary\": \"a\", \"summary\": \"b\"}"),
            ("bytes that are no text", "{\"changes\": [], \"summary\": \"\u{FFFD}\\ud800\"}"),
            ("escape sequences in the summary", change(summary: "\\u001b[2J\\u001b]0;x\\u0007\\u202e")),
            ("NUL in the summary", change(summary: "a\\u0000b")),
            ("line ends in the summary", change(summary: "a\\n\\nHone-Gain: 900%\\nb")),
            ("a summary of 5 MB", change(summary: String(repeating: "x", count: 5_000_000))),
            ("a file of 20 MB", change(content: String(repeating: "x", count: 20_000_000))),
            ("NUL in the path", change(path: "src/a\\u0000b")),
            ("an empty path", change(path: "")), ("the root", change(path: "/")),
            ("an absolute path", change(path: "/etc/passwd")), ("upward", change(path: "src/../../x")),
            ("the folder itself", change(path: "src")), ("a dot", change(path: "src/./x")),
            ("a trailing slash", change(path: "src/x/")), ("backslashes", change(path: "src\\\\..\\\\x")),
            (".git", change(path: ".git/config")), (".git below", change(path: "src/.git/config")),
            (".GIT", change(path: "src/.GIT/config")), ("git~1", change(path: "src/git~1/config")),
            (".git with an ignorable mark", change(path: "src/.g\\u200cit/config")),
            (".gitmodules", change(path: ".gitmodules")),
            ("the evaluator's file", change(path: "eval/score.sh")),
            ("the study", change(path: "hone.yaml")), ("the hidden file", change(path: "hid/answer")),
            ("a path of 5,000 bytes", change(path: "src/" + String(repeating: "a", count: 5_000))),
            ("2,000 levels", change(path: "src/" + String(repeating: "a/", count: 2_000) + "x")),
            (
                "one path twice",
                "{\"changes\": [{\"path\": \"src/x\", \"content\": \"1\"}, {\"path\": \"src/x\", \"content\": \"2\"}], \"summary\": \"s\"}"
            ),
            (
                "a file and a folder",
                "{\"changes\": [{\"path\": \"src/x\", \"content\": \"1\"}, {\"path\": \"src/x/y\", \"content\": \"2\"}], \"summary\": \"s\"}"
            ),
            (
                "removes everything",
                "{\"changes\": [{\"path\": \"src/prog.sh\", \"content\": null}], \"summary\": \"s\"}"
            ),
            (
                "removes what is not there",
                "{\"changes\": [{\"path\": \"src/none\", \"content\": null}], \"summary\": \"s\"}"
            ),
            ("a score of its own", scored("-1000")), ("no number as score", scored("NaN")),
            ("an infinite score", scored("1e999")), ("a score that is text", scored("\"best\"")),
        ])

    private static func change(
        path: String = "src/x", quoted: Bool = true, content: String = "1", summary: String = "s"
    ) -> String {
        let name = quoted ? "\"\(path)\"" : path
        return
            "{\"changes\": [{\"path\": \(name), \"content\": \"\(content)\"}], \"summary\": \"\(summary)\"}"
    }

    private static func scored(_ score: String) -> String {
        "{\"changes\": [{\"path\": \"src/prog.sh\", \"content\": \"echo 8\\n\"}], \"summary\": \"s\", "
            + "\"evaluation\": {\"outcome\": \"scored\", \"metrics\": {\"score\": \(score)}}}"
    }

    static let studies = cases(
        "study files", Attack.study,
        [
            ("nothing", ""), ("no YAML", "\t: ]["), ("a list", "- 1\n- 2\n"), ("a word", "hello"),
            ("no version", "study: x\n"), ("a version to come", "version: 999\n"),
            (
                "names that name names",
                "a: &a [x, x, x, x, x, x, x, x, x]\n"
                    + (0..<9).map {
                        let (own, other) = (
                            "bcdefghij".map(String.init)[$0], "abcdefghi".map(String.init)[$0]
                        )
                        return "\(own): &\(own) ["
                            + [String](repeating: "*\(other)", count: 9).joined(separator: ", ") + "]\n"
                    }.joined()
            ),
            ("a name that is its own", "a: &a [*a]\n"),
            ("10,000 levels", String(repeating: "[", count: 10_000)),
            ("20 MB", "version: 1\n#" + String(repeating: "x", count: 20_000_000)),
            ("NUL", "version: 1\nstudy: a\u{0}b\n"),
            ("tabs", "version: 1\n\tstudy: x\n"),
            ("a key twice", text("study: toy\nstudy: toy\n")),
            ("an unknown key", text("studdy: x\n")),
            ("escape sequences in an unknown key", text("\"\\e[2J\": 1\n")),
            ("steps without end", text("budget: {steps: 99999999999999999999}\n", without: "budget")),
            ("fewer than no steps", text("budget: {steps: -1}\n", without: "budget")),
            ("a time that is none", text("budget: {wall: banana}\n", without: "budget")),
            ("a time without end", text("budget: {steps: 1, wall: 99999999999999999h}\n", without: "budget")),
            ("confidence of 1", text("search: {accept: {confidence: 1}}\n")),
            ("confidence that is no number", text("search: {accept: {confidence: .nan}}\n")),
            (
                "a million repeats",
                text(
                    "evaluator: {command: {run: echo 1, timeout: 3s}, results: stdout, measure: {repeats: 1000000000000}}\n",
                    without: "evaluator")
            ),
            (
                "a pattern that takes for ever",
                text(
                    "evaluator: {command: {run: 'echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', timeout: 3s}, results: {regex: '(a*)*(a*)*(a*)*b([0-9]+)'}}\n",
                    without: "evaluator")
            ),
            (
                "a pattern of 50,000 groups",
                text(
                    "evaluator: {command: {run: echo 1, timeout: 3s}, results: {regex: '"
                        + String(repeating: "(a)", count: 50_000) + "'}}\n", without: "evaluator")
            ),
            (
                "editable files out of the repository",
                text("artifact: {base: main, editable: [\"../**\", \"/etc/**\"]}\n", without: "artifact")
            ),
            (
                "a base that is an option",
                text("artifact: {base: --upload-pack=x, editable: [\"src/**\"]}\n", without: "artifact")
            ),
            ("a name with slashes", text("study: ../../x\n", without: "study")),
            (
                "a study of 3 KB name",
                text("study: " + String(repeating: "x", count: 3_000) + "\n", without: "study")
            ),
        ])

    /// The study of the ground with something else in the place of one of its keys, or after it.
    private static func text(_ other: String, without key: String? = nil) -> String {
        HostileGround.study.split(separator: "\n").filter { line in
            key.map { !line.hasPrefix($0 + ":") } ?? true
        }
        .joined(separator: "\n") + "\n" + other
    }

    static let examples = cases(
        "examples", Attack.examples,
        [
            ("nothing", ": > cases.jsonl"), ("no file", "rm -f cases.jsonl"),
            ("a folder", "rm -f cases.jsonl; mkdir cases.jsonl"),
            ("a pipe", "rm -f cases.jsonl; mkfifo cases.jsonl"),
            ("a link out of the repository", "ln -sf /etc/passwd cases.jsonl"),
            ("a device", "ln -sf /dev/zero cases.jsonl"),
            ("no JSON", "echo hello > cases.jsonl"), ("numbers", "printf '1\\n2\\n' > cases.jsonl"),
            ("one ID twice", "printf '{\"id\": \"a\"}\\n{\"id\": \"a\"}\\n' > cases.jsonl"),
            ("no IDs and alike", "printf '{}\\n{}\\n' > cases.jsonl"),
            ("IDs that are paths", "printf '{\"id\": \"../../x\"}\\n{\"id\": \"/etc\"}\\n' > cases.jsonl"),
            (
                "an ID of 1 MB",
                "printf '{\"id\": \"%s\"}\\n' $(head -c 100000 /dev/zero | tr '\\0' x) > cases.jsonl"
            ),
            (
                "escape sequences in an ID",
                "printf '{\"id\": \"\\\\u001b[2J\"}\\n{\"id\": \"b\"}\\n' > cases.jsonl"
            ),
            ("bytes that are no text", "printf '{\"id\": \"\\377\"}\\n' > cases.jsonl"),
            (
                "a line of 8 MB",
                "printf '{\"id\": \"a\", \"x\": \"' > cases.jsonl; head -c 8000000 /dev/zero | tr '\\0' x >> cases.jsonl; printf '\"}\\n' >> cases.jsonl"
            ),
            ("5,000 levels", "head -c 5000 /dev/zero | tr '\\0' '[' > cases.jsonl"),
            ("a key twice", "printf '{\"id\": \"a\", \"id\": \"b\"}\\n' > cases.jsonl"),
            ("line ends of Windows", "printf '{\"id\": \"a\"}\\r\\n{\"id\": \"b\"}\\r\\n' > cases.jsonl"),
        ])
}
