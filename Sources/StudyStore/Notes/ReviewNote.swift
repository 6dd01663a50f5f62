import StudyModel

/// The review note of one commit: a line for each review in any run, and whatever people wrote in words of their own.
package struct ReviewNote: Hashable, Sendable {
    /// A part of the note.
    enum Part: Hashable {
        case review(ReviewLine)
        /// A paragraph that is no line of ours.
        case words(String)
    }

    private(set) var parts: [Part]

    /// Reads a note as it stands.
    package init(_ bytes: [UInt8]) {
        parts = []
        var words: [Substring] = []
        for line in String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if let review = Self.review(line) {
                Self.end(&words, &parts)
                parts.append(.review(review))
            } else if line.allSatisfy(\.isWhitespace) {
                Self.end(&words, &parts)
            } else {
                words.append(line)
            }
        }
        Self.end(&words, &parts)
    }

    /// The note as it is stored; empty where nothing is left of it.
    var bytes: [UInt8] {
        var text: [UInt8] = []
        for (index, part) in parts.enumerated() {
            switch part {
            case .review(let line): text += line.bytes
            case .words(let words):
                // Paragraphs stay apart from what is around them.
                if index > 0 { text.append(newline) }
                text += Array(words.utf8) + [newline]
                if index < parts.count - 1 { text.append(newline) }
            }
        }
        return text
    }

    /// The lines that this program understands, in the note's order.
    package var reviews: [ReviewLine] {
        parts.compactMap { part in if case .review(let line) = part { line } else { nil } }
    }

    mutating func append(_ line: ReviewLine) { parts.append(.review(line)) }

    /// Takes in another state of the note: what it has and ours never had, and without what it alone took out.
    mutating func unite(_ other: ReviewNote, base: ReviewNote?) {
        let before = base?.parts ?? []
        parts.removeAll { before.contains($0) && !other.parts.contains($0) }
        parts += other.parts.filter { !before.contains($0) && !parts.contains($0) }
    }

    mutating func remove(_ part: Part) { parts.removeAll { $0 == part } }

    private static func end(_ words: inout [Substring], _ parts: inout [Part]) {
        if !words.isEmpty { parts.append(.words(words.joined(separator: "\n"))) }
        words = []
    }

    private static func review(_ line: Substring) -> ReviewLine? {
        line.first == "{" ? ReviewLine(line) : nil
    }
}

private let newline = UInt8(ascii: "\n")

extension ReviewNote.Part {
    /// What the part says about a candidate; of another run's line nothing.
    ///
    /// Words that begin with `reject:`, `approve:` or `withdraw:`, or are just that word, decide; any other words are a comment.
    func review(of candidate: CommitID, in runs: [RunName], by person: Person) -> ReviewRecord? {
        switch self {
        case .review(let line):
            return runs.contains(line.run) ? line.review(of: candidate, now: person.time) : nil
        case .words(let words):
            let parts = words.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let word = parts.first.map { ReviewRecord.Decision(rawValue: $0.lowercased()) }
            let decision = word.flatMap { ReviewRecord.Decision.ofPeople.contains($0) ? $0 : nil }
            let rest = parts.count > 1 ? String(parts[1].drop(while: \.isWhitespace)) : ""
            return ReviewRecord(
                candidate: candidate, decision: decision ?? .comment, text: decision == nil ? words : rest,
                name: person.name, email: person.email, recordedAt: person.time)
        }
    }

    /// Tells whether the part is how a review is written; who wrote words, and when, is not in the note.
    func says(_ review: ReviewRecord, in runs: [RunName]) -> Bool {
        switch self {
        case .review(let line): return runs.contains(line.run) && line.says(review)
        case .words:
            let nobody = Person(name: "", email: "", time: 0)
            let own = self.review(of: review.candidate, in: runs, by: nobody)
            return own?.decision == review.decision && own?.text == review.text
        }
    }

    /// Who wrote something, and when.
    struct Person {
        let name: String
        let email: String
        let time: Int64
    }
}
