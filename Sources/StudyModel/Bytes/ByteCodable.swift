/// A value that is written as bytes, and read back by the same version of this program alone.
package protocol ByteCodable {
    init(from reader: inout ByteReader) throws(ByteReader.Damaged)
    func write(to bytes: inout [UInt8])
}

/// Reads values one after the other.
package struct ByteReader {
    /// The bytes are not what was written.
    package struct Damaged: Error {}

    private let bytes: [UInt8]
    private var position: Int

    package init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    package var isAtEnd: Bool { position == bytes.count }

    /// What has not been read yet.
    package var rest: ArraySlice<UInt8> { bytes[position...] }

    /// Returns the next bytes, `count` of them.
    package mutating func next(_ count: Int) throws(Damaged) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw Damaged() }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(Damaged) -> Number {
        try next(Number.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }
}

extension [UInt8] {
    /// Appends a number, its lowest byte first.
    mutating func append(number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}

extension FixedWidthInteger where Self: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self = try reader.number(Self.self)
    }

    package func write(to bytes: inout [UInt8]) { bytes.append(number: self) }
}

extension Int: ByteCodable {}
extension Int64: ByteCodable {}
extension UInt32: ByteCodable {}
extension UInt64: ByteCodable {}

extension Bool: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self = try reader.number(UInt8.self) == 1
    }

    package func write(to bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
}

extension Double: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(bitPattern: try reader.number(UInt64.self))
    }

    package func write(to bytes: inout [UInt8]) { bytes.append(number: bitPattern) }
}

extension String: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        let count = Int(try reader.number(UInt32.self))
        self.init(decoding: try reader.next(count), as: UTF8.self)
    }

    package func write(to bytes: inout [UInt8]) {
        bytes.append(number: UInt32(utf8.count))
        bytes.append(contentsOf: utf8)
    }
}

extension Optional: ByteCodable where Wrapped: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self = try Bool(from: &reader) ? try Wrapped(from: &reader) : nil
    }

    package func write(to bytes: inout [UInt8]) {
        (self != nil).write(to: &bytes)
        self?.write(to: &bytes)
    }
}

extension Array: ByteCodable where Element: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self = []
        for _ in 0..<(try reader.number(UInt32.self)) { append(try Element(from: &reader)) }
    }

    package func write(to bytes: inout [UInt8]) {
        bytes.append(number: UInt32(count))
        for element in self { element.write(to: &bytes) }
    }
}

extension Dictionary: ByteCodable where Key: ByteCodable, Value: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self = [:]
        for _ in 0..<(try reader.number(UInt32.self)) {
            let key = try Key(from: &reader)
            self[key] = try Value(from: &reader)
        }
    }

    package func write(to bytes: inout [UInt8]) {
        bytes.append(number: UInt32(count))
        for (key, value) in self {
            key.write(to: &bytes)
            value.write(to: &bytes)
        }
    }
}
