/// Output of a command, as it is told.
package enum PlainText {
    /// Returns the last lines of a text, at most `lines` of them and `bytes` in all, and how many lines were left out.
    package static func end(of text: String, lines: Int, bytes: Int) -> (text: String, leftOut: Int) {
        let all = text.lines.drop { $0.utf8.isEmpty }.reversed().drop { $0.utf8.isEmpty }
        var kept: [String] = []
        var size = 0
        for line in all.prefix(lines) {
            let isLong = line.utf8.count > 1000
            let shown = ShownText(isLong ? line.prefix(1000) : line).text + (isLong ? "…" : "")
            guard kept.isEmpty || size + shown.utf8.count < bytes else { break }
            size += shown.utf8.count + 1
            kept.append(shown)
        }
        return (kept.reversed().joined(separator: "\n"), all.count - kept.count)
    }
}

extension String {
    /// The lines, without the ends that a line feed, or a carriage return and one, make.
    ///
    /// By bytes: output may be a megabyte, and finding the borders of its characters takes a hundred times as long.
    package var lines: [Substring] {
        utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
            Substring(line.last == 13 ? line.dropLast() : line)
        }
    }
}
