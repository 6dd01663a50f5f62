/// A checked value that is stored as the text it is written as.
package protocol TextCodable: Codable, CustomStringConvertible {
    /// Returns `nil` when the text breaks the type's rules.
    init?(text: String)
    var text: String { get }
}

extension TextCodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(text: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is not a \(Self.self)")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var description: String { text }
}

/// Tells whether a text holds only lower-case letters, digits and hyphens, and does not begin with a hyphen.
func isPlainName(_ text: String) -> Bool {
    let allowed = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    return allowed && !text.isEmpty && text.utf8.first != 45
}
