import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Whatever JSON hone stores or prints obeys the rules of the article "The stored format".
    @Suite(.needs("python3")) struct SpellingTests {
        /// Objects whose keys are names of somebody's: metrics, settings, writers, examples' answers.
        private static let foreign: Set = [
            "metrics", "settings", "levels", "labels", "saw", "journals", "parts", "programs", "algorithms",
            "passed_over",
        ]
        /// What is called otherwise.
        private static let forbidden: Set = [
            "wall_seconds", "tokens_in", "tokens_out", "recorded_at", "started_at", "deleted_at", "date",
            "usage",
            "parent", "baseline", "commit_id", "best_score", "step_number",
        ]

        /// What is wrong with a document, by path.
        private static func faults(in value: Any, at path: String) -> [String] {
            switch value {
            case let fields as [String: Any]:
                return faults(of: fields, at: path)
                    + fields.flatMap { key, value -> [String] in
                        let own = "\(path).\(key)"
                        if foreign.contains(key), let named = value as? [String: Any] {
                            // Values of settings are the study file's, and rows have the names of examples.
                            return key == "settings" || path.contains("/rows-")
                                ? [] : named.flatMap { faults(in: $1, at: "\(own).NAME") }
                        }
                        return nameFaults(key, at: path) + faults(in: value, at: own)
                    }
            case let elements as [Any]:
                return elements.flatMap { faults(in: $0, at: path + "[]") }
            case is NSNull: return ["\(path) is null"]
            default: return []
            }
        }

        private static func nameFaults(_ key: String, at path: String) -> [String] {
            let isSnake = key.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil
            return isSnake && !forbidden.contains(key) && !key.hasPrefix("is_")
                ? [] : ["\(path) has '\(key)'"]
        }

        /// What has one spelling has it here.
        private static func faults(of fields: [String: Any], at path: String) -> [String] {
            var faults: [String] = []
            func expect(_ key: String, _ words: String, _ isRight: (Any) -> Bool) {
                if let value = fields[key], !isRight(value) {
                    faults.append("\(path).\(key) is not \(words)")
                }
            }
            if fields["step"] != nil, fields["writer"] == nil {
                faults.append("\(path) has a step without writer")
            }
            expect("step", "a number") { $0 is Int }
            expect("writer", "a writer") { ($0 as? String)?.wholeMatch(of: /[0-9a-f]{8}/) != nil }
            expect("seed", "text") { $0 is String }
            expect("at", "a time") {
                ($0 as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil
            }
            expect("candidate", "a commit, or a candidate reference") {
                ($0 as? String)?.wholeMatch(of: /[0-9a-f]{40}/) != nil
                    || ($0 as? [String: Any])?["step"] != nil
            }
            expect("commit", "that of the base, or of a revert") { _ in
                path.hasSuffix(".base") || fields["lineage"] != nil
            }
            expect("parents", "a list") { $0 is [String] }
            expect("tokens", "in and out") { Set(($0 as? [String: Any] ?? [:]).keys) == ["in", "out"] }
            expect("cost", "an amount") {
                !Set(($0 as? [String: Any] ?? [:]).keys).isDisjoint(with: ["amount", "most"])
            }
            expect("seconds", "a number") { $0 is NSNumber }
            return faults
        }

        /// Expects a text to be one JSON object, with a version where it is a document of its own.
        ///
        /// - Parameter document: what it is by the page `hone-json(7)`, whose fields it then has and no others.
        private func check(
            _ text: some StringProtocol, _ what: String, version: Bool = true, as document: String? = nil
        ) throws {
            let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
            var fields = try #require(value as? [String: Any], "\(what)")
            if version { #expect(fields["version"] as? Int == 1, "\(what)") }
            #expect(Self.faults(in: fields, at: what) == [])
            guard let document else { return }
            fields["version"] = nil
            #expect(Set(schema.faults(in: fields, of: document, at: what)) == [])
        }

        private let schema: PrintedSchema

        init() throws { schema = try PrintedSchema() }

        /// The document of `hone-json(7)` that a command prints.
        private static func document(of words: [String]) -> String {
            switch words[0] {
            case "review" where words.count > 1:
                "hone review CANDIDATE" + (words.contains("--approve") ? " --approve" : "")
            case "log", "show":
                (["hone", words[0]] + words.filter { ["--operations", "--trials"].contains($0) })
                    .joined(separator: " ")
            case "hooks": "hone hooks status"
            case "runs": "hone status"
            case "sweep": "hone sweep run"
            default: "hone " + words[0]
            }
        }

        /// The commands that have `--json`, such as `runs trash`.
        private func commands(_ user: UserRepository) throws -> Set<String> {
            struct Help: Decodable {
                let command: Command
            }
            struct Command: Decodable {
                let commandName: String
                let arguments: [Argument]?
                let subcommands: [Command]?
            }
            struct Argument: Decodable {
                let names: [Name]?
            }
            struct Name: Decodable {
                let name: String
            }
            func found(_ command: Command, below path: [String]) -> [String] {
                let isListing = command.arguments?.contains {
                    $0.names?.contains { $0.name == "json" } ?? false
                }
                return (isListing == true ? [path.joined(separator: " ")] : [])
                    + (command.subcommands ?? []).flatMap { found($0, below: path + [$0.commandName]) }
            }
            let text = try user.succeed("--experimental-dump-help")
            return Set(found(try JSONDecoder().decode(Help.self, from: Data(text.utf8)).command, below: []))
        }

        @Test func `all that is printed for programs, and all that is stored, is spelled alike`() throws {
            let user = try UserRepository(.product(steps: 5, evaluator: "  missing: worst"))
            let folder = try TemporaryDirectory()
            try user.repository.git("init", "-q", "--bare", folder.path + "/bare.git")
            try user.repository.git("remote", "add", "origin", folder.path + "/bare.git")
            try user.repository.git("branch", "taken")
            let best = "product-1:best"
            var walked: Set<String> = ["run", "watch"]
            for words in [["run"], ["watch"], ["run", "--resume", "--steps", "6"]] {
                for line in try user.succeed(words + ["--json"]).split(separator: "\n") {
                    try check(line, "hone \(words[0])", version: false)
                    #expect(try Set(schema.faults(inLine: line)) == [])
                }
            }
            for words in [
                ["check"], ["log"], ["log", "--all"], ["log", "--operations"], ["status"], ["runs", "list"],
                ["show", best], ["show", best, "--trials"], ["test", best], ["show", best], ["review"],
                ["review", best], ["review", "product-1:1", "--approve"], ["compare", "product-1:0", best],
                ["blame", "factor.txt"], ["diff", best], ["checkout", best, folder.path + "/best"],
                ["fork", "product-1:1", "--name", "other"],
                ["revert", "product-1:1"], ["undo"], ["land", best, "--onto", "taken"], ["undo"],
                ["reduce", best],
                ["sweep", "run", "-m", "batch.size=1,2", "--seeds", "2"], ["sweep", "show"],
                ["hooks", "install"], ["hooks", "status"], ["hooks", "uninstall"], ["push", "--journals"],
                ["fetch"], ["install", "--prefix", folder.path],
            ] {
                try check(
                    user.succeed(words + ["--json"]), "hone \(words.joined(separator: " "))",
                    as: Self.document(of: words))
                walked.formUnion([words[0], words.prefix(2).joined(separator: " ")])
            }
            try user.succeed("runs", "delete", "product-1")
            try check(user.succeed("runs", "trash", "--json"), "hone runs trash", as: "hone runs trash")
            #expect(try commands(user).subtracting(walked) == ["runs trash", "scout", "stop"])
            try user.succeed("undo", "product-1")
            try checkStored(user)
        }

        @Test func `what an optimizer of one's own is asked and told is spelled alike`() throws {
            let user = try UserRepository(.sum(proposer: "kind: external"))
            let answer =
                #"{"changes": [{"path": "numbers.txt", "content": "apples 3\n"}], "tokens": {"in": 7, "out": 1}, "cost": {"amount": 0.5}}"#
            try check(user.succeed("ask", "--new"), "hone ask", as: "hone ask")
            try check(answer, "an answer", version: false)
            let step = try user.succeed("tell", input: answer)
            try check(step, "hone tell", as: "hone tell")
            #expect(step.contains(#""amount": 0.5"#))
            try checkStored(user)
        }

        /// Every JSON of journals and notes.
        private func checkStored(_ user: UserRepository) throws {
            let journals = try user.repository.git(
                "log", "--all", "--format=%H", "--glob=refs/hone/*", "--", ":(glob)**/*.json",
                ":(glob)**/*.jsonl",
                "run.json")
            var files = 0
            for commit in journals.split(separator: "\n") {
                let paths = try user.repository.git("ls-tree", "-r", "--name-only", String(commit))
                for path in paths.split(separator: "\n") {
                    let name = path.split(separator: "/").last ?? ""
                    guard name == "run.json" || path.hasPrefix("steps/") || path.hasPrefix("events/"),
                        name.hasSuffix(".json") || name.hasSuffix(".jsonl"), name != "score.json"
                    else { continue }
                    let text = try user.repository.git("show", "\(commit):\(path)")
                    for line in text.split(separator: "\n") {
                        try check(line, String(path), version: name.hasSuffix(".json"))
                        files += 1
                    }
                }
            }
            #expect(files >= 5)
            for kind in ["score", "review"] {
                let list = try? user.repository.git("notes", "--ref=hone/\(kind)", "list")
                for note in (list ?? "").split(separator: "\n") {
                    let blob = String(note.split(separator: " ")[0])
                    for line in try user.repository.git("cat-file", "blob", blob).split(separator: "\n") {
                        try check(line, "a note of \(kind)", as: "hone/\(kind)")
                    }
                }
            }
        }
    }
}
