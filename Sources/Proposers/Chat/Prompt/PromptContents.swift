import StudyModel

/// What the templates of a prompt may use, by the names of these properties.
struct PromptContents: Sendable {
    /// A file as a prompt shows it.
    struct File: Sendable {
        let path: String
        let text: String
        /// The text in a fence that nothing in it closes.
        let block: String
        let isText: Bool
        /// Whether only some of its lines may change.
        let limited: Bool
        /// Those, in words.
        let lines: String
    }

    let instructions: String
    let hasInstructions: Bool
    let evidence: String
    let editable: [File]
    let context: [File]
    let hasContext: Bool
    /// The patterns of the files that may be changed, in words.
    let patterns: String
    /// Whether files can be made and deleted.
    let creates: Bool
    /// One sentence that says how to answer.
    let reminder: String
    let step: Int

    /// One with every name in it, to see which there are.
    static let sample = PromptContents(
        instructions: "", hasInstructions: true, evidence: "",
        editable: [File(path: "", text: "", block: "", isText: true, limited: true, lines: "")],
        context: [File(path: "", text: "", block: "", isText: true, limited: true, lines: "")],
        hasContext: true, patterns: "", creates: true, reminder: "", step: 1)
}

extension PromptContents {
    init(_ request: ProposalRequest, task: ChatTask, artifact: ShownArtifact, form: ReplyForm) {
        instructions = request.instructions.trimmedEnd
        hasInstructions = !request.instructions.isBlank
        evidence = request.evidence.markdown.trimmedEnd
        editable = artifact.editable.map(File.init)
        context = artifact.context.map(File.init)
        hasContext = !artifact.context.isEmpty
        patterns = task.artifact.editable.map { "`\($0)`" }.joined(separator: ", ")
        creates = task.creates
        reminder = form.reminder
        step = request.step.number
    }
}

extension PromptContents.File {
    fileprivate init(_ file: ShownArtifact.File) {
        path = file.path
        isText = file.text != nil
        text = file.text?.shown ?? ""
        let shown = file.text?.lines.map(\.withoutReturn).joined(separator: "\n") ?? ""
        block = Fence.around(shown, info: file.path.language)
        limited = file.editableLines != nil
        lines = Self.words(file.editableLines ?? [])
    }

    private static func words(_ ranges: [ClosedRange<Int>]) -> String {
        guard !ranges.isEmpty else { return "no line" }
        let words = ranges.map { range in
            range.count == 1
                ? "line \(range.lowerBound)" : "lines \(range.lowerBound) to \(range.upperBound)"
        }
        return words.joined(separator: ", ") + " (between the lines that mark them)"
    }
}

extension String {
    /// What a fence is marked with: the ending of a path's name.
    fileprivate var language: String {
        let name = split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return String(name[dot...].dropFirst())
    }
}
