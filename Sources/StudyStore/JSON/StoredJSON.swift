/// Writes values as JSON the way the store keeps them: keys in order, no spaces, so that equal values are equal bytes.
///
/// Foundation's encoder does the same by way of a dictionary for every object, which was a fifth of the processor time that
/// recording a step takes. The bytes are the same, as a test sees to.
enum StoredJSON {
    /// Returns a value's JSON; throws `EncodingError` for a number that JSON does not have.
    static func bytes(of value: some Encodable) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        try JSONPart(value).write(to: &bytes)
        return bytes
    }

    /// The same with a newline at the end.
    static func line(of value: some Encodable) throws -> [UInt8] {
        try bytes(of: value) + [UInt8(ascii: "\n")]
    }
}

/// A value on its way to JSON: done, or an array or object that is still being filled.
enum JSONPart {
    case text([UInt8])
    case node(JSONNode)

    init(_ value: some Encodable) throws {
        if let scalar = value as? any JSONScalar {
            self = .text(try scalar.json())
        } else {
            let node = JSONNode()
            try value.encode(to: node)
            self = .node(node)
        }
    }

    func write(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): bytes += text
        case .node(let node): node.write(to: &bytes)
        }
    }
}

/// What one value encodes itself into: nothing yet, another value, an array or an object.
final class JSONNode: Encoder {
    enum Content {
        case empty
        case value(JSONPart)
        case array([JSONPart])
        case object([(key: String, part: JSONPart)])
    }

    var content = Content.empty
    /// Never asked for: a value that cannot be encoded is told whole.
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .object = content {} else { content = .object([]) }
        return KeyedEncodingContainer(JSONObject(node: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .array = content {} else { content = .array([]) }
        return JSONArray(node: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONSingle(node: self) }

    func put(_ part: JSONPart, at key: some CodingKey) {
        guard case .object(var fields) = content else { return }
        content = .empty
        fields.append((key.stringValue, part))
        content = .object(fields)
    }

    func append(_ part: JSONPart) {
        guard case .array(var items) = content else { return }
        content = .empty
        items.append(part)
        content = .array(items)
    }

    func write(to bytes: inout [UInt8]) {
        switch content {
        case .empty: bytes += "{}".utf8
        case .value(let part): part.write(to: &bytes)
        case .array(let items):
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                item.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let fields):
            bytes.append(UInt8(ascii: "{"))
            for (index, field) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes += field.key.json()
                bytes.append(UInt8(ascii: ":"))
                field.part.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}
