/// A text that does nothing but be read where it is shown: on a terminal, in a commit's message, on a page.
///
/// Made by filtering alone. Whatever commands a terminal (escape sequences, and control characters but line feeds and tabs), turns the
/// direction of writing around, or hides (Unicode's bidirectional controls, its tags and marks; see "Trojan Source", Boucher and Anderson,
/// 2021) is left out; joiners, which scripts and emoji need, stay.
package struct ShownText: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// - Parameter marks: escape sequences of our own, which stay.
    package init(_ text: some StringProtocol, keeping marks: Set<String> = []) {
        self.text = Self.isHarmless(text.utf8) ? String(text) : Self.filtered(text, keeping: marks)
    }

    /// One line of at most so many characters; runs of white space are one space.
    package init(line text: some StringProtocol, limit: Int = .max) {
        let words = ShownText(text).text.split(whereSeparator: \.isWhitespace)
        let line = words.joined(separator: " ")
        self.text = line.count <= limit ? line : line.prefix(limit - 1) + "…"
    }

    /// A document in JSON, with what may not be shown as escapes, so that a program reads the same.
    package init(json document: String) {
        guard !Self.isHarmless(document.utf8) else {
            text = document
            return
        }
        text = document.unicodeScalars.map { scalar in
            guard Self.isHidden(scalar) else { return String(scalar) }
            return String(scalar).utf16.map {
                let digits = String($0, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        }.joined()
    }

    package var description: String { text }

    /// Whether a character may not be shown.
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    /// Most text is plain.
    private static func isHarmless(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }
    }

    private static func filtered(_ text: some StringProtocol, keeping marks: Set<String>) -> String {
        var result = String.UnicodeScalarView()
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.first {
            guard scalar != "\u{1B}" else {
                let sequence = rest.prefix(lengthOfEscape(rest))
                if marks.contains(String(sequence)) { result.append(contentsOf: sequence) }
                rest = rest.dropFirst(sequence.count)
                continue
            }
            rest.removeFirst()
            if !isHidden(scalar) {
                result.append(scalar)
            } else if (0x2028...0x2029).contains(scalar.value) {
                result.append("\n")
            }
        }
        return String(result)
    }

    /// How many characters belong to the escape sequence that the text begins with.
    private static func lengthOfEscape(_ text: Substring.UnicodeScalarView) -> Int {
        let body = text.dropFirst()
        switch body.first {
        case nil: return 1
        // A control sequence ends with a letter or another of these.
        case "[":
            let end = body.dropFirst().firstIndex { (0x40...0x7E).contains($0.value) }
            return text.distance(from: text.startIndex, to: end ?? text.endIndex) + (end == nil ? 0 : 1)
        // Commands to the operating system, and strings for devices, end with a bell or with an escape and a backslash.
        case "]", "P", "X", "^", "_":
            guard let end = body.firstIndex(where: { $0 == "\u{07}" || $0 == "\u{1B}" }) else {
                return text.count
            }
            let length = text.distance(from: text.startIndex, to: end)
            return length + (text[end] == "\u{07}" ? 1 : min(2, text.count - length))
        default: return 2
        }
    }
}
