import StudyModel
import Templates
import Text

/// How a model is asked to write down its edits, and how its answer is read.
struct ReplyForm: Sendable {
    let edits: ChatSettings.Edits
    /// The schema of an answer in JSON; `nil` for text.
    let schema: JSONValue?

    /// The form for these files: JSON where the setting asks for it, or where the files are small enough for a schema to list the lines
    /// that may be replaced; small models copy from a list and not from a text.
    init(
        _ settings: ChatSettings, edits: ChatSettings.Edits, model: ModelSettings, artifact: ShownArtifact,
        creates: Bool
    ) {
        self.edits = edits
        let schemas = EditSchema(artifact, creates: creates)
        schema =
            switch (settings.structuredOutput, edits) {
            case (.off, _), (_, .diff): nil
            case (.on, .blocks): schemas.blocks
            case (.on, .whole): schemas.whole
            case (.auto, .blocks): model.api == .openai ? schemas.lines : nil
            case (.auto, .whole): nil
            }
    }

    var description: Templates.Prompt {
        switch (edits, schema) {
        case (.blocks, nil): .blocks
        case (.blocks, _): .blocksJSON
        case (.whole, nil): .whole
        case (.whole, _): .wholeJSON
        case (.diff, _): .diff
        }
    }

    /// A sentence that ends the prompt: small models forget what stood at its beginning.
    var reminder: String {
        if schema != nil { return "Answer with the JSON object alone." }
        return switch edits {
        case .blocks: "Answer with a summary and SEARCH/REPLACE blocks."
        case .whole: "Answer with a summary and each file that changes, whole."
        case .diff: "Answer with a summary and a unified diff."
        }
    }

    /// Reads an answer; endpoints that do not hold a reply to its schema are common, so text is looked for too.
    func read(_ reply: String, artifact: ShownArtifact) -> ReadReply {
        let known = artifact.editable.map(\.path)
        let isJSON = reply.trimmed.hasPrefix("{") || reply.trimmed.hasPrefix("```json")
        guard schema != nil || isJSON else { return readText(reply, artifact, known) }
        let read = JSONEditsReader().read(reply, known: known)
        guard read.edits.isEmpty else { return read }
        let text = readText(reply, artifact, known)
        return text.edits.isEmpty && schema != nil ? read : text
    }

    /// Small models write a diff where a file was asked for; as the file's content it would be nonsense.
    private func readWhole(_ reply: String, _ artifact: ShownArtifact, _ known: [String]) -> ReadReply {
        let read = WholeReader(fencedPaths: artifact.fencedPaths).read(reply, known: known)
        let isDiff = read.edits.contains { edit in
            guard case .write(let lines) = edit.action else { return false }
            return lines.contains { $0.hasPrefix("@@ -") } && lines.contains { $0.hasPrefix("+++ ") }
        }
        return isDiff ? DiffReader().read(reply, known: known) : read
    }

    private func readText(_ reply: String, _ artifact: ShownArtifact, _ known: [String]) -> ReadReply {
        let read =
            switch edits {
            case .blocks: BlocksReader().read(reply, known: known)
            case .whole: readWhole(reply, artifact, known)
            case .diff: DiffReader().read(reply, known: known)
            }
        return read.edits.isEmpty ? readOtherwise(reply, artifact, known) ?? read : read
    }

    /// Reads an answer in a form that was not asked for, where it is plainly one.
    private func readOtherwise(_ reply: String, _ artifact: ShownArtifact, _ known: [String]) -> ReadReply? {
        let others = [
            edits == .blocks ? nil : BlocksReader().read(reply, known: known),
            edits == .diff ? nil : DiffReader().read(reply, known: known),
            edits == .whole ? nil : readWhole(reply, artifact, known),
        ]
        return others.lazy.compactMap { $0 }.first { read in
            read.problems.isEmpty && !read.edits.isEmpty
                && read.edits.allSatisfy { isWhole($0, of: artifact) }
        }
    }

    /// Whether what stands for a file has most of its lines: a few lines in a fence are an example, and no file.
    private func isWhole(_ edit: FileEdit, of artifact: ShownArtifact) -> Bool {
        guard case .write(let lines) = edit.action else { return true }
        guard let old = artifact[edit.path]?.text?.lines.map(\.trimmed).filter({ !$0.isEmpty }) else {
            return false
        }
        let new = Set(lines.map(\.trimmed))
        return 2 * old.count { new.contains($0) } >= old.count
    }
}

extension ShownArtifact {
    /// The editable files that hold fences.
    fileprivate var fencedPaths: Set<String> {
        let files = editable.filter { $0.text?.lines.contains { Fence($0) != nil } ?? false }
        return Set(files.map(\.path))
    }
}
