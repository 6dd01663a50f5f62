/// The key to an endpoint. It cannot be printed, encoded or looked into: only a request's header gets it.
package struct APIKey: Sendable {
    private let secret: String

    /// Takes a key as a variable or a command gave it, without the white space around it; `nil` where that is all there is.
    package init?(_ text: String) {
        let start = text.drop { $0.isWhitespace }
        let trimmed = String(start.reversed().drop { $0.isWhitespace }.reversed())
        guard !trimmed.isEmpty else { return nil }
        secret = trimmed
    }

    /// The header's value; `nil` where the key has a character that no header may hold.
    func headerValue(prefix: String) -> String? {
        secret.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? prefix + secret : nil
    }

    /// What strikes the key out of texts.
    var redaction: Redaction { Redaction(of: secret) }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(key)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
