import StudyModel

/// Keeps evidence within its limit by a stated rule, and says in the text what was left out.
///
/// First the oldest attempts go, one after another, then the best, then the end of the parent's feedback. Headings stay.
struct EvidenceLimit {
    /// Tokens at most; `nil` for no limit.
    let tokens: Int?

    /// Returns the text of the parts, oldest attempt first.
    func text(of parts: [EvidencePart]) -> String {
        guard let tokens, estimatedTokens(joined(parts, leftOut: [])) > tokens else {
            return joined(parts, leftOut: [])
        }
        var kept = parts
        var leftOut: [String] = []
        for kind in [EvidencePart.Kind.attempt, .best] {
            while estimatedTokens(joined(kept, leftOut: leftOut)) > tokens,
                let index = kept.firstIndex(where: { $0.kind == kind })
            {
                leftOut.append(kept.remove(at: index).name)
            }
        }
        cutFeedback(&kept, leftOut: &leftOut, to: tokens)
        return joined(kept, leftOut: leftOut)
    }

    private func cutFeedback(_ parts: inout [EvidencePart], leftOut: inout [String], to tokens: Int) {
        guard let index = parts.firstIndex(where: { $0.kind == .feedback }) else { return }
        guard estimatedTokens(joined(parts, leftOut: leftOut)) > tokens else { return }
        leftOut.append("the end of \(parts[index].name)")
        let excess = estimatedTokens(joined(parts, leftOut: leftOut)) - tokens
        let bytes = max(0, parts[index].text.utf8.count - 4 * excess)
        // A character that the cut splits goes as a whole.
        parts[index].text = String(decoding: parts[index].text.utf8.prefix(bytes), as: UTF8.self)
        while parts[index].text.last == "\u{FFFD}" { parts[index].text.removeLast() }
    }

    private func joined(_ parts: [EvidencePart], leftOut: [String]) -> String {
        var texts = parts.map(\.text)
        if let tokens, !leftOut.isEmpty {
            texts.append("Left out to stay within \(tokens) tokens: \(leftOut.joined(separator: ", ")).")
        }
        return texts.joined(separator: "\n\n") + "\n"
    }
}
