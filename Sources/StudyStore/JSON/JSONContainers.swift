/// The fields of an object.
struct JSONObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { node.put(.null, at: key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        node.put(try JSONPart(value), at: key)
    }

    func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Inner> {
        inner(at: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        inner(at: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { inner(at: SuperKey.super) }

    func superEncoder(forKey key: Key) -> any Encoder { inner(at: key) }

    private func inner(at key: some CodingKey) -> JSONNode {
        let inner = JSONNode()
        node.put(.node(inner), at: key)
        return inner
    }

    private enum SuperKey: String, CodingKey { case `super` }
}

/// The items of an array.
struct JSONArray: UnkeyedEncodingContainer {
    let node: JSONNode
    var codingPath: [any CodingKey] { [] }

    var count: Int {
        guard case .array(let items) = node.content else { return 0 }
        return items.count
    }

    func encodeNil() { node.append(.null) }

    func encode<Value: Encodable>(_ value: Value) throws { node.append(try JSONPart(value)) }

    func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type) -> KeyedEncodingContainer<Inner> {
        inner().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { inner().unkeyedContainer() }

    func superEncoder() -> any Encoder { inner() }

    private func inner() -> JSONNode {
        let inner = JSONNode()
        node.append(.node(inner))
        return inner
    }
}

/// A value that is one other value.
struct JSONSingle: SingleValueEncodingContainer {
    let node: JSONNode
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { node.content = .value(.null) }

    func encode<Value: Encodable>(_ value: Value) throws { node.content = .value(try JSONPart(value)) }
}

extension JSONPart {
    fileprivate static var null: JSONPart { .text(Array("null".utf8)) }
}
