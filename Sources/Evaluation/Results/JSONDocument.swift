import StudyModel
import Text

/// Finds the JSON document in output that may begin with other lines.
enum JSONDocument {
    /// Returns the document that begins with the first line that is, or begins with, `{`; `nil` where there is none.
    static func find(in text: String) -> JSONValue? {
        let bytes = Array(text.utf8)
        var start = bytes.startIndex
        while start < bytes.endIndex {
            if bytes[start] == UInt8(ascii: "{"), let value = JSONReader.read(bytes[start...]) {
                return value
            }
            guard let end = bytes[start...].firstIndex(of: 10) else { return nil }
            start = end + 1
        }
        return nil
    }

    /// Returns the document that a tool wrote to `HONE_RESULTS`, or else to standard output.
    static func find(in output: CommandOutput) -> JSONValue? {
        guard let bytes = output.results else { return find(in: output.stdout) }
        return JSONReader.read(bytes[...])
    }

    /// Says that output is not the document that was expected, and how it begins.
    static func fault(in text: String, _ expected: String) -> String {
        let start = text.trimmed
        return start.isEmpty
            ? "standard output was empty, where \(expected) was expected"
            : "standard output is not \(expected): it begins with \(start.prefix { !$0.isNewline }.excerpt())"
    }

    static func fault(in output: CommandOutput, _ expected: String) -> String {
        guard let bytes = output.results else { return fault(in: output.stdout, expected) }
        let start = String(decoding: bytes.prefix(1000), as: UTF8.self).trimmed
        return "HONE_RESULTS is not \(expected): it begins with \(start.prefix { !$0.isNewline }.excerpt())"
    }
}
