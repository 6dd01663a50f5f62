/// An answer as lines.
struct ReplyText: Hashable, Sendable {
    let lines: [String]

    init(_ text: String) {
        lines = text.lineFeedLines.map(\.withoutReturn)
    }

    /// The summary and the reasons, from the prose before the edits, or after them where there is none before.
    func prose(before first: Int?, after last: Int?) -> (summary: String?, rationale: String) {
        let before = first.map { Array(lines[..<$0]) } ?? []
        let prose = before.allSatisfy(\.isBlank) ? Array(lines[(last ?? lines.count)...]) : before
        return Prose.parts(of: prose)
    }
}

/// The words of a reply beside its edits.
enum Prose {
    /// The first line that reads like a commit's subject, and all others.
    static func parts(of lines: [String]) -> (summary: String?, rationale: String) {
        let lines = lines.filter { !$0.trimmed.hasPrefix("```") }
        guard let index = lines.firstIndex(where: { !undecorated($0).isBlank }) else { return (nil, "") }
        let line = undecorated(lines[index])
        let rest = Array(lines[(index + 1)...]).withoutBlankEnds
        let rationale = line.count > 72 ? [line] + rest : rest
        return (line.clipped(to: 72), rationale.joined(separator: "\n"))
    }

    /// Without the signs of a heading, of emphasis or of a label.
    private static func undecorated(_ line: String) -> String {
        var text = line.trimmed
        while let first = text.first, "#*_>- ".contains(first) { text.removeFirst() }
        // The number of a list: models repeat the form of what they were told.
        if text.hasPrefix("1. ") { text.removeFirst(3) }
        for label in ["summary:", "**summary:**", "summary**:"] where text.lowercased().hasPrefix(label) {
            text = String(text.dropFirst(label.count))
        }
        text = text.trimmed
        while let last = text.last, "*_".contains(last) { text.removeLast() }
        while let first = text.first, "*_".contains(first) { text.removeFirst() }
        return text.trimmed.replacingControls
    }
}

extension String {
    /// With a space for each control character, as a commit's subject has to be.
    fileprivate var replacingControls: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    }
}
