import StudyFile
import StudyModel
import Templates
import Text

/// A folder with a script that calls `optimize_anything` or `gepa.optimize`.
///
/// What it starts from stands in the script as values, so running it up to that call is what gives them: the user's business, not ours.
struct GEPAFolder {
    let folder: PeerFolder

    /// The study: the components of the seed are files, and the script's evaluator is called on each example.
    func study() throws -> StudyImport {
        let script = try folder.only("Python script that calls GEPA") { name in
            name.hasSuffix(".py") && (folder.text(name).map(Self.callsGEPA) ?? false)
        }
        let text = folder.text(script) ?? ""
        var draft = StudyDraft(
            name: Studies.name(from: folder.name), instructions: "from-gepa/instructions.md",
            editable: ["from-gepa/candidate/**"],
            files: [folder.place(script), Templates.gepaRunner.path].map(\.exactPattern),
            command: [folder.python.word, Templates.gepaRunner.path, folder.place(script).shellWord].joined(
                separator: " "), metric: "score", direction: .maximize)
        draft.settings["evaluator.results"] = .string("file")
        draft.settings["evaluator.command.timeout"] = .string("10m")
        if !folder.python.inputs.isEmpty { draft.settings["evaluator.inputs"] = .array(folder.python.inputs) }
        let isValidated = text.contains("valset=")
        if isValidated || text.contains("dataset=") || text.contains("trainset=") {
            draft.settings["examples.file"] = .string("from-gepa/examples.jsonl")
            draft.settings["examples.split"] = .object(["field": .string("part")])
            draft.settings["batch.size"] = .number(3)
            draft.settings["evaluator.measure.repeats"] = .number(1)
            draft.settings["evaluator.measure.compare"] = .string("stored")
            // As there: more on a minibatch, and then on what selects.
            draft.settings["search.accept.rule"] = .string("higher")
            draft.settings["search.accept.on"] = .string(isValidated ? "staged" : "train")
            draft.settings["search.select"] = .string(isValidated ? "validation" : "train")
        }
        draft.remarks = [
            "An evaluator that asks a model needs the network and its key: evaluator: {sandbox: {network: true}, secrets: [OPENAI_API_KEY]}"
        ]
        return StudyImport(
            draft: draft, files: [Templates.gepaRunner],
            next: "Write what it starts from as files: `\(draft.command) prepare`")
    }

    private static func callsGEPA(_ text: String) -> Bool {
        text.contains("gepa") && ["optimize_anything(", ".optimize("].contains { text.contains($0) }
    }
}
