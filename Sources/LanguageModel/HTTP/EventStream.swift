import Text

/// The documents of a reply that came in pieces: server-sent events, each with a line or more of data.
enum EventStream {
    /// Returns nil for a body that is no stream of events.
    static func documents(in body: ArraySlice<UInt8>) -> [JSONValue]? {
        let lines = body.split(whereSeparator: { $0 == 10 || $0 == 13 })
        guard let first = lines.first(where: { $0.first != UInt8(ascii: ":") }) ?? lines.first,
            [":", "data:", "event:", "id:", "retry:"].contains(where: { first.starts(with: $0.utf8) })
        else { return nil }
        let data = lines.filter { $0.starts(with: "data:".utf8) }.map { $0.dropFirst("data:".utf8.count) }
        return data.compactMap { JSONReader.read($0) }
    }
}

extension [JSONValue] {
    /// The texts at a place of each, joined; nil where none has one.
    func joined(_ text: (JSONValue) -> String?) -> String? {
        let texts = compactMap(text)
        return texts.isEmpty ? nil : texts.joined()
    }

    /// The last that is there and not null.
    func last(_ value: (JSONValue) -> JSONValue?) -> JSONValue? {
        lazy.reversed().compactMap(value).first { $0 != .null }
    }
}
