/// A unified diff with the colors that git uses.
struct Patch {
    private let text: String

    init(_ text: String) { self.text = text }

    func lines(for console: Console) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = String(line)
            if line.hasPrefix("+++") || line.hasPrefix("---") || line.hasPrefix("diff ") {
                return console.styled(line, .bold)
            }
            switch line.first {
            case "+": return console.styled(line, .green)
            case "-": return console.styled(line, .red)
            case "@": return console.styled(line, .cyan)
            default: return line
            }
        }
    }
}
