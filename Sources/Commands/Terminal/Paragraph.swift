/// Text that is broken into lines between words.
struct Paragraph {
    private let text: String

    init(_ text: String) { self.text = text }

    /// The lines for a terminal of any width, and for a pipe; no wider than is read with ease.
    func lines(indent: Int, for console: Console) -> [String] {
        lines(indent: indent, width: console.width > 0 ? min(console.width, 100) : 100)
    }

    /// The lines of at most `width` columns; all but the first are indented two columns more.
    func lines(indent: Int, width: Int = 100) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = margin
        for word in text.split(separator: " ") {
            let wide = StyledLine(line).count + StyledLine(String(word)).count + 1
            if wide > width, line.contains(where: { $0 != " " }) {
                lines.append(line)
                line = margin + "  "
            }
            line += (line.allSatisfy { $0 == " " } ? "" : " ") + word
        }
        return lines + [line]
    }
}
