/// A text file as a model edits it: lines, and how the file writes their ends.
struct FileText: Hashable, Sendable {
    /// Without line feeds; a carriage return before one stays part of its line.
    var lines: [String]
    /// Whether the last line ends with a line feed.
    var isTerminated: Bool
    /// Whether the file begins with a byte order mark; it is in no line, since nobody sees it and models leave it out.
    var hasMark = false

    /// Returns `nil` for bytes that are no UTF-8 text.
    init?(_ bytes: [UInt8]) {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.init(text)
    }

    init(_ text: String) {
        let bytes = text.utf8
        hasMark = bytes.starts(with: Self.mark.utf8)
        let text = hasMark ? String(decoding: bytes.dropFirst(Self.mark.utf8.count), as: UTF8.self) : text
        lines = text.lineFeedLines
        isTerminated = text.utf8.last == UInt8(ascii: "\n")
        if isTerminated { lines.removeLast() }
        if text.utf8.isEmpty { lines = [] }
    }

    init(lines: [String], isTerminated: Bool = true) {
        self.lines = lines
        self.isTerminated = isTerminated
    }

    private static let mark = "\u{FEFF}"

    /// The file's text, its byte order mark with it.
    var text: String { (hasMark ? Self.mark : "") + shown }

    /// The text as a model is shown it.
    var shown: String { lines.joined(separator: "\n") + (isTerminated && !lines.isEmpty ? "\n" : "") }

    /// Whether most lines end with a carriage return and a line feed.
    var hasCarriageReturns: Bool { lines.count { $0.utf8.last == 13 } * 2 > lines.count }

    /// Puts lines in place of others, written with this file's line ends.
    mutating func replace(_ range: Range<Int>, with new: [String]) {
        let carriageReturns = hasCarriageReturns
        lines.replaceSubrange(range, with: new.map { carriageReturns ? $0.withoutReturn + "\r" : $0 })
    }

    /// This text in the form of another: its byte order mark, its line ends, and its way to end the last line.
    func formed(as other: FileText) -> FileText {
        var text = self
        if let first = lines.first, first.hasPrefix(Self.mark) {
            text.lines[0] = String(first.unicodeScalars.dropFirst())
        }
        text.hasMark = other.hasMark
        text.isTerminated = other.lines.isEmpty || other.isTerminated
        if other.hasCarriageReturns { text.lines = text.lines.map { $0.withoutReturn + "\r" } }
        return text
    }
}

extension String {
    /// The text between line feeds; at least one piece. A carriage return before a line feed stays in its piece.
    var lineFeedLines: [String] {
        utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Without a carriage return at the end.
    var withoutReturn: String { utf8.last == 13 ? String(decoding: utf8.dropLast(), as: UTF8.self) : self }

    /// Without spaces at either end.
    var trimmed: String { String(decoding: utf8.trimmedEnd.drop(while: isSpace), as: UTF8.self) }

    /// Without spaces at the end.
    var trimmedEnd: String { String(decoding: utf8.trimmedEnd, as: UTF8.self) }

    /// The spaces and tabs that it begins with.
    var indentation: String {
        String(decoding: utf8.prefix { $0 == 32 || $0 == 9 }, as: UTF8.self)
    }

    var isBlank: Bool { utf8.allSatisfy(isSpace) }
}

extension BidirectionalCollection<UInt8> {
    fileprivate var trimmedEnd: SubSequence {
        guard let last = lastIndex(where: { !isSpace($0) }) else { return self[startIndex..<startIndex] }
        return self[...last]
    }
}
