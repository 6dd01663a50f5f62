import Text

/// Returns the first lines of a build's output that name an error and where it is, at most `limit`.
///
/// Knows `path:line:column: error: …` (Clang, GCC, Swift, Java), `path(line,column): error …` (TypeScript, MSVC), `path:line:column: …`
/// without the word (Go, when nothing else is found), Rust's `error…` with its `--> path:line` line, Python's `File "…", line n` with
/// its `…Error: …` line, and the linker's `undefined reference`.
package func firstErrors(in output: String, limit: Int = 5) -> [String] {
    let lines = output.lines.map { ErrorLine(ShownText($0).text) }
    let errors = ErrorLine.errors(among: lines)
    return Array((errors.isEmpty ? lines.filter(\.isPlace).map(\.text) : errors).prefix(limit))
}

/// A line of a build's output, as a place or an error.
struct ErrorLine {
    let text: String
    private let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// The errors among lines, each with its place where that stands on a line of its own.
    static func errors(among lines: [ErrorLine]) -> [String] {
        var errors: [String] = []
        for (index, line) in lines.enumerated() {
            if line.isPythonPlace,
                let message = lines[index...].dropFirst().prefix(4).first(where: \.isPythonError)
            {
                errors.append(line.text.trimmingSpace + ": " + message.text)
            } else if line.isRustError,
                let place = lines[index...].dropFirst().prefix(2).first(where: \.isArrow)
            {
                errors.append(line.text + " " + place.text.trimmingSpace)
            } else if line.isError {
                errors.append(line.text)
            }
        }
        return errors
    }

    /// Whether the line says an error and where: a compiler's, or the linker's.
    var isError: Bool {
        if contains("undefined reference to") || contains("undefined symbol:") { return true }
        return (contains("error:") || contains("error TS") || contains(": error "))
            && (isPlace || hasParenthesizedPlace)
    }

    /// Whether the line begins with `path:line:`.
    var isPlace: Bool {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return false }
        guard bytes[..<colon].allSatisfy({ $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "*") }) else {
            return false
        }
        let digits = bytes[(colon + 1)...].prefix(while: Self.isDigit)
        return !digits.isEmpty && digits.endIndex < bytes.endIndex
            && bytes[digits.endIndex] == UInt8(ascii: ":")
    }

    /// Whether the line begins with `path(line` or `path(line,column)`.
    private var hasParenthesizedPlace: Bool {
        guard let open = bytes.firstIndex(of: UInt8(ascii: "(")), open > 0 else { return false }
        return !bytes[(open + 1)...].prefix(while: Self.isDigit).isEmpty
    }

    private var isRustError: Bool { text.hasPrefix("error[") || text.hasPrefix("error: ") }
    private var isArrow: Bool { text.trimmingSpace.hasPrefix("--> ") }
    private var isPythonPlace: Bool { text.trimmingSpace.hasPrefix("File \"") && contains("\", line ") }
    private var isPythonError: Bool {
        guard let name = text.prefix(while: { $0 != ":" }).split(separator: ".").last else { return false }
        return name.hasSuffix("Error") && !name.contains(" ")
    }

    private func contains(_ word: String) -> Bool { text.contains(word) }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

extension String {
    fileprivate var trimmingSpace: String { String(trimmed) }
}
