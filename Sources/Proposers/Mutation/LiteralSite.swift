/// A number in a file: where it stands, what it is called, and how likely it is to matter.
struct LiteralSite: Hashable, Sendable {
    /// 0-based.
    var line: Int
    var columns: Range<Int>
    var literal: NumberLiteral
    /// The name it is given to, as in `#define NAME 64` or `name = 64`.
    var name: String?
    var weight: Double

    init(_ found: NumberScanner.Found, line index: Int, of content: [UInt8], quiet: Bool) {
        line = index
        columns = found.columns
        literal = found.literal
        let before = LiteralSurroundings(content[..<found.columns.lowerBound])
        name = quiet ? nil : before.name
        weight = before.weight(of: found.literal) * (quiet ? 0.01 : 1)
    }
}

/// What stands before a number on its line.
struct LiteralSurroundings {
    private let before: ArraySlice<UInt8>
    /// The beginning of the line.
    private let start: ArraySlice<UInt8>
    /// Without the spaces, opening brackets and signs next to the number.
    private let close: ArraySlice<UInt8>
    private let firstWord: String

    /// How much is looked at on either end: a line of a minified file may hold thousands of numbers.
    private static let reach = 200

    init(_ whole: ArraySlice<UInt8>) {
        before = whole.suffix(Self.reach)
        start = whole.prefix(Self.reach).drop(while: isSpace)
        let end = before.lastIndex { !isSpace($0) && !Array("(-+\"'".utf8).contains($0) }
        close = before[..<(end.map { $0 + 1 } ?? before.startIndex)]
        firstWord = String(
            decoding: start.prefix { isNamePart($0) || $0 == UInt8(ascii: "#") }, as: UTF8.self)
    }

    var name: String? {
        if firstWord == "#define" { return definedName }
        guard let mark = close.last, mark == UInt8(ascii: "=") || mark == UInt8(ascii: ":") else {
            return nil
        }
        var left = close.dropLast()
        // `==`, `<=`, `!=`, `::` compare or qualify; `:=`, `+=` and their like assign.
        if let other = left.last, Array("=<>!".utf8).contains(other) || (mark == 58 && other == 58) {
            return nil
        }
        if mark == 61, let other = left.last, Array(":+-*/%&|^?".utf8).contains(other) {
            left = left.dropLast()
        }
        return Self.assignedName(left)
    }

    /// How likely a change is to tune something: high for named settings, low for 0 and 1 and for positions.
    func weight(of literal: NumberLiteral) -> Double {
        if ["#include", "#if", "import", "include", "from", "package", "version"].contains(firstWord) {
            return 0.02
        }
        let isTrivial = literal.digits < 2 && !literal.isReal
        if let name { return isTrivial ? 0.8 : looksLikeSetting(name) ? 10 : 4 }
        // The odd constants of hashes and masks say what is computed, not how.
        let isMagic = literal.digits > 1_000_000 && literal.radix == 10 && literal.digits % 1000 != 0
        let size = isTrivial ? 0.3 : isMagic || (literal.radix == 16 && literal.digits > 255) ? 0.4 : 1
        return size * operatorWeight
    }

    private var operatorWeight: Double {
        switch close.last {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="): 3
        default: before.last == UInt8(ascii: "[") ? 1 : 1.5
        }
    }

    private func looksLikeSetting(_ name: String) -> Bool {
        let words = [
            "const", "constexpr", "static", "let", "val", "final", "define", "#define", "export", "enum",
        ]
        let isCapital =
            name.utf8.contains { (65...90).contains($0) } && !name.utf8.contains { (97...122).contains($0) }
        return isCapital || words.contains(firstWord)
    }

    /// The name after `#define`.
    private var definedName: String? {
        let words = start.split(whereSeparator: isSpace)
        guard words.count > 1 else { return nil }
        return Self.checked(words[1].prefix(while: isNamePart))
    }

    /// The last word of `let size: Int`, `"size"`, `self.size`, `--size`: the one that is assigned to.
    private static func assignedName(_ left: ArraySlice<UInt8>) -> String? {
        var subject = left
        if let colon = left.lastIndex(of: 58),
            left[colon...].allSatisfy({ isNamePart($0) || isSpace($0) || $0 == 58 })
        {
            subject = left[..<colon]
        }
        let end = subject.lastIndex { isNamePart($0) }.map { $0 + 1 } ?? subject.startIndex
        guard subject[end...].allSatisfy({ isSpace($0) || $0 == 34 || $0 == 39 }) else { return nil }
        let isWord: (UInt8) -> Bool = { isNamePart($0) || $0 == UInt8(ascii: "-") }
        let start = subject[..<end].lastIndex { !isWord($0) }.map { $0 + 1 } ?? subject.startIndex
        return checked(subject[start..<end].drop { $0 == UInt8(ascii: "-") })
    }

    private static func checked(_ name: ArraySlice<UInt8>) -> String? {
        guard let first = name.first, isNameStart(first), name.count <= 40 else { return nil }
        return name.allSatisfy { $0 < 128 } ? String(decoding: name, as: UTF8.self) : nil
    }
}
