import Foundation

/// One client of a scripted endpoint: its socket, read and written by one thread.
struct Connection: Sendable {
    let socket: Int32

    /// Reads one request; `nil` where the client hung up before its end.
    func readRequest() -> RecordedRequest? {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        while bytes.firstRange(of: end) == nil { guard read(into: &bytes) else { return nil } }
        guard let gap = bytes.firstRange(of: end) else { return nil }
        let head = Array(bytes[..<gap.lowerBound])
        guard let request = RecordedRequest(head: head, body: []) else { return nil }
        if request.headers["expect"] == "100-continue" { send("HTTP/1.1 100 Continue\r\n\r\n") }
        let length = request.headers["content-length"].flatMap { Int($0) } ?? 0
        while bytes.count < gap.upperBound + length { guard read(into: &bytes) else { return nil } }
        return RecordedRequest(head: head, body: Array(bytes[gap.upperBound..<gap.upperBound + length]))
    }

    /// Plays an answer to its end.
    func play(_ answer: ScriptedAnswer) {
        switch answer {
        case .answer(let status, let headers, let body):
            send(head(status, headers, length: body.count))
            send(body)
        case .stalled(let beginning):
            send(head(200, [:], length: beginning.utf8.count + 1000) + beginning)
            waitForEnd()
        case .cut(let body, let count):
            send(head(200, [:], length: body.count))
            send(Array(body.prefix(count)))
        case .flood(let count):
            send(head(200, [:], length: count))
            let part = [UInt8](repeating: UInt8(ascii: " "), count: 65_536)
            var left = count
            while left > 0, send(Array(part.prefix(left))) { left -= part.count }
        case .hangUp: break
        }
    }

    private func head(_ status: Int, _ headers: [String: String], length: Int) -> String {
        let all = headers.merging(["Content-Length": "\(length)", "Connection": "close"]) { first, _ in first
        }
        return "HTTP/1.1 \(status) Scripted\r\n" + all.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
    }

    /// Blocks until the client hangs up, or the endpoint is stopped.
    private func waitForEnd() {
        var bytes: [UInt8] = []
        while read(into: &bytes) { bytes.removeAll() }
    }

    private func read(into bytes: inout [UInt8]) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        bytes += buffer[..<count]
        return true
    }

    @discardableResult
    private func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    private func send(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }
}
