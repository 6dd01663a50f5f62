/// Reads one JSON document (RFC 8259) from bytes.
///
/// Also accepts what Python's `json` writes beyond the standard, `NaN`, `Infinity` and `-Infinity`, so that a result with one can be refused
/// by its name rather than as bad JSON.
package struct JSONReader {
    /// Values nested deeper than this are refused.
    package static let depthLimit = 200

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Returns the value that all of `bytes` are, or `nil` where they are not one JSON document.
    package static func read(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        var reader = JSONReader(bytes)
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.position == bytes.endIndex ? value : nil
    }

    /// Returns the value that all of `text` is, or `nil`.
    package static func read(_ text: String) -> JSONValue? { read(Array(text.utf8)[...]) }

    /// Returns where the values of an object's fields lie in its bytes, in their order; `nil` where they are not one object.
    package static func fields(of bytes: [UInt8]) -> [(key: String, value: Range<Int>)]? {
        guard read(bytes[...])?.fields != nil else { return nil }
        var reader = JSONReader(bytes[...])
        var fields: [(key: String, value: Range<Int>)] = []
        reader.forEachPart { reader in
            guard let key = reader.string() else { return }
            reader.skipSpace()
            _ = reader.skip(":")
            fields.append((key, reader.range()))
        }
        return fields
    }

    /// Returns where the elements of a list lie in its bytes; `nil` where they are not one list.
    package static func elements(of bytes: [UInt8]) -> [Range<Int>]? {
        guard read(bytes[...])?.elements != nil else { return nil }
        var reader = JSONReader(bytes[...])
        var elements: [Range<Int>] = []
        reader.forEachPart { elements.append($0.range()) }
        return elements
    }

    /// Calls `body` at each part of an object or list, which is known to be one; it reads the part.
    private mutating func forEachPart(_ body: (inout JSONReader) -> Void) {
        skipSpace()
        position += 1
        skipSpace()
        while let byte = peek(), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]") {
            body(&self)
            skipSpace()
            _ = skip(",")
            skipSpace()
        }
    }

    /// Reads a value and returns where it lies.
    private mutating func range() -> Range<Int> {
        skipSpace()
        let start = position
        _ = value(depth: 0)
        return start..<position
    }

    // MARK: - Values

    private mutating func value(depth: Int) -> JSONValue? {
        skipSpace()
        guard depth < Self.depthLimit, let first = peek() else { return nil }
        switch first {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return string().map(JSONValue.string)
        case UInt8(ascii: "t"): return word("true").then(.bool(true))
        case UInt8(ascii: "f"): return word("false").then(.bool(false))
        case UInt8(ascii: "n"): return word("null").then(.null)
        case UInt8(ascii: "N"): return word("NaN").then(.number(.nan))
        case UInt8(ascii: "I"): return word("Infinity").then(.number(.infinity))
        default: return number()
        }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        position += 1
        var fields: [String: JSONValue] = [:]
        skipSpace()
        if skip("}") { return .object(fields) }
        while true {
            skipSpace()
            guard peek() == UInt8(ascii: "\""), let key = string() else { return nil }
            skipSpace()
            guard skip(":"), let value = value(depth: depth + 1) else { return nil }
            fields[key] = value
            skipSpace()
            if skip("}") { return .object(fields) }
            guard skip(",") else { return nil }
        }
    }

    private mutating func array(depth: Int) -> JSONValue? {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if skip("]") { return .array(elements) }
        while true {
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
            skipSpace()
            if skip("]") { return .array(elements) }
            guard skip(",") else { return nil }
        }
    }

    private mutating func number() -> JSONValue? {
        let start = position
        if skip("-"), peek() == UInt8(ascii: "I") { return word("Infinity").then(.number(-.infinity)) }
        while let byte = peek(), Self.isNumberByte(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard text.last?.isNumber == true, text.first != "+" else { return nil }
        return Double(text).map(JSONValue.number)
    }

    // MARK: - Strings

    private mutating func string() -> String? {
        position += 1
        var content: [UInt8] = []
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard escape(into: &content) else { return nil }
            default: content.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into content: inout [UInt8]) -> Bool {
        guard let byte = peek() else { return false }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): content.append(10)
        case UInt8(ascii: "t"): content.append(9)
        case UInt8(ascii: "r"): content.append(13)
        case UInt8(ascii: "b"): content.append(8)
        case UInt8(ascii: "f"): content.append(12)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "u"): return unicodeEscape(into: &content)
        default: return false
        }
        return true
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair; a lone half becomes U+FFFD.
    private mutating func unicodeEscape(into content: inout [UInt8]) -> Bool {
        guard let first = fourDigits() else { return false }
        var code = first
        if (0xD800..<0xDC00).contains(first), word("\\u") {
            guard let second = fourDigits() else { return false }
            code =
                (0xDC00..<0xE000).contains(second)
                ? 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00) : 0xFFFD
        }
        content += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
        return true
    }

    private mutating func fourDigits() -> UInt32? {
        guard position + 4 <= bytes.endIndex else { return nil }
        defer { position += 4 }
        return UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    }

    // MARK: - Bytes

    private func peek() -> UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func word(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}

extension Bool {
    fileprivate func then(_ value: JSONValue) -> JSONValue? { self ? value : nil }
}
