import StudyFile
import StudyModel
import Templates
import Text

/// A folder with `initial_program.*`, `evaluator.py` and perhaps `config.yaml`.
struct OpenEvolveFolder {
    let folder: PeerFolder

    /// The functions of the evaluator that are asked, in turn.
    private struct Cascade {
        /// What comes before the last, with the least score that leads on from each.
        var gates: [(function: String, threshold: Double)] = []
        var last = "evaluate"
    }

    /// The study: stages but for the last are gates with their thresholds, and the last one scores.
    func study() throws -> StudyImport {
        let program = try folder.only("initial_program.*") { $0.hasPrefix("initial_program.") }
        guard let evaluator = folder.text("evaluator.py") else {
            throw folder.problem("there is no evaluator.py in it")
        }
        let settings = folder.text("config.yaml").map(ForeignYAML.read) ?? .object([:])
        let timeout = settings["evaluator"]?["timeout"]?.count ?? 300
        let cascade = Self.cascade(of: evaluator, settings["evaluator"])
        var draft = StudyDraft(importing: program, of: folder, results: "openevolve", timeout: timeout)
        draft.files = [folder.place("evaluator.py"), Templates.openEvolveRunner.path].map(\.exactPattern)
        draft.command = command(program, cascade.last)
        let gates = cascade.gates.enumerated().map { index, gate in
            let metric = "stage\(index + 1)"
            return JSONValue.object([
                "run": .string(command(program, gate.function) + " " + metric),
                "timeout": .string("\(timeout)s"), "metric": .string(metric),
                "at_least": .number(gate.threshold),
            ])
        }
        if !gates.isEmpty { draft.settings["evaluator.gates"] = .array(gates) }
        Self.add(settings, to: &draft)
        return StudyImport(draft: draft, files: [Templates.openEvolveRunner])
    }

    private func command(_ program: String, _ function: String) -> String {
        [
            folder.python.word, Templates.openEvolveRunner.path, folder.place("evaluator.py").shellWord,
            folder.place(program).shellWord, function,
        ].joined(separator: " ")
    }

    /// Stages are asked where there are some, unless the settings say otherwise; one goes on to the next where there is a threshold.
    private static func cascade(of evaluator: String, _ settings: JSONValue?) -> Cascade {
        let stages = Array(
            (1...3).map { "evaluate_stage\($0)" }.prefix { name in
                evaluator.lines.contains {
                    $0.hasPrefix("def \(name)(") || $0.hasPrefix("async def \(name)(")
                }
            })
        guard settings?["cascade_evaluation"] != .bool(false), !stages.isEmpty else { return Cascade() }
        let given = settings?["cascade_thresholds"]?.elements?.compactMap(\.number)
        let gates = Array(zip(stages.dropLast(), given ?? [0.5, 0.75]))
        return Cascade(gates: gates.map { ($0, $1) }, last: stages[gates.count])
    }

    /// What the settings say of the budget, of chance, and to a model.
    private static func add(_ settings: JSONValue, to draft: inout StudyDraft) {
        // One word names a template of theirs.
        if let message = settings["prompt"]?["system_message"]?.string, message.contains(" ") {
            draft.instructions = message
        }
        draft.settings["budget.steps"] = settings["max_iterations"]?.count.map { .number(Double($0)) }
        draft.settings["seed"] = settings["random_seed"]?.count.map { .number(Double($0)) }
        let models = settings["llm"]
        let model = models?["primary_model"] ?? models?["models"]?.elements?.first?["name"]
        if let name = model?.string { draft.remark(model: name, at: models?["api_base"]?.string) }
    }
}

extension JSONValue {
    /// A whole number above 0.
    var count: Int? {
        guard let number, number >= 1 else { return nil }
        return Int(exactly: number)
    }
}

extension StudyDraft {
    /// Says at the end of the file how the model that the other program asks would propose; its key stays where it is.
    mutating func remark(model: String, at url: String?) {
        let fields: [String: JSONValue] = [
            "name": .string(model), "key": .string("OPENAI_API_KEY"),
            "url": .string(url ?? "https://api.openai.com/v1"),
        ]
        let proposer = JSONValue.object([
            "kind": .string("chat"), "models": .array([.object(fields)]),
        ])
        remarks.append(
            "The model that was asked there: put this in, with the name of the variable that has its key.")
        remarks.append("proposer: " + proposer.settingText)
    }
}
