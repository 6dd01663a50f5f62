import StudyModel
import Text

/// A command for the shell as words, as far as looking at it needs them: what quotes hold together is one word, without them.
struct CommandWords {
    let words: [String]

    init(_ command: String) {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in command {
            switch character {
            case quote: quote = nil
            case "'" where quote == nil, "\"" where quote == nil:
                quote = character
                word = word ?? ""
            case _ where quote == nil && (character.isWhitespace || ";&|()<>".contains(character)):
                if let done = word { words.append(done) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        self.words = words + [word].compactMap { $0 }
    }

    /// The words as paths below the checkout's top.
    private var paths: [String] {
        words.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }.filter {
            !$0.isEmpty && !$0.hasPrefix("/") && !$0.hasPrefix("-")
                && !$0.split(separator: "/").contains("..")
        }
    }

    /// Patterns of what the command names and git does not have, with what those files name in turn beside them.
    func untracked(in checkout: SurveyedCheckout, beside lent: [String]) -> [String] {
        let named = paths.filter { path in
            checkout.lies(path) && !checkout.tracked.contains(path)
                && !lent.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
        return named.flatMap { path -> [String] in
            if !checkout.isFile(path) {
                let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
                return checkout.untracked.contains { $0.hasPrefix(folder + "/") }
                    ? [folder.exactPattern + "/**"] : []
            }
            let folder = path.folderPrefix
            // A folder that is new as a whole goes with its files.
            if !folder.isEmpty, !checkout.tracks(String(folder.dropLast())) { return [folder + "**"] }
            let text = String((checkout.text(path) ?? "").prefix(Self.read))
            let others = checkout.untracked.filter { $0 != path && $0.folderPrefix == folder }
                .prefix(Self.siblings).filter { Self.names($0, in: text) }
            return ([path] + others).map(\.exactPattern)
        }
    }

    /// Characters of a script, and files beside it, that are looked at.
    private static let (read, siblings) = (50_000, 200)

    /// Whether a text names a file: a path in it, or a module that is imported.
    private static func names(_ file: String, in text: String) -> Bool {
        text.contains(file.fileName)
            || text.split(separator: "\n").contains { line in
                let words = line.split { $0.isWhitespace || ",.".contains($0) }
                return ["import", "from", "require", "source"].contains(words.first ?? "")
                    && words.contains(Substring(file.fileStem))
            }
    }

    private static let scriptEnds: Set<String> = [
        "py", "sh", "bash", "js", "mjs", "rb", "pl", "jl", "lua", "r", "php",
    ]

    /// A script that the command names and that is nowhere; `nil` for none.
    func missing(in checkout: SurveyedCheckout) -> String? {
        words.first { word in
            let path = word.hasPrefix("./") ? String(word.dropFirst(2)) : word
            let isScript = Self.scriptEnds.contains(path.fileExtension.lowercased()) || word.hasPrefix("./")
            let isPlain = path.utf8.allSatisfy {
                ($0 | 0x20 >= 97 && $0 | 0x20 <= 122) || "0123456789_./-".utf8.contains($0)
            }
            return isScript && isPlain && !path.hasPrefix("/") && !path.isEmpty && !checkout.lies(path)
        }
    }
}

/// A command as it has to be written so that the same programs run in a slot, and its numbers are read.
struct PreparedCommand: Hashable {
    var command: String
    /// As `evaluator.results` has it; `nil` where it is found out.
    var results: JSONValue?
    var metric: String?

    /// Makes known tools write what is read, where the command does not say so itself.
    init(_ command: String, in checkout: SurveyedCheckout) {
        self.command = command
        let words = CommandWords(command).words
        let says = { (option: String) in words.contains { $0.hasPrefix(option) } }
        if says("--benchmark-json") || (Self.runsPytest(words) && Self.timesByFixture(words, in: checkout)) {
            if !says("--benchmark-json") { self.command += " --benchmark-json=\"$HONE_RESULTS\"" }
            (results, metric) = (.string("pytest-benchmark"), "min")
        } else if words.first?.fileName == "hyperfine" {
            if !says("--export-json") {
                self.command = "hyperfine --export-json \"$HONE_RESULTS\"" + command.dropFirst(words[0].count)
            }
            (results, metric) = (.string("hyperfine"), "min")
        } else if says("--benchmark_out=") {
            (results, metric) = (.string("google-benchmark"), "cpu_time")
        }
    }

    private static func runsPytest(_ words: [String]) -> Bool {
        words.contains { ["pytest", "py.test"].contains($0.fileName) }
    }

    private static func timesByFixture(_ words: [String], in checkout: SurveyedCheckout) -> Bool {
        words.contains("--benchmark-only")
            || words.contains {
                $0.hasSuffix(".py") && PythonProject.takesBenchmark(checkout.text($0) ?? "")
            }
    }
}

extension String {
    /// A command whose Python is another one: `pytest` is a module of it.
    func runningPython(_ python: String) -> String {
        var isFirst = true
        return split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
            defer {
                let isAssignment = isFirst && word.contains("=") && !word.hasPrefix("=")
                isFirst =
                    ["&&", "||", "|", ";"].contains(word) || word.hasSuffix(";")
                    || (isAssignment || (isFirst && word.isEmpty))
            }
            guard isFirst else { return String(word) }
            return switch word {
            case "python", "python3": python
            case "pytest", "py.test": python + " -m pytest"
            default: String(word)
            }
        }.joined(separator: " ")
    }
}
