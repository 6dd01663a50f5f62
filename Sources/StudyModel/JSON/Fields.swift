import Text

/// What is wrong with what is stored, and at which field.
package struct FormatError: Error, Hashable {
    package let reason: String

    package init(reason: String) { self.reason = reason }
}

/// The fields of a JSON object, each asked for by its name; fields that nobody asks for are passed over.
package struct Fields {
    private let values: [String: JSONValue]

    package init(_ values: [String: JSONValue]) { self.values = values }

    /// Reads a document that is one object.
    package init(_ bytes: some Collection<UInt8>) throws(FormatError) {
        guard let values = JSONReader.read(ArraySlice(bytes))?.fields else {
            throw FormatError(reason: "it is no JSON object")
        }
        self.values = values
    }

    /// Returns a field that must be there.
    package func value<Value: JSONCodable>(_ key: String) throws(FormatError) -> Value {
        guard let value: Value = try optional(key) else { throw FormatError(reason: "it has no '\(key)'") }
        return value
    }

    /// Returns a field that may be missing.
    package func optional<Value: JSONCodable>(_ key: String) throws(FormatError) -> Value? {
        guard let json = values[key], json != .null else { return nil }
        guard let value = Value(json: json) else { throw Self.wrong(key) }
        return value
    }

    /// Returns a list, which is empty where it is missing.
    package func list<Value: JSONCodable>(_ key: String) throws(FormatError) -> [Value] {
        var list: [Value] = []
        for json in try elements(key) {
            guard let value = Value(json: json) else { throw Self.wrong(key) }
            list.append(value)
        }
        return list
    }

    /// Returns values by name, none where the field is missing.
    package func byName<Value: JSONCodable>(_ key: String) throws(FormatError) -> [String: Value] {
        var result: [String: Value] = [:]
        for (name, json) in try optionalObject(key)?.values ?? [:] {
            guard let value = Value(json: json) else { throw Self.wrong("\(key).\(name)") }
            result[name] = value
        }
        return result
    }

    /// Returns an object that must be there.
    package func object(_ key: String) throws(FormatError) -> Fields {
        guard let object = try optionalObject(key) else { throw FormatError(reason: "it has no '\(key)'") }
        return object
    }

    /// Returns an object that may be missing.
    package func optionalObject(_ key: String) throws(FormatError) -> Fields? {
        guard let json = values[key], json != .null else { return nil }
        guard let values = json.fields else { throw Self.wrong(key) }
        return Fields(values)
    }

    /// Returns a list of objects, which is empty where it is missing.
    package func objects(_ key: String) throws(FormatError) -> [Fields] {
        var objects: [Fields] = []
        for json in try elements(key) {
            guard let values = json.fields else { throw Self.wrong(key) }
            objects.append(Fields(values))
        }
        return objects
    }

    /// Returns objects by name, none where the field is missing.
    package func objectsByName(_ key: String) throws(FormatError) -> [String: Fields] {
        var objects: [String: Fields] = [:]
        for (name, json) in try optionalObject(key)?.values ?? [:] {
            guard let values = json.fields else { throw Self.wrong("\(key).\(name)") }
            objects[name] = Fields(values)
        }
        return objects
    }

    private func elements(_ key: String) throws(FormatError) -> [JSONValue] {
        guard let json = values[key], json != .null else { return [] }
        guard let elements = json.elements else { throw Self.wrong(key) }
        return elements
    }

    private static func wrong(_ key: String) -> FormatError {
        FormatError(reason: "its '\(key)' is not what it must be")
    }
}
