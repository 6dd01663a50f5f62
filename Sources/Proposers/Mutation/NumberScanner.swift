/// Finds the numbers in a line of any language by their spelling alone.
///
/// Left alone: digits inside a name, member numbers (`pair.0`), versions and addresses (`1.2.3`), hexadecimal floats,
/// colors (`#112233`), and numbers beyond 10^15.
struct NumberScanner {
    private let line: [UInt8]
    private var position = 0

    struct Found: Hashable, Sendable {
        /// Bytes of the line.
        var columns: Range<Int>
        var literal: NumberLiteral
    }

    static func numbers(in line: [UInt8]) -> [Found] {
        var scanner = NumberScanner(line: line)
        var found: [Found] = []
        while let next = scanner.next() { found.append(next) }
        return found
    }

    private init(line: [UInt8]) { self.line = line }

    private mutating func next() -> Found? {
        while position < line.count {
            let start = position
            if startsNumber {
                if let literal = readNumber() { return Found(columns: start..<position, literal: literal) }
                skipWord()
            } else if isNamePart(line[start]) {
                skipWord()
            } else {
                position += 1
            }
        }
        return nil
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        line.indices.contains(position + offset) ? line[position + offset] : nil
    }

    /// Whether a number begins here, seen from what stands before it.
    private var startsNumber: Bool {
        let isFraction = byte() == UInt8(ascii: ".") && isDigit(byte(1) ?? 0)
        guard isFraction || isDigit(byte() ?? 0) else { return false }
        switch byte(-1) {
        // `0..10` is a range; `pair.0` is a member.
        case UInt8(ascii: "."): return !isFraction && byte(-2) == UInt8(ascii: ".")
        case UInt8(ascii: "#"), UInt8(ascii: "\\"): return false
        case UInt8(ascii: ")"), UInt8(ascii: "]"): return !isFraction
        case let other?: return !(isFraction && isNamePart(other))
        case nil: return true
        }
    }

    private mutating func skipWord() {
        while let next = byte(), isNamePart(next) || (next == UInt8(ascii: ".") && isDigit(byte(1) ?? 0)) {
            position += 1
        }
    }

    // MARK: - One number

    private mutating func readNumber() -> NumberLiteral? {
        let literal = readPrefixed() ?? readDecimal()
        guard var literal, let suffix = readSuffix() else { return nil }
        // A point and a digit after all that: a version, an address, or a hexadecimal float.
        if byte() == UInt8(ascii: "."), isDigit(byte(1) ?? 0) { return nil }
        literal.tail += suffix
        return literal
    }

    private mutating func readPrefixed() -> NumberLiteral? {
        guard byte() == UInt8(ascii: "0"), let letter = byte(1) else { return nil }
        let radices: [UInt8: UInt64] = [
            UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2,
        ]
        guard let radix = radices[letter | 32], digitValue(byte(2) ?? 0, radix) != nil else { return nil }
        position += 2
        guard let read = readDigits(radix: radix) else { return nil }
        var literal = NumberLiteral(prefix: [48, letter], radix: radix, digits: read.value)
        literal.width = read.text.count
        literal.grouping = read.grouping
        literal.isUppercase = read.text.contains { (65...70).contains($0) }
        return literal
    }

    private mutating func readDecimal() -> NumberLiteral? {
        guard let whole = byte() == UInt8(ascii: ".") ? ([], 0, nil) : readDigits(radix: 10) else {
            return nil
        }
        var literal = NumberLiteral(digits: whole.value)
        literal.width = min(1, whole.text.count)
        literal.grouping = whole.grouping
        if byte() == UInt8(ascii: "."), isDigit(byte(1) ?? 0) {
            position += 1
            guard let fraction = readDigits(radix: 10), fraction.grouping == nil else { return nil }
            guard let digits = UInt64(text: whole.text + fraction.text) else { return nil }
            (literal.digits, literal.decimals, literal.isReal) = (digits, fraction.text.count, true)
        }
        if let exponent = readExponent() { (literal.tail, literal.isReal) = (exponent, true) }
        if whole.text.count > 1, whole.text[0] == 48, !literal.isReal { return padded(literal, whole.text) }
        return literal
    }

    /// `0644` is octal as in C; `08`, which cannot be, is decimal with its width kept.
    private func padded(_ literal: NumberLiteral, _ text: [UInt8]) -> NumberLiteral? {
        var result = literal
        result.width = text.count
        guard let value = UInt64(String(decoding: text, as: UTF8.self), radix: 8) else { return result }
        (result.prefix, result.radix, result.digits, result.width) = ([48], 8, value, text.count - 1)
        return result
    }

    private mutating func readExponent() -> [UInt8]? {
        guard let letter = byte(), letter | 32 == UInt8(ascii: "e") else { return nil }
        let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
        guard isDigit(byte(signed ? 2 : 1) ?? 0) else { return nil }
        let start = position
        position += signed ? 2 : 1
        while isDigit(byte() ?? 0) { position += 1 }
        return Array(line[start..<position])
    }

    /// Reads what follows at once: nothing, a unit or type of up to four letters, or `i32` and its like.
    private mutating func readSuffix() -> [UInt8]? {
        let start = position
        while let next = byte(), isNamePart(next) { position += 1 }
        let suffix = line[start..<position]
        let body = suffix.drop { $0 == UInt8(ascii: "_") }
        let letters = body.prefix(while: isLetter)
        let rest = body.dropFirst(letters.count)
        let widths = ["8", "16", "32", "64", "128"]
        let isType =
            letters.count == 1 && widths.contains(String(decoding: rest, as: UTF8.self))
        guard isType || (rest.isEmpty && letters.count <= 4) || body.elementsEqual("usize".utf8) else {
            return nil
        }
        return Array(suffix)
    }

    private mutating func readDigits(
        radix: UInt64
    ) -> (text: [UInt8], value: UInt64, grouping: NumberLiteral.Grouping?)? {
        var text: [UInt8] = []
        var separator: UInt8?
        var group = 0
        while let next = byte() {
            if digitValue(next, radix) != nil {
                text.append(next)
                group += 1
            } else if isSeparator(next), separator ?? next == next, digitValue(byte(1) ?? 0, radix) != nil {
                (separator, group) = (next, 0)
            } else {
                break
            }
            position += 1
        }
        guard let value = UInt64(text: text, radix: radix) else { return nil }
        return (text, value, separator.map { .init(separator: $0, size: group) })
    }

    /// `'` separates digits in C and C++, and quotes them elsewhere.
    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte == UInt8(ascii: "'") && position > 1)
    }
}

extension UInt64 {
    /// Returns `nil` where there are no digits, or more than 10^15 is meant.
    fileprivate init?(text: [UInt8], radix: UInt64 = 10) {
        let value = UInt64(String(decoding: text, as: UTF8.self), radix: Int(radix))
        guard let value, value <= 1_000_000_000_000_000 else { return nil }
        self = value
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

private func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) && byte < 128 }

/// Letters, `_`, `$`, and whatever is not ASCII.
func isNameStart(_ byte: UInt8) -> Bool { isLetter(byte) || byte == 95 || byte == 36 || byte >= 128 }

func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

private func digitValue(_ byte: UInt8, _ radix: UInt64) -> UInt64? {
    let value: UInt64
    switch byte {
    case 48...57: value = UInt64(byte) - 48
    case 65...70, 97...102: value = UInt64(byte | 32) - 87
    default: return nil
    }
    return value < radix ? value : nil
}
