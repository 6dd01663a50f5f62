/// Pieces of Markdown that what is put into them cannot break.
package enum Markdown {
    /// Returns a text as a code block whose fence is longer than any run of backticks in it.
    package static func fenced(_ text: String, as language: String = "") -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
        return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)"
    }

    /// Returns a text as a quotation, every line of it marked; space at its end is dropped.
    package static func quoted(_ text: String) -> String {
        String(text.reversed().drop(while: \.isWhitespace).reversed())
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
    }

    /// Returns a text as inline code.
    package static func code(_ text: String) -> String {
        let run = longestRun(in: text)
        let fence = String(repeating: "`", count: run + 1)
        return run == 0 ? fence + line(text) + fence : "\(fence) \(line(text)) \(fence)"
    }

    /// Returns a text as one line.
    package static func line(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }

    private static func longestRun(in text: String) -> Int {
        var (longest, current) = (0, 0)
        for byte in text.utf8 {
            current = byte == UInt8(ascii: "`") ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
