import Foundation

/// A request as its bytes are, and the answer as it comes: no client that adds or hides a header.
struct RawHTTP {
    let status: Int
    /// By name in lower case.
    let headers: [String: String]
    let body: String

    /// Sends a request to a port of this machine and waits for the answer's end.
    ///
    /// - Parameter host: what the request says that it is sent to.
    init(
        _ method: String = "GET", _ path: String, port: Int, host: String? = nil,
        headers: [String: String] = [:],
        body: String = ""
    ) throws {
        let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        let length = method == "GET" ? "" : "Content-Length: \(body.utf8.count)\r\n"
        let text =
            "\(method) \(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nConnection: close\r\n"
            + "\(length)\(lines)\r\n\(body)"
        let caller = try Caller(port: port)
        caller.say(Array(text.utf8))
        let answer = caller.answer(until: Self.isWhole)
        let end = answer.firstRange(of: Array("\r\n\r\n".utf8))
        let head = String(decoding: answer[..<(end?.lowerBound ?? answer.endIndex)], as: UTF8.self)
        let headLines = head.components(separatedBy: "\r\n")
        status =
            headLines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
        self.headers = headLines.dropFirst().reduce(into: [:]) { fields, line in
            guard let colon = line.firstIndex(of: ":") else { return }
            fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        self.body = String(decoding: answer[(end?.upperBound ?? answer.endIndex)...], as: UTF8.self)
    }

    /// A server may keep the connection whatever it is asked: then the length says where the answer ends.
    private static func isWhole(_ answer: [UInt8]) -> Bool {
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self).lowercased()
        guard let field = head.firstRange(of: "content-length:") else { return false }
        let digits = head[field.upperBound...].drop { $0 == " " }.prefix { $0.isNumber }
        return Int(digits).map { answer.count >= end.upperBound + $0 } ?? false
    }
}
