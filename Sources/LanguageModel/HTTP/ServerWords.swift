import StudyModel
import Text

/// What an endpoint says of a failure, as it may be quoted: one short line, without the key.
struct ServerWords: Sendable {
    /// Characters of a quotation at most.
    static let length = 300

    let redaction: Redaction?

    /// Returns the message of an error document, in any of the shapes that are about, or else how the body begins.
    func quote(_ body: [UInt8], document: JSONValue?) -> String {
        line(document.flatMap(Self.message) ?? beginning(body))
    }

    /// Returns how a body begins.
    func quote(_ body: [UInt8]) -> String { line(beginning(body)) }

    /// Returns a text as one line that may be quoted.
    func line(_ text: String) -> String {
        // Before it is cut: a part of the key is part of a secret too.
        let clean = redaction?(text) ?? text
        let words = clean.split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 32 } }
        let line = words.joined(separator: " ")
        return line.count > Self.length ? line.prefix(Self.length) + "…" : line
    }

    private func beginning(_ body: [UInt8]) -> String { String(decoding: body.prefix(65_536), as: UTF8.self) }

    private static func message(_ document: JSONValue) -> String? {
        if let first = document.elements?.first { return message(first) }
        let errors = [
            document["choices"]?.elements?.first?["error"], document["error"],
            document["errors"]?.elements?.first,
        ]
        let places = errors.flatMap { [$0?["message"], $0] } + [document["message"]]
        for place in places { if let text = place?.string, !text.isEmpty { return text } }
        // FastAPI tells what was wrong with which field.
        return document["detail"].map { $0.string ?? $0.text }
    }
}
