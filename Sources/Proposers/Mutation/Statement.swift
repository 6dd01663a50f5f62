/// Lines that stand or fall together: one line whose brackets are balanced, or a block with its head.
struct Statement: Hashable, Sendable {
    /// 0-based.
    var lines: Range<Int>
    /// How likely it is that the file is still valid, and different in effect, without it.
    var weight: Double
    var indentation: Int

    /// Returns the statements of a file, in order of their first lines; a block holds others that are listed too.
    static func all(in text: TextLines, readings: [LineReader.Reading]) -> [Statement] {
        text.lines.indices.compactMap { start in
            guard !text.lines[start].isBlank, let end = end(of: start, in: text, readings) else { return nil }
            guard text.lines[start..<end].allSatisfy(\.isEditable) else { return nil }
            return Statement(
                lines: start..<end,
                weight: weight(of: text.lines[start], readings[start], isBlock: end > start + 1),
                indentation: text.lines[start].indentation.count)
        }
    }

    /// A block longer than this is no likely thing to lose or to move.
    private static let longest = 40

    private static func end(of start: Int, in text: TextLines, _ readings: [LineReader.Reading]) -> Int? {
        guard readings[start].lowestDepth >= 0 else { return nil }
        if readings[start].depth > 0 { return endOfBrackets(from: start, readings) }
        let isHead = readings[start].hasCode && text.lines[start].trimmed.last == UInt8(ascii: ":")
        return isHead ? endOfIndented(from: start, in: text) : start + 1
    }

    private static func endOfBrackets(from start: Int, _ readings: [LineReader.Reading]) -> Int? {
        var depth = 0
        for index in start..<min(start + longest, readings.count) {
            if index > start, depth + readings[index].lowestDepth < 0 { return nil }
            depth += readings[index].depth
            if depth == 0 { return index + 1 }
        }
        return nil
    }

    private static func endOfIndented(from start: Int, in text: TextLines) -> Int? {
        let head = text.lines[start].indentation.count
        var end = start + 1
        for index in (start + 1)..<max(start + 1, min(start + longest, text.lines.count)) {
            if text.lines[index].isBlank { continue }
            guard text.lines[index].indentation.count > head else { break }
            end = index + 1
        }
        return end
    }

    private static func weight(of line: TextLines.Line, _ reading: LineReader.Reading, isBlock: Bool)
        -> Double
    {
        let trimmed = line.trimmed
        guard reading.hasCode, trimmed.contains(where: isNamePart) else { return 0.03 }
        let firstWord = String(decoding: trimmed.prefix { isNamePart($0) || $0 == 35 }, as: UTF8.self)
        let structural = [
            "#include", "#define", "#if", "#ifdef", "#ifndef", "#endif", "#pragma", "include", "import",
            "from", "using",
            "package", "use", "struct", "class", "def", "func", "fn", "typedef", "static", "enum", "end",
            "else",
        ]
        if structural.contains(firstWord) { return 0.1 }
        if firstWord == "return" { return 0.4 }
        if isBlock { return 0.6 }
        let isCall = trimmed.contains(UInt8(ascii: "(")) && !trimmed.contains(UInt8(ascii: "="))
        let isKeyword = ["if", "for", "while", "switch", "elif", "case"].contains(firstWord)
        return isCall && !isKeyword ? 1.8 : 0.8
    }
}
