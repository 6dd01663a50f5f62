/// A value that is neither array nor object.
protocol JSONScalar {
    func json() throws -> [UInt8]
}

extension Bool: JSONScalar {
    func json() -> [UInt8] { Array((self ? "true" : "false").utf8) }
}

extension JSONScalar where Self: BinaryInteger {
    func json() -> [UInt8] { Array(description.utf8) }
}

extension Int: JSONScalar {}
extension Int8: JSONScalar {}
extension Int16: JSONScalar {}
extension Int32: JSONScalar {}
extension Int64: JSONScalar {}
extension UInt: JSONScalar {}
extension UInt8: JSONScalar {}
extension UInt16: JSONScalar {}
extension UInt32: JSONScalar {}
extension UInt64: JSONScalar {}

extension JSONScalar where Self: BinaryFloatingPoint & CustomStringConvertible & Encodable {
    /// The shortest digits that read back as the same value; a whole number has no point.
    func json() throws -> [UInt8] {
        guard isFinite else {
            throw EncodingError.invalidValue(
                self, .init(codingPath: [], debugDescription: "JSON has no \(self)"))
        }
        let text = description
        return Array((text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
    }
}

extension Double: JSONScalar {}
extension Float: JSONScalar {}

extension String: JSONScalar {
    func json() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count + 2)
        bytes.append(UInt8(ascii: "\""))
        for byte in utf8 {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                bytes.append(byte)
            } else {
                bytes += Self.escaped(byte).utf8
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return bytes
    }

    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case 0x08: "\\b"
        case 0x0c: "\\f"
        case 0x0a: "\\n"
        case 0x0d: "\\r"
        case 0x09: "\\t"
        default: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
