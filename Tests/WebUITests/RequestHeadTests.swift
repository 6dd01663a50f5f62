import Testing

@testable import WebUI

/// What is taken of a request before anybody reads it.
struct RequestHeadTests {
    private func refusal(_ text: String) -> RequestHead.Refusal? {
        do throws(RequestHead.Refusal) {
            _ = try RequestHead(Array(text.utf8))
            return nil
        } catch { return error }
    }

    @Test func `a browser's request goes on, to be answered and no more`() throws {
        let text = "POST /x HTTP/1.1\r\nHost: 127.0.0.1:1\r\nConnection: keep-alive\r\nContent-Length: 12"
        let head = try RequestHead(Array(text.utf8))
        #expect(head.bodyLength == 12 && !head.isUpgrade)
        #expect(
            String(decoding: head.bytes, as: UTF8.self)
                == "POST /x HTTP/1.1\r\nHost: 127.0.0.1:1\r\nContent-Length: 12\r\nConnection: close\r\n\r\n")
    }

    @Test func `a web socket keeps its connection`() throws {
        let text = "GET /live HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket"
        let head = try RequestHead(Array(text.utf8))
        #expect(head.isUpgrade && head.bodyLength == 0)
        #expect(String(decoding: head.bytes, as: UTF8.self) == text + "\r\n\r\n")
    }

    static let hostile: [(String, RequestHead.Refusal)] = [
        ("", .malformed), ("\r\n", .malformed),
        ("GET / HTTP/1.1\r\nno colon", .malformed), ("GET / HTTP/1.1\r\n: nameless", .malformed),
        ("GET / HTTP/1.1\r\nHost : h", .malformed), ("GET / HTTP/1.1\r\n folded: x", .malformed),
        ("GET / HTTP/1.1\r\nA\u{0}B: x", .malformed), ("GET / HTTP/1.1\r\nÄ: x", .malformed),
        ("GET /\(String(repeating: "a", count: 5000)) HTTP/1.1", .headTooLong),
        ("GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 5000))", .headTooLong),
        ("GET / HTTP/1.1" + String(repeating: "\r\nX: a", count: 1500), .headTooLong),
        ("POST / HTTP/1.1\r\nContent-Length: 65537", .bodyTooLong),
        ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999", .bodyTooLong),
        ("POST / HTTP/1.1\r\nContent-Length: -1", .unknownLength),
        ("POST / HTTP/1.1\r\nContent-Length: +1", .unknownLength),
        ("POST / HTTP/1.1\r\nContent-Length:", .unknownLength),
        ("POST / HTTP/1.1\r\nContent-Length: 1, 2", .unknownLength),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2", .unknownLength),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked", .unknownLength),
        ("POST / HTTP/1.1\r\ntransfer-ENCODING: chunked", .unknownLength),
    ]

    @Test(arguments: hostile)
    func `what is no plain request is turned away`(text: String, wanted: RequestHead.Refusal) {
        #expect(refusal(text) == wanted)
    }
}
