import StudyModel
import Text

/// A unified diff with the colors that git uses, and below a line what was said of it.
struct Patch {
    private let text: String
    private let comments: LineComments

    init(_ text: String, comments: LineComments = .none) {
        self.text = text
        self.comments = comments
    }

    func lines(for console: Console) -> [String] {
        PatchLine.lines(of: text).flatMap { line in [styled(line, console)] + said(of: line, console) }
    }

    private func styled(_ line: PatchLine, _ console: Console) -> String {
        let text = line.text
        if line.isHeader {
            let isName = ["+++", "---", "diff "].contains { text.hasPrefix($0) }
            return isName ? console.styled(text, .bold) : text
        }
        switch text.first {
        case "+": return console.styled(text, .green)
        case "-": return console.styled(text, .red)
        case "@": return console.styled(text, .cyan)
        default: return text
        }
    }

    private func said(of line: PatchLine, _ console: Console) -> [String] {
        comments[line.place].flatMap { said in
            Paragraph("\(said.who): \(said.words.replacing("\n", with: " "))").lines(indent: 2, for: console)
                .map { console.styled("  ┃" + $0.dropFirst(), .yellow) }
        }
    }
}
