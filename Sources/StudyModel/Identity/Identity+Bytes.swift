extension ObjectName: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            high: try UInt64(from: &reader), middle: try UInt64(from: &reader),
            low: try UInt32(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        high.write(to: &bytes)
        middle.write(to: &bytes)
        low.write(to: &bytes)
    }
}

extension CommitID: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(try ObjectName(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) { name.write(to: &bytes) }
}

extension TreeID: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(try ObjectName(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) { name.write(to: &bytes) }
}

extension TextCodable where Self: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        guard let value = Self(text: try String(from: &reader)) else { throw ByteReader.Damaged() }
        self = value
    }

    package func write(to bytes: inout [UInt8]) { text.write(to: &bytes) }
}

extension WriterID: ByteCodable {}
extension LineageName: ByteCodable {}

extension StepID: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        let number = try Int(from: &reader)
        guard number >= 0 else { throw ByteReader.Damaged() }
        self.init(number: number, writer: try WriterID(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        number.write(to: &bytes)
        writer.write(to: &bytes)
    }
}
