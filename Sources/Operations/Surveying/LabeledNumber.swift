/// A line of output that has one number between words, such as `seconds 0.014` or `Accuracy: 81.5 %`.
struct LabeledNumber: Hashable {
    /// A regular expression that finds the line; its group is the number.
    let pattern: String
    /// What the word before the number calls it, in lower case; `nil` where there is none.
    let name: String?

    /// `nil` where the line has no number, more than one, or nothing else.
    init?(_ line: some StringProtocol) {
        let line = line.prefix(Self.limit).map { $0 }
        guard line.allSatisfy(\.isPlain), let number = Self.onlyNumber(in: line), number.count < line.count
        else { return nil }
        let (before, after) = (String(line[..<number.lowerBound]), String(line[number.upperBound...]))
        // What comes before it is enough to tell the line from others, where there is anything.
        pattern =
            before.isEmpty
            ? Self.group + Self.escaped(after) : Self.escaped(before) + Self.group
        name = before.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.last
            .map(String.init)
    }

    private static let group = "([-+0-9.eE]+)"
    /// Longer lines are no figure with its name.
    private static let limit = 200

    private static func onlyNumber(in line: [Character]) -> Range<Int>? {
        var found: Range<Int>?
        var place = 0
        while place < line.count {
            guard line[place].isDigit, place == 0 || !line[place - 1].continuesWord else {
                place += 1
                continue
            }
            guard found == nil else { return nil }
            var end = place
            while end < line.count, line[end].isDigit || line[end] == "." { end += 1 }
            var exponent = end
            if exponent < line.count, "eE".contains(line[exponent]) { exponent += 1 }
            if exponent < line.count, exponent > end, "+-".contains(line[exponent]) { exponent += 1 }
            if exponent < line.count, exponent > end, line[exponent].isDigit {
                while exponent < line.count, line[exponent].isDigit { exponent += 1 }
                end = exponent
            }
            var start = place
            while start > 0, "+-.".contains(line[start - 1]) { start -= 1 }
            guard Double(String(line[start..<end])) != nil else { return nil }
            found = start..<end
            place = end
        }
        return found
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            if #"\^$.|?*+()[]{}"#.contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
    }
}

extension Character {
    fileprivate var isDigit: Bool { isASCII && isNumber }

    /// Whether a study file has it as people read it.
    fileprivate var isPlain: Bool { (isASCII && self >= " " && self != "\u{7f}") || isLetter }

    /// Whether a digit after it is part of a name or of a longer number.
    fileprivate var continuesWord: Bool { isLetter || isNumber || self == "_" }
}
