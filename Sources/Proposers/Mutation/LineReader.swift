/// Tells code from strings and comments, line after line, by the marks that most languages share.
///
/// A guess that only weighs edits: what it takes for a comment is tried less, never left out.
struct LineReader {
    struct Reading: Hashable, Sendable {
        /// Bytes in strings and comments.
        var quiet: [Range<Int>] = []
        /// Whether anything but spaces stands outside comments and text that spans lines.
        var hasCode = false
        /// How deep brackets are at the line's end, from 0 at its start, and at their deepest below that.
        var depth = 0
        var lowestDepth = 0

        /// Asked for every number of a line, so by halving: the ranges are in order and apart.
        func isQuiet(_ column: Int) -> Bool {
            var candidates = quiet[...]
            while let middle = candidates[safely: candidates.startIndex + candidates.count / 2] {
                if middle.contains(column) { return true }
                let half = candidates.startIndex + candidates.count / 2
                candidates = column < middle.lowerBound ? candidates[..<half] : candidates[(half + 1)...]
            }
            return false
        }
    }

    private enum State: Hashable {
        case code
        case until([UInt8])
    }

    private var state = State.code
    private let slashesComment: Bool

    /// - Parameter path: says whether `//` divides rather than comments.
    init(path: String) { slashesComment = !path.hasSuffix(".py") && !path.hasSuffix(".lua") }

    mutating func read(_ line: [UInt8]) -> Reading {
        var reading = Reading()
        var position = 0
        while position < line.count {
            switch state {
            case .until(let mark):
                let end = line.firstRange(of: mark, from: position)
                if end != nil { state = .code }
                let next = end.map { $0 + mark.count } ?? line.count
                reading.quiet.append(position..<next)
                position = next
            case .code: position = step(line, position, &reading)
            }
        }
        return reading
    }

    /// Reads one piece of code from `position` and returns where the next begins.
    private mutating func step(_ line: [UInt8], _ position: Int, _ reading: inout Reading) -> Int {
        guard mayOpen(line[position]) else {
            if !isSpace(line[position]) { reading.hasCode = true }
            reading.count(line[position])
            return position + 1
        }
        let rest = line[position...]
        if startsComment(line, position) {
            reading.quiet.append(position..<line.count)
            return line.count
        }
        for (open, close) in [("/*", "*/"), ("\"\"\"", "\"\"\""), ("'''", "'''")]
        where rest.starts(with: open.utf8) {
            state = .until(Array(close.utf8))
            reading.quiet.append(position..<position + open.utf8.count)
            return position + open.utf8.count
        }
        if !isSpace(line[position]) { reading.hasCode = true }
        if let end = endOfString(line, position) {
            reading.quiet.append(position..<end)
            return end
        }
        reading.count(line[position])
        return position + 1
    }

    /// Whether a string or a comment may begin with this byte; most bytes end here.
    private func mayOpen(_ byte: UInt8) -> Bool {
        switch byte {
        case 34, 35, 39, 45, 47, 96: true
        default: false
        }
    }

    private func startsComment(_ line: [UInt8], _ position: Int) -> Bool {
        let rest = line[position...]
        if slashesComment, rest.starts(with: "//".utf8) { return true }
        let isFirst = line[..<position].allSatisfy(isSpace)
        let next = rest.dropFirst().first
        guard rest.first == UInt8(ascii: "#") else { return isFirst && rest.starts(with: "-- ".utf8) }
        return (isFirst || isSpace(line[position - 1]))
            && (next.map { isSpace($0) || $0 == 33 || $0 == 35 } ?? true)
    }

    /// The end of the string or character that begins here; `nil` for none, or for a quote that nothing closes.
    private func endOfString(_ line: [UInt8], _ position: Int) -> Int? {
        let quote = line[position]
        guard quote == 34 || quote == 39 || quote == 96 else { return nil }
        var next = position + 1
        while next < line.count {
            if line[next] == quote { return next + 1 }
            next += line[next] == 92 ? 2 : 1
        }
        return nil
    }
}

extension LineReader.Reading {
    fileprivate mutating func count(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        default: break
        }
        lowestDepth = min(lowestDepth, depth)
    }
}

extension [UInt8] {
    fileprivate func firstRange(of mark: [UInt8], from start: Int) -> Int? {
        guard count >= mark.count + start else { return nil }
        return (start...(count - mark.count)).first { self[$0...].starts(with: mark) }
    }
}

extension ArraySlice {
    fileprivate subscript(safely index: Index) -> Element? { indices.contains(index) ? self[index] : nil }
}
