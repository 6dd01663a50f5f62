/// Finds the paths that lines of a reply name.
struct PathLine {
    /// The files that were shown; a word that is one of them is a path, whatever it looks like.
    let known: Set<String>

    init(known: [String]) { self.known = Set(known) }

    /// The path that an edit without one means: that of the one file there is; `nil` where there are several.
    var only: String? { known.count == 1 ? known.first : nil }

    /// Returns the path that a line consists of, taken out of quotes, headings and labels; `nil` for other lines.
    func path(in line: String) -> String? {
        var text = line.trimmed
        for sign in ["#", "//", "-", "*", ">"] where text.hasPrefix(sign) {
            text = String(text.drop { sign.contains($0) }).trimmed
        }
        for label in ["file:", "path:", "filename:", "file name:"] where text.lowercased().hasPrefix(label) {
            text = String(text.dropFirst(label.count)).trimmed
        }
        let signs: Set<Character> = ["`", "*", "\"", "'", ":", "_"]
        while let first = text.first, first != "_", signs.contains(first) { text.removeFirst() }
        while let last = text.last, last != "_", signs.contains(last) { text.removeLast() }
        return isPath(text) ? Self.normalized(text) : nil
    }

    /// Returns the path in what follows the signs that open a fence, such as `c src/sort.c` or `src/sort.c`.
    func path(inInfo info: String) -> String? {
        let words = info.split(separator: " ").map(String.init)
        let candidates = words.map { word in
            word.split(separator: "=", maxSplits: 1).last.map(String.init) ?? word
        }
        return candidates.last { path(in: $0) != nil }.flatMap { path(in: $0) }
    }

    /// Without `./` before it.
    static func normalized(_ path: String) -> String {
        var path = path
        while path.hasPrefix("./") { path.removeFirst(2) }
        return path
    }

    private func isPath(_ text: String) -> Bool {
        let isWord = !text.isEmpty && !text.contains(where: \.isWhitespace) && text.utf8.count < 256
        let hasSign = text.contains("/") || text.contains(".") || known.contains(text)
        return isWord && hasSign && !text.hasSuffix(".") && text.contains { $0.isLetter || $0.isNumber }
            && !text.contains { "<>|;{}()=,!?".contains($0) }
    }
}
