/// A text file as lines, each with the line end that it was written with.
struct TextLines: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        /// Without the line end.
        var content: [UInt8]
        /// `\n`, `\r\n`, or nothing where the file does not end with a line end.
        var end: [UInt8]
        /// Whether the study lets it change.
        var isEditable: Bool

        var isBlank: Bool { content.allSatisfy(isSpace) }
        var indentation: ArraySlice<UInt8> { content.prefix(while: isSpace) }
        /// The content without spaces at either end.
        var trimmed: ArraySlice<UInt8> {
            let end = content.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? 0
            return content[..<end].drop(while: isSpace)
        }
    }

    private(set) var lines: [Line]
    private let endsWithLineEnd: Bool
    private let usualEnd: [UInt8]

    /// Returns `nil` for what is no text: bytes with a zero among them.
    ///
    /// - Parameter editable: the lines that may change, 1-based; `nil` for all.
    init?(_ bytes: [UInt8], editable: [ClosedRange<Int>]? = nil) {
        guard !bytes.contains(0) else { return nil }
        lines = Self.split(bytes)
        endsWithLineEnd = lines.last.map { !$0.end.isEmpty } ?? false
        let carriageReturns = lines.count { $0.end.count == 2 }
        usualEnd = carriageReturns * 2 > lines.count ? [13, 10] : [10]
        guard let editable else { return }
        for index in lines.indices {
            lines[index].isEditable = editable.contains { $0.contains(index + 1) }
        }
    }

    /// The file's bytes; it ends with a line end exactly where it did before any edit.
    var bytes: [UInt8] {
        var result: [UInt8] = []
        for (index, line) in lines.enumerated() {
            result += line.content
            guard endsWithLineEnd || index < lines.count - 1 else { break }
            result += line.end.isEmpty ? usualEnd : line.end
        }
        return result
    }

    /// What the lines say, blank ones and spaces at line ends left out: equal for texts that differ in nothing else.
    var substance: [ArraySlice<UInt8>] {
        lines.lazy.filter { !$0.isBlank }.map { line in
            line.content[..<((line.content.lastIndex { !isSpace($0) } ?? -1) + 1)]
        }
    }

    /// Tells whether a line may be put before line `gap` (0-based; the line count means at the end).
    func mayInsert(at gap: Int) -> Bool {
        (gap < lines.count && lines[gap].isEditable) || (gap > 0 && lines[gap - 1].isEditable)
    }

    // MARK: - Edits

    mutating func replace(_ columns: Range<Int>, ofLine index: Int, with text: [UInt8]) {
        lines[index].content.replaceSubrange(columns, with: text)
    }

    mutating func remove(_ range: Range<Int>) { lines.removeSubrange(range) }

    mutating func insert(_ new: [Line], at gap: Int) { lines.insert(contentsOf: new, at: gap) }

    mutating func swapContents(_ first: Int, _ second: Int) {
        let content = lines[first].content
        lines[first].content = lines[second].content
        lines[second].content = content
    }

    private static func split(_ bytes: [UInt8]) -> [Line] {
        var result: [Line] = []
        var start = 0
        while start < bytes.count {
            let newline = bytes[start...].firstIndex(of: 10) ?? bytes.count
            let isPair = newline < bytes.count && newline > start && bytes[newline - 1] == 13
            let end = isPair ? newline - 1 : newline
            let next = min(newline + 1, bytes.count)
            result.append(
                Line(content: Array(bytes[start..<end]), end: Array(bytes[end..<next]), isEditable: true))
            start = next
        }
        return result
    }
}

/// Tells whether a byte is a space, a tab, or another of ASCII's that leave no ink.
func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
