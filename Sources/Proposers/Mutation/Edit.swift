/// One change to a text. Lines and gaps are 0-based; gap g lies before line g.
enum Edit: Hashable, Sendable {
    case number(LiteralSite, to: NumberLiteral, NumberDirection)
    case delete(Range<Int>)
    case copy(Range<Int>, to: Int)
    case move(Range<Int>, to: Int)
    case swap(Int, Int)

    var label: EditLabel {
        switch self {
        case .number(let site, _, let direction): EditLabel(EditKind(direction), target: site.name)
        case .delete: EditLabel(.delete)
        case .copy: EditLabel(.copy)
        case .move: EditLabel(.move)
        case .swap: EditLabel(.swap)
        }
    }

    /// Returns the text after the edit; the same text where the edit's lines are not there or may not change.
    func applied(to text: TextLines) -> TextLines {
        var result = text
        guard isAllowed(in: text) else { return text }
        switch self {
        case .number(let site, let literal, _):
            result.replace(site.columns, ofLine: site.line, with: literal.spelling)
        case .delete(let range): result.remove(range)
        case .copy(let range, let gap): result.insert(Self.lines(range, of: text, for: gap), at: gap)
        case .move(let range, let gap):
            let lines = Self.lines(range, of: text, for: gap)
            result.remove(range)
            result.insert(lines, at: gap > range.lowerBound ? gap - range.count : gap)
        case .swap(let first, let second): result.swapContents(first, second)
        }
        return result
    }

    private func isAllowed(in text: TextLines) -> Bool {
        func areEditable(_ range: Range<Int>) -> Bool {
            range.upperBound <= text.lines.count && text.lines[range].allSatisfy(\.isEditable)
        }
        return switch self {
        case .number(let site, _, _): areEditable(site.line..<site.line + 1)
        case .delete(let range): areEditable(range)
        case .copy(let range, let gap): areEditable(range) && text.mayInsert(at: gap)
        case .move(let range, let gap):
            areEditable(range) && text.mayInsert(at: gap)
                && !(range.lowerBound...range.upperBound).contains(gap)
        case .swap(let first, let second): areEditable(first..<first + 1) && areEditable(second..<second + 1)
        }
    }

    /// The lines to insert at a gap; a single line takes the indentation of the line that it comes before.
    private static func lines(_ range: Range<Int>, of text: TextLines, for gap: Int) -> [TextLines.Line] {
        var lines = Array(text.lines[range])
        guard lines.count == 1, gap < text.lines.count, !text.lines[gap].isBlank else { return lines }
        let closes = [UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]")]
        guard let first = text.lines[gap].trimmed.first, !closes.contains(first) else { return lines }
        lines[0].content.replaceSubrange(
            ..<lines[0].indentation.count, with: Array(text.lines[gap].indentation))
        return lines
    }
}
