/// The lines of manual pages for a terminal, wrapped to its width.
struct ManualText {
    private let console: Console
    /// Columns: those of the terminal, but no more than are read with ease.
    private let width: Int
    private let step: Int

    init(for console: Console) {
        self.console = console
        width = console.isTerminal ? min(max(console.width, 20), 100) : 80
        step = width < 70 ? 2 : 4
    }

    func lines(of page: ManualPage) -> [String] {
        let title = console.styled(page.title, .bold) + ": "
        let head = wrapped(StyledText([.init(text: page.summary, style: .plain)]), indent: 0, first: title)
        return head
            + page.blocks.indices.flatMap { index in
                spaced(page.blocks[index], after: index > 0 ? page.blocks[index - 1] : nil)
            }
    }

    /// The lines of a word and what it means.
    func lines(of entry: ManualPage.Entry, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let term = entry.term.spans.map {
            styled(marked($0, .placeholder), as: $0.style)
        }
        let kind = entry.kind.map { "  " + console.styled($0.text, .dim) } ?? ""
        return [margin + term.joined() + kind] + wrapped(entry.meaning, indent: indent + step)
    }

    func lines(of block: ManualPage.Block) -> [String] {
        switch block {
        case .heading(let text): [console.styled(text.uppercased(), .bold)]
        case .subheading(let text): [String(repeating: " ", count: step / 2) + console.styled(text, .bold)]
        case .paragraph(let text): wrapped(text, indent: step)
        case .item(let text):
            wrapped(text, indent: step + 2, first: String(repeating: " ", count: step) + "- ")
        case .code(let code): code.map { $0.isEmpty ? "" : String(repeating: " ", count: step + 2) + $0 }
        case .entry(let entry): lines(of: entry, indent: step)
        }
    }

    /// The lines of a block with the empty one before it that it takes.
    func spaced(_ block: ManualPage.Block, after last: ManualPage.Block?) -> [String] {
        let isTight =
            switch (last, block) {
            case (.heading, .subheading): false
            case (.heading, _), (.subheading, _), (.item, .item), (.entry, .entry): true
            default: false
            }
        return (isTight ? [] : [""]) + lines(of: block)
    }

    // MARK: - Wrapping

    /// A piece of a line that is not broken, and the columns that it takes.
    private struct Word {
        var text = ""
        var columns = 0
    }

    private func wrapped(_ text: StyledText, indent: Int, first: String? = nil) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = first ?? margin
        var columns = first.map(shownCount) ?? indent
        var isEmpty = true
        for word in words(of: text) {
            if !isEmpty, columns + 1 + word.columns > width {
                lines.append(line)
                line = margin
                columns = indent
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word.text
            columns += (isEmpty ? 0 : 1) + word.columns
            isEmpty = false
        }
        return isEmpty ? lines : lines + [line]
    }

    private func words(of text: StyledText) -> [Word] {
        var words = [Word()]
        for span in text.spans {
            let marked = marked(span, .code, .placeholder)
            for (place, piece) in marked.split(separator: " ", omittingEmptySubsequences: false).enumerated()
            {
                if place > 0 { words.append(Word()) }
                guard !piece.isEmpty else { continue }
                let text = String(piece)
                words[words.count - 1].text += styled(text, as: span.style)
                words[words.count - 1].columns += piece.count
            }
        }
        return words.filter { $0.columns > 0 }
    }

    /// A text with the marks of its style, where that is among `styles` and no color tells.
    private func marked(_ span: StyledText.Span, _ styles: StyledText.Style...) -> String {
        guard !console.hasColor, styles.contains(span.style) else { return span.text }
        return span.style == .code ? "`\(span.text)`" : "<\(span.text)>"
    }

    private func styled(_ text: String, as style: StyledText.Style) -> String {
        switch style {
        case .plain: text
        case .emphasis, .placeholder: console.styled(text, .cyan)
        case .code, .strong: console.styled(text, .bold)
        }
    }

    /// Columns of a text in which styles may be.
    private func shownCount(_ text: String) -> Int {
        text.replacing(/\u{1B}\[[0-9]+m/, with: "").count
    }
}
