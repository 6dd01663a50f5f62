import StudyModel
import Text

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
        /// The line of the candidate, such as `src/sort.c:14`; `nil` for what is none.
        let at: String?
        /// What was said of it.
        let said: [LineComments.Said]

        init(_ line: PatchLine, said: [LineComments.Said]) {
            let (text, isHeader) = (line.text, line.isHeader)
            self.text = text + "\n"
            self.said = said
            at = line.place?.description
            file = isHeader
            added = !isHeader && text.utf8.first == UInt8(ascii: "+")
            removed = !isHeader && text.utf8.first == UInt8(ascii: "-")
            place = !isHeader && text.hasPrefix("@@")
            plain = !file && !added && !removed && !place
        }
    }

    /// - Parameters:
    ///   - comments: what was said of lines of it.
    ///   - most: how many lines are shown.
    ///   - elsewhere: the command that prints all of it.
    init?(
        _ diff: String, label: String, comments: LineComments = .none, lines most: Int, elsewhere: String
    ) {
        let all = PatchLine.lines(of: diff)
        guard !all.isEmpty else { return nil }
        let parsed = all.map { Line($0, said: comments[$0.place]) }
        patchLabel = label
        lines = Array(parsed.prefix(most))
        let rest = parsed.count - lines.count
        patchLimit = rest > 0 ? "\(rest) more lines; `\(elsewhere)` prints them all." : nil
        size = "+\(parsed.count { $0.added }) −\(parsed.count { $0.removed })"
    }
}
