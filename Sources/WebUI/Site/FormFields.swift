import Foundation

/// The fields of a form as a browser sends them.
struct FormFields: Hashable, Sendable {
    private let values: [String: String]

    /// Reads `application/x-www-form-urlencoded`; of a field that is there twice the first counts.
    init(_ body: String) {
        let pairs = body.split(separator: "&").map { pair -> (String, String) in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count == 2 ? Self.decoded(parts[1]) : "")
        }
        values = Dictionary(pairs) { first, _ in first }
    }

    /// A field's text with plain line ends and no white space around it; empty where it is left out.
    subscript(name: String) -> String {
        (values[name] ?? "").replacingOccurrences(of: "\r\n", with: "\n")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return String(spaced).removingPercentEncoding ?? ""
    }
}
