import StudyFile
import StudyModel
import Text

/// A folder with `initial.*`, `evaluate.py`, and settings of a run: a YAML file with `evo_config`, or a script `run….py`.
struct ShinkaFolder {
    let folder: PeerFolder

    /// The study: the evaluator is called as ShinkaEvolve calls it, in its folder.
    func study() throws -> StudyImport {
        let program = try folder.only("initial.*") { $0.hasPrefix("initial.") }
        guard folder.text("evaluate.py") != nil else { throw folder.problem("there is no evaluate.py in it") }
        var draft = StudyDraft(importing: program, of: folder, results: "shinka", timeout: 600)
        draft.files = [folder.place("evaluate.py").exactPattern]
        draft.command =
            (folder.path.isEmpty ? "" : "cd \(folder.path.shellWord) && ")
            + "\(python) evaluate.py --program_path \(program.shellWord) --results_dir \"$HONE_RESULTS\""
        if let settings = try settings() { Self.add(settings, to: &draft) }
        if draft.instructions.isEmpty { draft.instructions = try message() ?? "" }
        return StudyImport(draft: draft)
    }

    /// Seen from the folder.
    private var python: String {
        let word = folder.python.word
        let depth = folder.path.split(separator: "/").count
        return word.contains("/") ? String(repeating: "../", count: depth) + word : word
    }

    /// The settings of the shortest run.
    private func settings() throws -> JSONValue? {
        try folder.names().filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .compactMap { folder.text($0).map(ForeignYAML.read)?["evo_config"] }
            .min { ($0["num_generations"]?.count ?? .max) < ($1["num_generations"]?.count ?? .max) }
    }

    private static func add(_ settings: JSONValue, to draft: inout StudyDraft) {
        draft.instructions = settings["task_sys_msg"]?.string ?? ""
        draft.settings["budget.steps"] = settings["num_generations"]?.count.map { .number(Double($0)) }
        if let cost = settings["max_api_costs"]?.number, cost > 0 {
            draft.settings["budget.cost"] = .string("\(cost) USD")
        }
        if let model = settings["llm_models"]?.elements?.first?.string { draft.remark(model: model, at: nil) }
    }

    /// The text that a script has for `task_sys_msg`, or for a name that ends so, where it stands between triple quotes.
    private func message() throws -> String? {
        let scripts = try folder.names().filter { $0.hasPrefix("run") && $0.hasSuffix(".py") }
        return scripts.lazy.compactMap(folder.text).compactMap { script in
            ["\"\"\"", "'''"].lazy.compactMap { Self.message(in: script, between: $0) }.first
        }.first
    }

    private static func message(in script: String, between quotes: String) -> String? {
        var rest = script[...]
        while let start = rest.firstRange(of: quotes) {
            let before = rest[..<start.lowerBound].filter { $0 != " " }
            guard let end = rest[start.upperBound...].firstRange(of: quotes) else { return nil }
            if before.hasSuffix("task_sys_msg=") { return String(rest[start.upperBound..<end.lowerBound]) }
            rest = rest[end.upperBound...]
        }
        return nil
    }
}
