import Text

/// What somebody says of a line of a candidate: a review whose text begins with `PATH:LINE: `, as compilers name places.
///
/// So a person may write one with `git notes` too, and a proposer is told of it as of any review. Below the words the line itself is quoted, for whoever has
/// other lines there.
package struct LineComment: Hashable, Sendable {
    /// A line of a file.
    package struct Place: Hashable, Sendable, CustomStringConvertible {
        /// Relative to the top of the repository.
        package let path: String
        /// From 1.
        package let line: Int

        package init(path: String, line: Int) {
            self.path = path
            self.line = line
        }

        /// Reads `PATH:LINE`; `nil` for what is none.
        package init?(_ text: some StringProtocol) {
            guard let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...]),
                line > 0,
                colon > text.startIndex
            else { return nil }
            path = String(text[..<colon])
            self.line = line
        }

        package var description: String { "\(path):\(line)" }
    }

    package let place: Place
    /// Without the line that is quoted.
    package let words: String
    /// The text of the review.
    package let text: String

    /// Characters of a line that are quoted.
    private static let longest = 200

    /// - Parameter line: the line that is spoken of, as the candidate has it.
    package init(_ words: String, on place: Place, quoting line: String) {
        self.place = place
        self.words = words
        let quoted = line.prefix(Self.longest)
        text = "\(place): \(words)" + (quoted.allSatisfy(\.isWhitespace) ? "" : "\n\n    \(quoted)")
    }

    /// Reads the text of a review; `nil` where it speaks of no line.
    package init?(_ text: String) {
        let first = text.prefix { !$0.isNewline }
        // A path may hold a colon and a space too: the first that a number stands before is meant.
        let ends = first.indices.filter { first[$0...].hasPrefix(": ") }
        guard let (end, place) = ends.lazy.compactMap({ end in Place(first[..<end]).map { (end, $0) } }).first
        else { return nil }
        self.place = place
        self.text = text
        let said = String(text[text.index(end, offsetBy: 2)...])
        let paragraphs = said.split(separator: "\n\n", omittingEmptySubsequences: false)
        let isQuoted =
            paragraphs.count > 1 && paragraphs.last?.hasPrefix("    ") == true
            && paragraphs.last?.contains("\n") == false
        words = isQuoted ? paragraphs.dropLast().joined(separator: "\n\n") : said
    }
}

/// What was said of a candidate's lines, to be shown below each.
package struct LineComments: Hashable, Sendable {
    /// What somebody said of a line.
    package struct Said: Hashable, Sendable {
        package let who: String
        package let words: String
    }

    private var said: [LineComment.Place: [Said]] = [:]

    package static let none = LineComments([])

    /// - Parameter reviews: oldest first; those that speak of no line are passed over.
    init(_ reviews: [ReviewRecord]) {
        for review in reviews {
            guard let comment = LineComment(review.text) else { continue }
            said[comment.place, default: []].append(Said(who: review.name, words: comment.words))
        }
    }

    /// What was said of a line of the candidate's files, oldest first; nothing of one that is none.
    package subscript(place: LineComment.Place?) -> [Said] { place.flatMap { said[$0] } ?? [] }
}

extension RunView {
    /// What was said of lines of a step's candidate.
    package func lineComments(on step: StepSummary) -> LineComments {
        LineComments(step.candidate.map { reviews(of: $0).map(\.record) } ?? [])
    }
}

extension PatchLine {
    /// Which line of the candidate that the diff leads to it is; `nil` where it is none of it.
    package var place: LineComment.Place? {
        guard let path, let number else { return nil }
        return LineComment.Place(path: path, line: number)
    }
}
