import ObjectIDs

extension ObjectID: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        let count = Int(try reader.number(UInt8.self))
        guard let id = ObjectID(bytes: try reader.next(count)) else { throw ByteReader.Damaged() }
        self = id
    }

    package func write(to bytes: inout [UInt8]) {
        bytes.append(number: format.rawValue)
        withBytes { bytes.append(contentsOf: $0) }
    }
}

extension CommitID: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(try ObjectID(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) { name.write(to: &bytes) }
}

extension TreeID: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(try ObjectID(from: &reader))
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
