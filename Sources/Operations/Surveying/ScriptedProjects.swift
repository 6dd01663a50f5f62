import StudyModel
import Text

/// A package of Node.js, by its scripts.
struct NodeProject {
    private let checkout: SurveyedCheckout
    private let scripts: [String: String]
    private let main: String?

    init?(_ checkout: SurveyedCheckout) {
        guard checkout.isFile("package.json"), let text = checkout.text("package.json") else { return nil }
        self.checkout = checkout
        let manifest = JSONReader.read(text)
        scripts = (manifest?["scripts"]?.fields ?? [:]).compactMapValues(\.string)
        main = manifest?["main"]?.string
    }

    var surveyed: SurveyedProject {
        var project = SurveyedProject()
        let bench = ["bench", "benchmark", "perf"].first { scripts[$0] != nil }
        // What `npm init` writes where there are no tests.
        let hasTests = scripts["test"].map { !$0.contains("no test specified") } == true
        project.build = scripts["build"] == nil ? nil : "npm run --silent build"
        project.tests = hasTests ? ["npm test --silent"] : []
        project.measure = bench.map {
            ProposedMeasure(
                "npm run --silent \($0)",
                goal: "Make what `npm run \($0)` times faster; what the tests check stays.")
        }
        project.inputs =
            checkout.lies("node_modules") && !checkout.tracks("node_modules") ? ["node_modules"] : []
        let ends: Set<String> = ["js", "mjs", "cjs", "ts", "jsx", "tsx"]
        let code = checkout.tracked.filter { ends.contains($0.fileExtension) && !$0.isBesideTheCode }
        let folders = Set(code.compactMap { $0.contains("/") ? String($0.prefix { $0 != "/" }) : nil })
        let tops = folders.intersection(["src", "lib"])
        project.editable =
            tops.isEmpty
            ? code.prefix(8).map(\.exactPattern) : tops.sorted().map { "\($0)/**" }
        project.frozen = checkout.tracked.filter { path in
            path.isBesideTheCode && tops.contains { path.hasPrefix($0 + "/") }
        }.map(\.exactPattern)
        project.seen =
            [
                "package.json: " + (hasTests ? "script test" : "no tests")
                    + (bench.map { ", script \($0)" } ?? ", no script bench")
            ]
            + (project.inputs.isEmpty ? [] : ["node_modules: lent to every candidate"])
        return project
    }
}

/// A prompt with examples beside it, and what judges its answers.
struct PromptProject {
    private let checkout: SurveyedCheckout
    private let prompt: String
    private let examples: String
    private let environment: PythonPlace

    init?(_ checkout: SurveyedCheckout) {
        let prompts = checkout.tracked.filter {
            $0.fileStem.lowercased().contains("prompt") && ["txt", "md", "prompt"].contains($0.fileExtension)
        }
        let lists = checkout.files.filter { $0.fileExtension == "jsonl" }
        // In one folder, or the examples in one that lies beside the prompt.
        let pairs = prompts.lazy.compactMap { prompt in
            (lists.first { $0.folderPrefix == prompt.folderPrefix }
                ?? lists.first { $0.hasPrefix(prompt.folderPrefix) }).map { (prompt, $0) }
        }
        guard let (prompt, examples) = pairs.first else { return nil }
        (self.checkout, self.prompt, self.examples) = (checkout, prompt, examples)
        environment = PythonPlace(checkout)
    }

    var surveyed: SurveyedProject {
        var project = environment.project
        let lines = checkout.text(examples)?.split(separator: "\n") ?? []
        project.editable = [prompt.exactPattern]
        project.seen =
            ["Prompt \(prompt), with \(lines.count) examples in \(examples)"]
            + [environment.words].compactMap { $0 }
        project.settings = exampleSettings(lines)
        guard let judge else { return project }
        let interpreter =
            judge.fileExtension == "py"
            ? environment.word + " " : judge.fileExtension == "sh" ? "sh " : "node "
        project.measure = ProposedMeasure(
            interpreter + judge.shellWord,
            goal: "Raise the share of right answers that a model gives below \(prompt).", direction: .maximize
        )
        project.seen.append("Evaluator \(judge)")
        project.seen += reach(of: judge)
        return project
    }

