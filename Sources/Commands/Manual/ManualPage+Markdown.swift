import Text

extension ManualPage {
    /// Reads a page from the Markdown that manual pages are written in.
    ///
    /// The first line is `# NAME(SECTION): summary`. Below it stand headings of two levels, paragraphs, lists, blocks of code in fences, and
    /// tables whose rows are entries: a word, its kind where there are three columns, and what it means. Comments of HTML are left out.
    /// Returns `nil` where the first line is another.
    init?(markdown text: String) {
        var lines = text.lines[...]
        guard let title = lines.popFirst()?.wholeMatch(of: /# ([a-z.-]+)\(([157])\): (.+)/),
            let section = Int(title.2)
        else { return nil }
        self.init(
            name: String(title.1), section: section, summary: String(title.3), blocks: Self.blocks(of: lines))
    }

    private static func blocks(of lines: ArraySlice<Substring>) -> [Block] {
        var blocks: [Block] = []
        var rest = lines
        while let line = rest.first {
            if line.hasPrefix("```") {
                let code = rest.dropFirst().prefix { !$0.hasPrefix("```") }
                blocks.append(.code(code.map(String.init)))
                rest = rest.dropFirst(code.count + 2)
            } else if line.hasPrefix("|") {
                let rows = rest.prefix { $0.hasPrefix("|") }
                // The first two are the columns' names and a line.
                blocks += rows.dropFirst(2).map { .entry(entry(of: $0)) }
                rest = rest.dropFirst(rows.count)
            } else if line.isEmpty || line.hasPrefix("<!--") {
                rest = rest.dropFirst()
            } else if line.hasPrefix("#") {
                let text = String(line.drop { $0 == "#" }.dropFirst())
                blocks.append(line.hasPrefix("### ") ? .subheading(text) : .heading(text))
                rest = rest.dropFirst()
            } else {
                let isItem = line.hasPrefix("- ")
                let more = rest.dropFirst().prefix { !isStart($0) }
                let first = isItem ? line.dropFirst(2) : line
                let joined = StyledText(
                    markdown: ([first] + more.map { $0.drop { $0 == " " } }).joined(separator: " "))
                blocks.append(isItem ? .item(joined) : .paragraph(joined))
                rest = rest.dropFirst(1 + more.count)
            }
        }
        return blocks
    }

    /// Whether a line cannot belong to the paragraph before it.
    private static func isStart(_ line: Substring) -> Bool {
        line.isEmpty || ["- ", "#", "|", "```", "<!--"].contains(where: line.hasPrefix)
    }

    private static func entry(of row: Substring) -> Entry {
        var cells: [String] = [""]
        var isEscaped = false
        for character in row.dropFirst() {
            if character == "|", !isEscaped {
                cells.append("")
            } else {
                // In a table alone is a bar escaped, in code too.
                if character == "|" { cells[cells.count - 1].removeLast() }
                cells[cells.count - 1].append(character)
            }
            isEscaped = character == "\\"
        }
        let texts = cells.dropLast().map { StyledText(markdown: $0.trimmed) }
        let none = StyledText([])
        return Entry(
            term: texts.first ?? none, kind: texts.count > 2 ? texts[1] : nil,
            meaning: texts.count > 1 ? texts[texts.count - 1] : none)
    }
}
