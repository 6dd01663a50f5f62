import StudyModel

/// An event in words: the subject of its journal commit.
struct EventSubject {
    let event: Event
    let view: RunView

    var text: String { oneLine(event.words(in: view), limit: 120) }
}

/// Returns a text as one line without control characters, at most `limit` characters long.
func oneLine(_ text: String, limit: Int) -> String {
    if text.isPlainLine, text.utf8.count <= limit { return text }
    let scalars = text.unicodeScalars.map { $0.isControl ? " " : $0 }
    let line = String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
}

extension String {
    /// Whether it is visible ASCII in words with a space in between, which is what most lines are.
    var isPlainLine: Bool {
        let space = UInt8(ascii: " ")
        var last = space
        for byte in utf8 {
            guard (0x20..<0x7f).contains(byte), byte != space || last != space else { return false }
            last = byte
        }
        return last != space
    }
}

extension Unicode.Scalar {
    /// Whether it is of Unicode's category Cc, which is these and no others.
    var isControl: Bool { value < 0x20 || (0x7f...0x9f).contains(value) }
}
