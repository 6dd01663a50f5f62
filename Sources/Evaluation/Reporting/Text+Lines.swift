extension Substring {
    /// Without white space at both ends.
    var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

extension String {
    /// The lines, without the ends that a line feed, or a carriage return and one, make.
    ///
    /// By bytes: output may be a megabyte, and finding the borders of its characters takes a hundred times as long.
    var lines: [Substring] {
        utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
            Substring(line.last == 13 ? line.dropLast() : line)
        }
    }
}

extension StringProtocol {
    /// The text in quotes, on one line and cut, as a message shows it.
    func excerpt(limit: Int = 120) -> String {
        let shown = prefix(limit).map { $0.isNewline ? " " : String($0) }.joined()
        return "'" + shown + (count > limit ? "…" : "") + "'"
    }
}
