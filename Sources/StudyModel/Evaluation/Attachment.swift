/// A raw file of an event: `stdout`, `evidence.md`, `traces/case-1.0.jsonl`, ….
package struct Attachment: Hashable, Sendable {
    /// The path below the event's folder; relative, with `/` between parts.
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// Returns the same file in a folder, whose name ends with a slash.
    package func below(_ folder: String) -> Attachment {
        Attachment(path: folder + path, bytes: bytes)
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }
}
