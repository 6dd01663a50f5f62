/// Output made fit to be shown as text.
package enum PlainText {
    /// Returns a line without terminal escapes, carriage returns and other control characters but tabs.
    package static func withoutEscapes(_ line: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        var rest = Substring(line).unicodeScalars
        while let scalar = rest.popFirst() {
            if scalar == "\u{1B}" {
                skipEscape(&rest)
            } else if scalar.value >= 32 && scalar.value != 127 || scalar == "\t" {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Returns the last lines of a text, at most `lines` of them and `bytes` in all, and how many lines were left out.
    package static func end(of text: String, lines: Int, bytes: Int) -> (text: String, leftOut: Int) {
        let all = text.lines.drop { $0.utf8.isEmpty }.reversed().drop { $0.utf8.isEmpty }
        var kept: [String] = []
        var size = 0
        for line in all.prefix(lines) {
            let isLong = line.utf8.count > 1000
            let shown = withoutEscapes(isLong ? line.prefix(1000) : line) + (isLong ? "…" : "")
            guard kept.isEmpty || size + shown.utf8.count < bytes else { break }
            size += shown.utf8.count + 1
            kept.append(shown)
        }
        return (kept.reversed().joined(separator: "\n"), all.count - kept.count)
    }

    private static func skipEscape(_ rest: inout Substring.UnicodeScalarView) {
        guard let kind = rest.popFirst() else { return }
        switch kind {
        // A control sequence ends with a letter or another of these.
        case "[": while let scalar = rest.popFirst(), !(0x40...0x7E).contains(scalar.value) {}
        // An operating system command ends with a bell or an escape and a backslash.
        case "]":
            while let scalar = rest.popFirst(), scalar != "\u{07}" {
                if scalar == "\u{1B}" {
                    _ = rest.popFirst()
                    return
                }
            }
        default: break
        }
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
