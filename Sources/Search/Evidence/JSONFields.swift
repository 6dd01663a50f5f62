import StudyModel
import Text

/// The fields of a JSON object on one line, in order, each value as it is written.
///
/// Says where fields begin and end, and checks nothing else: the line has been read by a JSON parser, or is shown as it is.
struct JSONFields {
    struct Field: Hashable {
        let name: String
        /// The value's JSON text.
        let value: String
    }

    let fields: [Field]

    /// Returns `nil` where the line does not look like an object.
    init?(_ line: some Sequence<UInt8>) {
        var scanner = Scanner(bytes: Array(line))
        guard let fields = scanner.object() else { return nil }
        self.fields = fields
    }

    /// Returns the object without the fields of a name, as JSON.
    func text(without name: String?) -> String {
        let rest = fields.filter { $0.name != name }
        return "{" + rest.map { "\(Self.quoted($0.name)): \($0.value)" }.joined(separator: ", ") + "}"
    }

    subscript(_ name: String) -> String? { fields.last { $0.name == name }?.value }

    private static func quoted(_ text: String) -> String { JSONValue.string(text).text }

    private struct Scanner {
        let bytes: [UInt8]
        var place = 0

        mutating func object() -> [Field]? {
            guard take(UInt8(ascii: "{")) else { return nil }
            var fields: [Field] = []
            if take(UInt8(ascii: "}")) { return atEnd ? fields : nil }
            repeat {
                skipSpace()
                guard let name = string(), take(UInt8(ascii: ":")), let value = value() else { return nil }
                fields.append(Field(name: name, value: value))
            } while take(UInt8(ascii: ","))
            return take(UInt8(ascii: "}")) && atEnd ? fields : nil
        }

        private var atEnd: Bool { bytes[place...].allSatisfy(Self.isSpace) }

        private mutating func skipSpace() {
            while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard place < bytes.count, bytes[place] == byte else { return false }
            place += 1
            return true
        }

        /// A name, decoded.
        private mutating func string() -> String? {
            let start = place
            guard skipString(), case .string(let name) = JSONReader.read(bytes[start..<place]) else {
                return nil
            }
            return name
        }

        private mutating func skipString() -> Bool {
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return false }
            place += 1
            while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
            }
            place += 1
            return place <= bytes.count
        }

        private mutating func value() -> String? {
            skipSpace()
            let start = place
            var depth = 0
            while place < bytes.count {
                switch bytes[place] {
                case UInt8(ascii: "\""):
                    guard skipString() else { return nil }
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
                    if depth == 0 { return text(from: start) }
                    if bytes[place] != UInt8(ascii: ",") { depth -= 1 }
                default: break
                }
                place += 1
            }
            return nil
        }

        private func text(from start: Int) -> String? {
            let value = bytes[start..<place].reversed().drop(while: Self.isSpace).reversed()
            return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
        }

        private static func isSpace(_ byte: UInt8) -> Bool {
            byte == 32 || byte == 9 || byte == 13 || byte == 10
        }
    }
}
