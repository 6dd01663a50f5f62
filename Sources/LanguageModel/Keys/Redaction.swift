import FoundationEssentials

/// Strikes a key out of text that an endpoint sent: as it is, in base64 at any place of a longer text, and percent-encoded.
struct Redaction: Sendable {
    /// What stands where the key stood.
    static let mark = "[key]"
    /// Shorter keys are placeholders that local endpoints are given, such as `none`, and may well be words of a reply.
    static let shortestSecret = 8

    private let forms: [[UInt8]]

    init(of secret: String) {
        guard secret.utf8.count >= Self.shortestSecret else {
            forms = []
            return
        }
        let percent = secret.utf8.map { byte in
            Self.isUnreserved(byte)
                ? String(UnicodeScalar(byte))
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
        let texts =
            [secret, percent, percent.lowercased()] + (0..<3).flatMap { Self.base64(secret, after: $0) }
        forms = texts.map { Array($0.utf8) }
    }

    func callAsFunction(_ text: String) -> String {
        // By bytes: as characters, an accent after the key would hide it.
        String(
            decoding: forms.reduce(Array(text.utf8)) { $0.replacing($1, with: Self.mark.utf8) }, as: UTF8.self
        )
    }

    /// The part of a longer text's base64 that depends on the secret alone, where so many bytes (modulo 3) stand before it.
    private static func base64(_ secret: String, after count: Int) -> [String] {
        let bytes = [UInt8](repeating: 0, count: count) + Array(secret.utf8)
        // Each character holds six bits; those that hold a bit of a neighbour go.
        let first = (count * 8 + 5) / 6
        let last = bytes.count * 8 / 6
        let text = String(Data(bytes).base64EncodedString().prefix(last).dropFirst(first))
        return [text, text.replacing("+", with: "-").replacing("/", with: "_")]
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
