/// Writes one JSON object, field by field in the order of the calls; a field without a value is left out.
package struct ObjectWriter {
    private var bytes: [UInt8] = []
    /// Whether the object that is being written has no field yet.
    private var isEmpty = true
    /// How deep the object that is being written lies; `nil` where all is on one line, without spaces.
    private var depth: Int?
    /// What money is counted in.
    package let currency: String

    /// Returns the object that `fill` writes.
    package static func bytes(currency: String = "", _ fill: (inout ObjectWriter) -> Void) -> [UInt8] {
        var writer = ObjectWriter(currency: currency)
        writer.bytes.reserveCapacity(1024)
        writer.fields(fill)
        return writer.bytes
    }

    /// The same with a newline at the end.
    package static func line(currency: String = "", _ fill: (inout ObjectWriter) -> Void) -> [UInt8] {
        bytes(currency: currency, fill) + [UInt8(ascii: "\n")]
    }

    /// Returns the object that `fill` writes, laid out to be read: a field a line.
    package static func page(_ fill: (inout ObjectWriter) -> Void) -> String {
        var writer = ObjectWriter(currency: "")
        writer.depth = 0
        writer.fields(fill)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private init(currency: String) { self.currency = currency }

    /// Writes a value, if there is one; a number that JSON does not have is none.
    package mutating func put(_ key: String, _ value: (some JSONCodable)?) {
        guard let value, value.isWritable else { return }
        begin(key)
        value.writeJSON(to: &bytes)
    }

    /// Writes a list of values, if there are any.
    package mutating func put(_ key: String, each values: [some JSONCodable]) {
        guard !values.isEmpty else { return }
        begin(key)
        list(values) { value, writer in value.writeJSON(to: &writer.bytes) }
    }

    /// Writes values by name, in the order of the names, if there are any.
    package mutating func put(_ key: String, byName values: [String: some JSONCodable]) {
        guard !values.isEmpty else { return }
        object(key) { writer in
            for (name, value) in values.sorted(by: { $0.key < $1.key }) { writer.put(name, value) }
        }
    }

    /// Writes an object.
    package mutating func object(_ key: String, _ fill: (inout ObjectWriter) -> Void) {
        begin(key)
        fields(fill)
    }

    /// Writes objects by name, in the order of the names, if there are any.
    package mutating func objects<Value>(
        _ key: String, byName values: [String: Value], _ fill: (Value, inout ObjectWriter) -> Void
    ) {
        guard !values.isEmpty else { return }
        object(key) { writer in
            for (name, value) in values.sorted(by: { $0.key < $1.key }) {
                writer.object(name) { fill(value, &$0) }
            }
        }
    }

    /// Writes a list of objects, if there are any.
    package mutating func objects<Value>(
        _ key: String, _ values: [Value], _ fill: (Value, inout ObjectWriter) -> Void
    ) {
        if !values.isEmpty { list(key, values, fill) }
    }

    /// Writes a list of objects, be it empty.
    package mutating func list<Value>(
        _ key: String, _ values: [Value], _ fill: (Value, inout ObjectWriter) -> Void
    ) {
        begin(key)
        list(values) { value, writer in writer.fields { fill(value, &$0) } }
    }

    private mutating func fields(_ fill: (inout ObjectWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        isEmpty = true
        depth = depth.map { $0 + 1 }
        fill(&self)
        depth = depth.map { $0 - 1 }
        if !isEmpty { breakLine() }
        bytes.append(UInt8(ascii: "}"))
        isEmpty = false
    }

    private mutating func list<Value>(_ values: [Value], _ write: (Value, inout ObjectWriter) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes += (depth == nil ? "," : ", ").utf8 }
            write(value, &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func begin(_ key: String) {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        breakLine()
        key.writeJSON(to: &bytes)
        bytes += (depth == nil ? ":" : ": ").utf8
    }

    private mutating func breakLine() {
        guard let depth else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }
}
