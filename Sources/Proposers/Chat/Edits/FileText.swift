/// A text file as a model edits it: lines, and how the file writes their ends.
struct FileText: Hashable, Sendable {
    /// Without line feeds; a carriage return before one stays part of its line.
    var lines: [String]
    /// Whether the last line ends with a line feed.
    var isTerminated: Bool

    /// Returns `nil` for bytes that are no UTF-8 text.
    init?(_ bytes: [UInt8]) {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.init(text)
    }

    init(_ text: String) {
        lines = text.lineFeedLines
        isTerminated = text.utf8.last == UInt8(ascii: "\n")
        if isTerminated { lines.removeLast() }
        if text.utf8.isEmpty { lines = [] }
    }

    init(lines: [String], isTerminated: Bool = true) {
        self.lines = lines
        self.isTerminated = isTerminated
    }

    var text: String { lines.joined(separator: "\n") + (isTerminated && !lines.isEmpty ? "\n" : "") }

    /// Whether most lines end with a carriage return and a line feed.
    var hasCarriageReturns: Bool { lines.count { $0.utf8.last == 13 } * 2 > lines.count }

    /// Puts lines in place of others, written with this file's line ends.
    mutating func replace(_ range: Range<Int>, with new: [String]) {
        let carriageReturns = hasCarriageReturns
        lines.replaceSubrange(range, with: new.map { carriageReturns ? $0.withoutReturn + "\r" : $0 })
    }

    /// This text with the ends of another: its line ends, and its way to end the last line.
    func ending(as other: FileText) -> FileText {
        let isTerminated = other.lines.isEmpty || other.isTerminated
        guard other.hasCarriageReturns else { return FileText(lines: lines, isTerminated: isTerminated) }
        return FileText(lines: lines.map { $0.withoutReturn + "\r" }, isTerminated: isTerminated)
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
