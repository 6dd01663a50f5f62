extension ManualPage {
    /// The page in the `man` macros of roff.
    func roff(version: String) -> String {
        let head = [
            #".TH "\#(name.uppercased())" \#(section) "" "hone \#(version)" "hone""#, ".SH NAME",
            "\(escaped(name)) \\- \(escaped(summary))",
            // A word that is broken, or spread, cannot be copied.
            ".nh", ".ad l",
        ]
        return (head + blocks.flatMap(roff)).joined(separator: "\n") + "\n"
    }

    private func roff(_ block: Block) -> [String] {
        switch block {
        case .heading(let text): [".SH " + escaped(text.uppercased())]
        case .subheading(let text): [".SS " + escaped(text)]
        case .paragraph(let text): [".PP", roff(text)]
        case .item(let text): [".IP \\(bu 2", roff(text)]
        case .code(let lines):
            // Not filled, and set in.
            [".PP", ".RS 2", ".nf"] + lines.map { escaped($0) } + [".fi", ".RE"]
        case .entry(let entry):
            [".TP", roff(entry.term) + (entry.kind.map { " " + roff($0) } ?? ""), roff(entry.meaning)]
        }
    }

    private func roff(_ text: StyledText) -> String {
        let pieces = text.spans.enumerated().map { place, span in
            switch span.style {
            case .plain: escaped(span.text, isStart: place == 0)
            case .code, .strong: "\\fB\(escaped(span.text, isStart: false))\\fR"
            case .placeholder, .emphasis: "\\fI\(escaped(span.text, isStart: false))\\fR"
            }
        }
        return pieces.isEmpty ? "\\&" : pieces.joined()
    }

    /// Text as it is read: no character is taken for an escape, and none at the start of a line for a request.
    private func escaped(_ text: String, isStart: Bool = true) -> String {
        let inside = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return isStart && (inside.hasPrefix(".") || inside.hasPrefix("'")) ? "\\&" + inside : inside
    }
}