    /// The program that asks a model and judges: it is called so, and reads the examples that hone names or the prompt.
    private var judge: String? {
        let programs = checkout.files.filter { path in
            ["py", "sh", "js", "mjs"].contains(path.fileExtension)
                && ["eval", "score", "grade", "judge"].contains { path.fileStem.lowercased().contains($0) }
        }
        return programs.first { path in
            let text = checkout.text(path) ?? ""
            return text.contains("HONE_EXAMPLES") || text.contains(prompt.fileName)
        } ?? programs.first
    }

    /// What an evaluator that asks a model needs, by what stands in it. Only a person lets it: whoever wrote it may be anybody.
    private func reach(of judge: String) -> [String] {
        let text = checkout.text(judge) ?? ""
        let names = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }.filter { word in
            ["_KEY", "_TOKEN", "_URL"].contains { word.hasSuffix($0) } && !word.hasPrefix("HONE_")
                && word.allSatisfy { !$0.isLowercase } && word.first != "_"
        }
        let secrets = Set(names.map(String.init)).sorted().prefix(8)
        guard !secrets.isEmpty || text.contains("http") else { return [] }
        let options = ["--network"] + secrets.map { "--secret \($0)" }
        return ["\(judge) asks over the network, which `\(options.joined(separator: " "))` lets it"]
    }

    /// How the examples are read: a part for the search, more for choosing the winner, the rest for `hone test`.
    private func exampleSettings(_ lines: [Substring]) -> [String: JSONValue] {
        let fields = lines.first.flatMap { JSONReader.read(String($0))?.fields } ?? [:]
        var settings: [String: JSONValue] = ["examples.file": .string(examples)]
        if fields["id"] == nil, let id = ["name", "key", "example"].first(where: { fields[$0] != nil }) {
            settings["examples.id"] = .string(id)
        }
        if let expected = ["expected", "answer", "label", "target", "output"].first(where: {
            fields[$0] != nil
        }) {
            settings["examples.expected"] = .string(expected)
            settings["evidence.show"] = .array(["score", "feedback", "expected"].map { .string($0) })
        }
        // A model's answers cost money: each example is asked once, and the parent's answers stand.
        settings["evaluator.measure.repeats"] = .number(1)
        settings["evaluator.measure.compare"] = .string("stored")
        guard lines.count >= 6 else { return settings }
        settings["examples.split.train"] = .string("30%")
        settings["examples.split.validation"] = .string("40%")
        settings["examples.split.test"] = .string("rest")
        // A few examples prove nothing: the search takes what is higher, and `hone test` asks those that nobody saw.
        settings["search.accept.rule"] = .string("higher")
        settings["search.accept.on"] = .string("validation")
        settings["search.select"] = .string("validation")
        return settings
    }
}

/// Scripts that build, test and time, where no tool's file says how.
struct ScriptProject {
    private let checkout: SurveyedCheckout
    private let scripts: [String]

    init?(_ checkout: SurveyedCheckout) {
        scripts = checkout.files.filter { $0.fileExtension == "sh" && $0.split(separator: "/").count <= 2 }
        guard scripts.contains(where: \.isCalledBenchmark) else { return nil }
        self.checkout = checkout
    }

    var surveyed: SurveyedProject {
        var project = CSources(checkout).project
        let named = { (stems: [String]) in
            stems.lazy.compactMap { stem in self.scripts.first { $0.fileStem == stem } }.first
        }
        let others = ["build", "test", "check", "setup", "clean"]
        let bench = scripts.first { $0.isCalledBenchmark && !others.contains($0.fileStem) }
        let test = named(["test", "check", "tests"])
        let build = named(["build"])
        project.build = build.map { "sh \($0.shellWord)" }
        project.tests = test.map { ["sh \($0.shellWord)"] } ?? []
        project.measure = bench.map {
            ProposedMeasure("sh \($0.shellWord)", goal: "Make what \($0) measures better.")
        }
        project.seen = ["Scripts: " + [build, test, bench].compactMap { $0 }.joined(separator: ", ")]
        return project
    }
}
