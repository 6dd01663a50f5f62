/// The beginning of a long text.
enum Excerpt {
    /// Returns a text without blank lines around it, cut where it is too long; `nil` for none.
    ///
    /// - Parameter elsewhere: the command that prints all of it.
    static func of(_ text: String?, characters: Int, elsewhere: String) -> String? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        let trimmed = trim(text)
        guard trimmed.utf8.count > characters else { return trimmed }
        return String(trimmed.prefix(characters)) + "\n… cut here; `\(elsewhere)` prints all of it"
    }

    private static func trim(_ text: String) -> String {
        let last = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
        let first = text.firstIndex { !$0.isNewline } ?? text.startIndex
        return first < last ? String(text[first..<last]) : ""
    }
}
