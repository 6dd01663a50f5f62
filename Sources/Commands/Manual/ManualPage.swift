/// A page of the manual, whatever shows it: `man` by its roff, `hone help` by its lines.
struct ManualPage {
    /// `hone-hooks-install`, `hone.yaml`: how `man` finds it.
    let name: String
    /// 1 for commands, 5 for files, 7 for all else.
    let section: Int
    /// What it is of, in half a sentence.
    let summary: String
    let blocks: [Block]

    enum Block: Hashable {
        case heading(String)
        /// A heading below the last one.
        case subheading(String)
        case paragraph(StyledText)
        case item(StyledText)
        /// Lines that stand as they are.
        case code([String])
        case entry(Entry)
    }

    /// A word with what it means.
    struct Entry: Hashable {
        let term: StyledText
        /// What kind of thing it is, such as the type of a field.
        let kind: StyledText?
        let meaning: StyledText

        /// The words that it explains, as one asks for them.
        var words: [String] { term.spans.filter { $0.style == .code }.map(\.text) }
    }

    /// As other pages name it: `hone.yaml(5)`.
    var title: String { "\(name)(\(section))" }

    /// As `hone help` is asked for it, the shortest first: `evaluator`, `hooks install`, `hone.yaml`.
    var topics: [String] {
        guard name.hasPrefix("hone-") else { return [name, title] }
        let short = String(name.dropFirst("hone-".count))
        let words = section == 1 ? short.replacing("-", with: " ") : short
        return [words, short, name, title]
    }
}

/// Text with what stands out in it.
struct StyledText: Hashable {
    enum Style: Hashable {
        case plain, code, strong, emphasis
        /// What stands for a value of the reader's.
        case placeholder
    }

    struct Span: Hashable {
        let text: String
        let style: Style
    }

    let spans: [Span]

    init(_ spans: [Span]) { self.spans = spans }

    /// Reads the Markdown of a line: code, strong and emphasized text, links, whose address is left out.
    init(markdown: some StringProtocol) {
        var spans: [Span] = []
        var plain = ""
        var rest = Substring(markdown)
        func close(_ mark: String) -> Substring? {
            let inside = rest.dropFirst(mark.count)
            guard rest.hasPrefix(mark), inside.first != " ", let end = inside.firstRange(of: mark),
                end.lowerBound > inside.startIndex
            else { return nil }
            return inside[..<end.lowerBound]
        }
        func take(_ text: Substring, _ style: Style, marks: Int) {
            if !plain.isEmpty { spans.append(Span(text: plain, style: .plain)) }
            plain = ""
            spans.append(Span(text: String(text), style: style))
            rest = rest.dropFirst(text.count + marks)
        }
        while let mark = rest.firstIndex(where: { "`*[\\".contains($0) }) {
            plain += rest[..<mark]
            rest = rest[mark...]
            if let code = close("`") {
                take(code, .code, marks: 2)
            } else if let strong = close("**") {
                take(strong, .strong, marks: 4)
            } else if let word = close("*") {
                take(word, .emphasis, marks: 2)
            } else if let link = rest.prefixMatch(of: /\[([^\]\n]+)\]\([^)\s]+\)/) {
                plain += link.1
                rest = rest[link.range.upperBound...]
            } else {
                let isEscape = rest.first == "\\" && rest.dropFirst().first.map("|*`\\[".contains) == true
                if isEscape { rest = rest.dropFirst() }
                plain += rest.prefix(1)
                rest = rest.dropFirst()
            }
        }
        plain += rest
        if !plain.isEmpty { spans.append(Span(text: plain, style: .plain)) }
        self.spans = spans
    }

    /// Without styles.
    var text: String { spans.map(\.text).joined() }
}
