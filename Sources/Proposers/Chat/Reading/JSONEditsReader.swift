import FoundationEssentials

/// Reads edits that are given as JSON: what structured output comes as.
///
///     {"summary": "…", "rationale": "…", "edits": [{"path": "src/sort.c", "old": "…", "new": "…"}]}
///
/// A whole file has `content` in place of `old` and `new`, and a file that goes has `"delete": true`.
struct JSONEditsReader: EditReader {
    func read(_ reply: String, known: [String]) -> ReadReply {
        let only = known.count == 1 ? known.first : nil
        do {
            return try Self.document(in: reply).reply(only: only)
        } catch let error as DecodingError {
            let isCut = Self.isCut(reply)
            return ReadReply(problems: [isCut ? .cutShort : .notJSON(detail: Self.words(error))])
        } catch {
            return ReadReply(problems: [.notJSON(detail: "\(error)")])
        }
    }

    private static func document(in reply: String) throws -> Document {
        let text = ReplyText(reply).lines.joined(separator: "\n")
        do {
            return try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        } catch {
            // In a fence, or with words about it.
            guard let start = text.firstIndex(of: "{"), let end = text.lastIndex(of: "}"), start < end,
                start != text.startIndex || text.index(after: end) != text.endIndex
            else { throw error }
            return try JSONDecoder().decode(Document.self, from: Data(text[start...end].utf8))
        }
    }

    /// Whether the text opens an object that it never closes.
    private static func isCut(_ reply: String) -> Bool {
        let last = reply.utf8.last { !isSpace($0) }
        return reply.utf8.contains(UInt8(ascii: "{")) && last != UInt8(ascii: "}")
            && last != UInt8(ascii: "`")
    }

    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "the key \"\(key.stringValue)\" is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" has another type"
        case .dataCorrupted: "it cannot be parsed"
        @unknown default: "it cannot be parsed"
        }
    }
}

extension JSONEditsReader {
    fileprivate struct Document: Decodable {
        var summary: String?
        var rationale: String?
        var edits: [Edit]

        func reply(only: String?) -> ReadReply {
            let prose = Prose.parts(of: (summary ?? "").lineFeedLines)
            var reply = ReadReply(summary: prose.summary)
            reply.rationale = [prose.rationale, rationale ?? ""].filter { !$0.isEmpty }.joined(
                separator: "\n\n")
            for (index, edit) in edits.enumerated() {
                do throws(EditProblem) {
                    reply.edits.append(try edit.fileEdit(number: index + 1, only: only))
                } catch {
                    reply.problems.append(error)
                }
            }
            if edits.isEmpty { reply.problems.append(.noEdits) }
            return reply
        }
    }

    fileprivate struct Edit: Decodable {
        var path: String?
        var old: String?
        var new: String?
        var content: String?
        var delete: Bool?

        func fileEdit(number: Int, only: String?) throws(EditProblem) -> FileEdit {
            guard let path = path ?? only else { throw .noPath(line: number) }
            return FileEdit(path: PathLine.normalized(path), action: try action(number))
        }

        private func action(_ number: Int) throws(EditProblem) -> FileEdit.Action {
            if delete == true { return .delete }
            if let content { return .write(Self.lines(of: content)) }
            guard let old else { throw .malformed(line: number, missing: "old") }
            guard let new else { throw .malformed(line: number, missing: "new") }
            return .replace([Replacement(old: Self.lines(of: old), new: Self.lines(of: new))])
        }

        /// The lines of a text that may or may not end with a line end; none for an empty one.
        private static func lines(of text: String) -> [String] {
            var lines = text.lineFeedLines.map(\.withoutReturn)
            if lines.last == "" { lines.removeLast() }
            return lines
        }
    }
}
