/// An edit in words, as a commit's subject says it.
struct EditWords: Hashable, Sendable {
    private let edit: Edit
    private let source: Source

    /// - Parameter source: the file before the edit.
    init(_ edit: Edit, in source: Source) {
        self.edit = edit
        self.source = source
    }

    static func == (left: EditWords, right: EditWords) -> Bool { left.text == right.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// The whole, in one line of any length.
    var text: String {
        let path = source.path
        switch edit {
        case .number(let site, let literal, _):
            let old = String(decoding: site.literal.spelling, as: UTF8.self)
            let new = String(decoding: literal.spelling, as: UTF8.self)
            let what = site.name.map { "\($0) from \(old)" } ?? old
            return "change \(what) to \(new) in \(path):\(site.line + 1)"
        case .delete(let range): return "delete \(path):\(numbers(range)): \(snippet(range.lowerBound))"
        case .copy(let range, let gap):
            return "copy \(path):\(numbers(range)) to line \(gap + 1): \(snippet(range.lowerBound))"
        case .move(let range, let gap):
            return "move \(path):\(numbers(range)) to line \(gap + 1): \(snippet(range.lowerBound))"
        case .swap(let first, let second):
            return "swap \(path):\(first + 1) and \(second + 1): \(snippet(first))"
        }
    }

    private func numbers(_ range: Range<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound + 1)" : "\(range.lowerBound + 1)-\(range.upperBound)"
    }

    private func snippet(_ line: Int) -> String {
        let printable = source.text.lines[line].trimmed.map { $0 < 32 || $0 == 127 ? 32 : $0 }
        return String(decoding: printable, as: UTF8.self)
    }
}

extension String {
    /// The text where it has at most `limit` characters, else its beginning and an ellipsis.
    func clipped(to limit: Int) -> String { count <= limit ? self : prefix(limit - 1) + "…" }
}
