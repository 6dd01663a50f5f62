import Foundation
import TestSupport

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
        let answer = try Self.exchange(Array(text.utf8), port: port)
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

    private static func exchange(_ bytes: [UInt8], port: Int) throws -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var patience = timeval(tv_sec: Int(Deadline.usual.components.seconds), tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw TestProcess.Failure(description: "nobody listens at port \(port)") }
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw TestProcess.Failure(description: "port \(port) took no request")
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return answer }
            answer += buffer[..<count]
            if isWhole(answer) { return answer }
        }
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
