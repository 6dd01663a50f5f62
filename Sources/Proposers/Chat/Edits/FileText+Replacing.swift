extension FileText {
    /// Whether whole lines stand in it, alike but for spaces.
    func has(_ old: [String]) -> Bool { !LineSearch(lines).matches(old).isEmpty }

    /// Puts lines in place of others that stand there once, alike but for spaces.
    mutating func replace(_ old: [String], with new: [String], path: String) throws(EditProblem) {
        let search = LineSearch(lines)
        var (old, new) = (old, new)
        var matches = search.matches(old)
        if matches.isEmpty, old.first?.isBlank == true || old.last?.isBlank == true {
            (old, new) = (old.withoutBlankEnds, new.withoutBlankEnds)
            matches = search.matches(old)
        }
        guard let match = matches.first else { return try replacePart(old, with: new, path: path) }
        guard matches.count == 1 else {
            throw .ambiguous(path: path, old: old, at: matches.map { $0.range.lowerBound + 1 })
        }
        replace(match.range, with: new.map(match.shift.applied))
    }

    /// Puts text in place of a part of one line.
    private mutating func replacePart(
        _ old: [String], with new: [String], path: String
    ) throws(EditProblem) {
        let missing = EditProblem.notFound(path: path, old: old, nearest: NearestText(to: old, in: lines))
        let part = Array((old.first ?? "").trimmed.utf8)
        guard old.count == 1, part.count >= 3 else { throw missing }
        let places = lines.indices.flatMap { line in
            Array(lines[line].utf8).occurrences(of: part).map { (line, $0) }
        }
        guard let (line, range) = places.first else { throw missing }
        guard places.count == 1 else {
            throw .ambiguous(path: path, old: old, at: places.map { $0.0 + 1 })
        }
        var bytes = Array(lines[line].utf8)
        bytes.replaceSubrange(range, with: Array(new.joined(separator: "\n").trimmed.utf8))
        replace(line..<(line + 1), with: String(decoding: bytes, as: UTF8.self).lineFeedLines)
    }
}

extension [String] {
    /// Without blank lines at either end.
    var withoutBlankEnds: [String] {
        let start = firstIndex { !$0.isBlank } ?? endIndex
        let end = lastIndex { !$0.isBlank }.map { $0 + 1 } ?? start
        return Array(self[start..<end])
    }
}

extension [UInt8] {
    /// Where a part stands that begins and ends at the borders of words.
    fileprivate func occurrences(of part: [UInt8]) -> [Range<Int>] {
        guard part.count <= count else { return [] }
        return (0...(count - part.count)).compactMap { start in
            let end = start + part.count
            guard self[start..<end].elementsEqual(part) else { return nil }
            let splitsBefore = start > 0 && isWordByte(self[start - 1]) && isWordByte(self[start])
            let splitsAfter = end < count && isWordByte(self[end - 1]) && isWordByte(self[end])
            return splitsBefore || splitsAfter ? nil : start..<end
        }
    }
}

private func isWordByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == 95 || byte > 127
}
