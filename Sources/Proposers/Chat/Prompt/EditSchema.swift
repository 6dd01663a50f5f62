import StudyModel
import Text

/// JSON schemas of an answer, made for the files that may be edited.
struct EditSchema {
    /// More lines, or more bytes of them, are no list for a schema: endpoints make a grammar of it.
    static let mostLines = 250
    static let mostBytes = 10_000

    private let files: [ShownArtifact.File]
    private let creates: Bool

    init(_ artifact: ShownArtifact, creates: Bool) {
        files = artifact.editable.filter { $0.text != nil }
        self.creates = creates
    }

    /// Edits whose `old` is one of the lines that stand in their file once; `nil` where those are too many, or none.
    var lines: JSONValue? {
        let lists = files.map { ($0.path, $0.uniqueLines) }.filter { !$0.1.isEmpty }
        let all = lists.flatMap(\.1)
        let bytes = all.reduce(0) { $0 + $1.utf8.count }
        guard !all.isEmpty, all.count <= Self.mostLines, bytes <= Self.mostBytes else { return nil }
        let options = lists.map { path, lines in
            Self.object([("path", .oneOf([path])), ("old", .oneOf(lines)), ("new", .text)])
        }
        return answer(options + others)
    }

    /// Edits with any `old`; one of a list of lines where that is possible.
    var blocks: JSONValue {
        lines ?? answer([Self.object([("path", path), ("old", .text), ("new", .text)])] + others)
    }

    var whole: JSONValue {
        let file = Self.object([("path", creates ? .text : path), ("content", .text)])
        return answer([file] + (creates ? [deletion] : []))
    }

    /// What makes and deletes files, where that can be in scope.
    private var others: [JSONValue] {
        guard creates else { return [] }
        return [Self.object([("path", .text), ("old", .oneOf([""])), ("new", .text)]), deletion]
    }

    private var path: JSONValue { .oneOf(files.map(\.path)) }

    private var deletion: JSONValue {
        Self.object([("path", path), ("delete", .object(["type": .string("boolean")]))])
    }

    private func answer(_ edits: [JSONValue]) -> JSONValue {
        let items: JSONValue = edits.count == 1 ? edits[0] : .object(["anyOf": .array(edits)])
        let list = JSONValue.object(["type": .string("array"), "items": items])
        return Self.object([("summary", .text), ("edits", list)])
    }

    /// An object with all of these fields and no others.
    private static func object(_ fields: [(String, JSONValue)]) -> JSONValue {
        .object([
            "type": .string("object"),
            "properties": .object(Dictionary(fields) { $1 }),
            "required": .array(fields.map { .string($0.0) }),
            "additionalProperties": .bool(false),
        ])
    }
}

extension JSONValue {
    fileprivate static let text = JSONValue.object(["type": .string("string")])

    fileprivate static func oneOf(_ words: [String]) -> JSONValue {
        .object(["type": .string("string"), "enum": .array(words.map(JSONValue.string))])
    }
}

extension ShownArtifact.File {
    /// The lines that may change and stand in the file once, blank ones left out.
    var uniqueLines: [String] {
        guard let text else { return [] }
        var counts: [String: Int] = [:]
        for line in text.lines { counts[line.trimmed, default: 0] += 1 }
        return text.lines.enumerated().compactMap { index, line in
            let isEditable = editableLines?.contains { $0.contains(index + 1) } ?? true
            return isEditable && !line.isBlank && counts[line.trimmed] == 1 ? line.withoutReturn : nil
        }
    }
}
