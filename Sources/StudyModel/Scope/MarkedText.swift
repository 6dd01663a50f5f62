/// A text as its markers divide it: lines that are fixed, and regions between them that may change.
///
/// A line that contains `hone: begin NAME` opens a region and one that contains `hone: end` closes it, whatever comment
/// signs are about. In a text without those, `EVOLVE-BLOCK-START` and `EVOLVE-BLOCK-END` do, as other programs have them. Both
/// lines are fixed themselves. Lines end with a line feed.
struct MarkedText: Hashable, Sendable {
    /// The lines between regions, with markers and line ends; one more than there are regions.
    private(set) var fixed: [[ArraySlice<UInt8>]] = [[]]
    /// The numbers of the lines within each region, from 1; empty where the markers follow each other.
    private(set) var regions: [Range<Int>] = []

    /// The line, from 1, of a marker that does not go with the others: nested, left open, or closed before it was opened.
    struct Imbalance: Hashable, Error {
        var line: Int
    }

    init(_ text: [UInt8]) throws(Imbalance) {
        var opened: Int?
        let lines = MarkedText.lines(of: text)
        let own = lines.map { Marker($0) }
        let markers = own.contains { $0 != nil } ? own : lines.map { Marker(evolving: $0) }
        for (index, (line, marker)) in zip(lines, markers).enumerated() {
            switch (marker, opened) {
            case (nil, nil): fixed[fixed.count - 1].append(line)
            case (nil, _): break
            case (.begin, nil):
                fixed[fixed.count - 1].append(line)
                opened = index + 1
            case (.end, let start?):
                regions.append((start + 1)..<(index + 1))
                fixed.append([line])
                opened = nil
            case (.begin, _), (.end, nil): throw Imbalance(line: index + 1)
            }
        }
        if let opened { throw Imbalance(line: opened) }
    }

    /// The first fixed line, by its number in this text, that another version has otherwise; `nil` where none differs.
    ///
    /// A line that was put in counts as a change of the line that it stands before.
    func firstFixedLine(changedIn other: MarkedText) -> Int? {
        var line = 1
        for (index, block) in fixed.enumerated() {
            let others = index < other.fixed.count ? other.fixed[index] : []
            let isLast = index == fixed.count - 1
            if block != others || (isLast && other.fixed.count > fixed.count) {
                let same = zip(block, others).prefix { $0 == $1 }.count
                return line + min(same, max(block.count - 1, 0))
            }
            line += block.count + (isLast ? 0 : regions[index].count)
        }
        return nil
    }

    private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        // With its line end, so that a missing one at the end of the file is a difference.
        return lines.map { text[$0.startIndex..<min($0.endIndex + 1, text.endIndex)] }
    }
}

/// What a line says about regions.
private enum Marker {
    case begin, end

    /// Returns `nil` for a line that holds no marker.
    init?(_ line: ArraySlice<UInt8>) {
        let sign = Array("hone:".utf8)
        var rest = line
        while let start = rest.firstIndex(of: sign[0]) {
            rest = rest[start...]
            if rest.starts(with: sign), let marker = Marker(after: rest.dropFirst(sign.count)) {
                self = marker
                return
            }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// The same of the marks that other programs have.
    init?(evolving line: ArraySlice<UInt8>) {
        guard let sign = Array("EVOLVE-BLOCK-".utf8).end(in: line) else { return nil }
        if line[sign...].starts(with: Array("START".utf8)) {
            self = .begin
        } else if line[sign...].starts(with: Array("END".utf8)) {
            self = .end
        } else {
            return nil
        }
    }

    private init?(after sign: ArraySlice<UInt8>) {
        let words = sign.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let isLetter = { (byte: UInt8) in
            (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == 95
        }
        switch String(decoding: words.prefix(while: isLetter), as: UTF8.self) {
        case "begin": self = .begin
        case "end": self = .end
        default: return nil
        }
    }
}

extension [UInt8] {
    /// Where these bytes first end within others.
    fileprivate func end(in bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        while let start = rest.firstIndex(of: self[0]) {
            rest = rest[start...]
            if rest.starts(with: self) { return start + count }
            rest = rest.dropFirst()
        }
        return nil
    }
}
