/// A unified diff with its kinds of lines told apart: what the template `patch` shows.
struct PatchPart: Hashable, Sendable {
    let patchLabel: String
    let lines: [Line]
    let patchLimit: String?
    /// How much was added and removed, such as `+3 −1`.
    let size: String

    struct Line: Hashable, Sendable {
        /// With its line end, so that what is copied from the page is a diff again.
        let text: String
        let added: Bool
        let removed: Bool
        let place: Bool
        let file: Bool
        let plain: Bool

        init(_ text: Substring, isHeader: Bool) {
            self.text = text + "\n"
            file = isHeader
            added = !isHeader && text.utf8.first == UInt8(ascii: "+")
            removed = !isHeader && text.utf8.first == UInt8(ascii: "-")
            place = !isHeader && text.hasPrefix("@@")
            plain = !file && !added && !removed && !place
        }
    }

    /// - Parameters:
    ///   - most: how many lines are shown.
    ///   - elsewhere: the command that prints all of it.
    init?(_ diff: String, label: String, lines most: Int, elsewhere: String) {
        // A carriage return and a line feed are one character.
        let text = diff.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
        let all = (text.last == "" ? text.dropLast() : text[...])
        guard !all.isEmpty else { return nil }
        let parsed = Self.parsed(all)
        patchLabel = label
        lines = Array(parsed.prefix(most))
        let rest = parsed.count - lines.count
        patchLimit = rest > 0 ? "\(rest) more lines; `\(elsewhere)` prints them all." : nil
        size = "+\(parsed.count { $0.added }) −\(parsed.count { $0.removed })"
    }

    /// A header ends where a hunk begins; a removed line that begins with two hyphens is none.
    private static func parsed(_ lines: ArraySlice<Substring>) -> [Line] {
        var isHeader = true
        return lines.map { line in
            if line.hasPrefix("diff --git ") { isHeader = true }
            if line.hasPrefix("@@") { isHeader = false }
            return Line(line, isHeader: isHeader)
        }
    }
}
