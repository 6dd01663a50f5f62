/// Lines that stand for text that a model left out.
enum Elision {
    private static let words: Set<String> = [
        "rest", "existing", "unchanged", "remaining", "remains", "same", "omitted", "original", "previous",
    ]
    private static let phrases = [
        ["rest", "of", "the"], ["rest", "of", "your"], ["existing", "code"], ["remains", "unchanged"],
        ["remains", "the", "same"], ["code", "unchanged"],
    ]
    private static let commentSigns = ["//", "/*", "#", "<!--", "--", ";", "%", "*", "[", "("]

    /// Tells whether a line is a comment that begins with three dots, or says that something stays as it was.
    static func isElision(_ line: String) -> Bool {
        let text = line.replacingEllipsis.lowercased()
        let content = text.withoutCommentSign(commentSigns)
        let letters = text.utf8.split { !(97...122).contains($0) }.map { String(decoding: $0, as: UTF8.self) }
        if content.hasPrefix("...") {
            // Dots alone are a statement in some languages; in a comment they are not.
            return letters.isEmpty ? content != text : letters.contains { words.contains($0) }
        }
        return content != text && phrases.contains { letters.contains(inARow: $0) }
    }
}

extension String {
    /// Trimmed, with the one character for three dots written as three.
    fileprivate var replacingEllipsis: String {
        trimmed.split(separator: "…", omittingEmptySubsequences: false).joined(separator: "...")
    }

    fileprivate func withoutCommentSign(_ signs: [String]) -> String {
        guard let sign = signs.first(where: hasPrefix) else { return self }
        return String(dropFirst(sign.count)).trimmed
    }
}

extension [String] {
    fileprivate func contains(inARow words: [String]) -> Bool {
        indices.contains { self[$0...].starts(with: words) }
    }
}
