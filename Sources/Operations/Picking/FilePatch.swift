/// What differs in one text file between two candidates, hunk by hunk; any of the hunks can be applied without the others.
///
/// Read from a unified diff of the very text that it is applied to, so that line numbers are exact.
struct FilePatch: Hashable, Sendable {
    /// A stretch of lines that differ, as `git diff` shows it.
    struct Hunk: Hashable, Sendable {
        /// The index of the first old line; where nothing is taken out, of the line that what is new goes before.
        let start: Int
        /// How many old lines the hunk covers, context included.
        let count: Int
        /// The lines that take their place, each with its line end.
        let lines: [String]
        /// The hunk as it is shown, its head line included.
        let text: String
    }

    let path: String
    let hunks: [Hunk]

    /// Reads the hunks of a diff of one file; none where it has none (a binary file, a mode alone).
    init(path: String, diff: String) {
        self.path = path
        var hunks: [Hunk] = []
        // By bytes: to Swift, a carriage return and a line feed are one character.
        var lines = diff.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Substring($0) }[
            ...]
        if lines.last?.isEmpty == true { lines.removeLast() }
        lines = lines.drop { !$0.hasPrefix("@@ ") }
        while let head = lines.popFirst() {
            let body = Array(lines.prefix { !$0.hasPrefix("@@ ") })
            lines = lines.dropFirst(body.count)
            if let hunk = Self.hunk(head, body) { hunks.append(hunk) }
        }
        self.hunks = hunks
    }

    /// Returns the old text with some of the hunks applied, by their indices.
    func applied(to old: String, hunks chosen: Set<Int>) -> String {
        var lines = Self.lines(of: old)
        for index in chosen.sorted(by: >) {
            let hunk = hunks[index]
            lines.replaceSubrange(hunk.start..<(hunk.start + hunk.count), with: hunk.lines)
        }
        return lines.joined()
    }

    private static func hunk(_ head: Substring, _ body: [Substring]) -> Hunk? {
        // @@ -start,count +start,count @@ …
        let range = head.dropFirst(4).prefix { $0 != " " }.split(separator: ",").compactMap { Int($0) }
        guard let first = range.first else { return nil }
        let count = range.count > 1 ? range[1] : 1
        var lines: [String] = []
        var last: UInt8 = 0
        for line in body {
            let mark = line.utf8.first ?? 0
            if mark == plus || mark == space {
                lines.append(String(Substring(line.utf8.dropFirst())) + "\n")
            } else if mark == backslash, last != minus {
                // "\ No newline at end of file" is about the line before it.
                lines[lines.count - 1].removeLast()
            }
            last = mark
        }
        let text = ([head] + body).joined(separator: "\n")
        return Hunk(start: count == 0 ? first : first - 1, count: count, lines: lines, text: text)
    }

    /// The lines with their ends; "\r\n" is left as it is.
    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        for byte in text.utf8 {
            line.append(byte)
            guard byte == 10 else { continue }
            lines.append(String(decoding: line, as: UTF8.self))
            line = []
        }
        if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
    }
}

private let plus = UInt8(ascii: "+")
private let minus = UInt8(ascii: "-")
private let space = UInt8(ascii: " ")
private let backslash = UInt8(ascii: "\\")
