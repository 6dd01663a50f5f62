/// A request as a scripted endpoint received it.
package struct RecordedRequest: Sendable {
    package let method: String
    package let path: String
    /// By name, in lower case.
    package let headers: [String: String]
    package let body: [UInt8]

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }
}

extension RecordedRequest {
    /// Reads a request as far as its headers; `nil` where these are none.
    init?(head: [UInt8], body: [UInt8]) {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        let pairs = lines.dropFirst().map { line -> (String, String) in
            let parts = line.split(separator: ":", maxSplits: 1)
            let value = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
            return (parts.first.map { $0.lowercased() } ?? "", String(value))
        }
        method = String(words[0])
        path = String(words[1])
        headers = Dictionary(pairs) { $1 }
        self.body = body
    }
}
