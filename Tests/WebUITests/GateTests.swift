import FlyingFox
import Foundation
import Testing

@testable import WebUI

struct GateTests {
    private let token: Secret
    private let session: Secret
    private let gate: Gate

    init() {
        var generator = SystemRandomNumberGenerator()
        token = Secret(using: &generator)
        session = Secret(using: &generator)
        gate = Gate(token: token, session: session)
        gate.open(at: 8080)
    }

    private func request(
        _ path: String = "/", method: HTTPMethod = .GET, host: String? = "127.0.0.1:8080",
        origin: String? = nil,
        cookie: String? = nil, token: String? = nil
    ) -> HTTPRequest {
        var headers: [HTTPHeader: String] = [:]
        headers[.host] = host
        headers[HTTPHeader("Origin")] = origin
        headers[.cookie] = cookie
        return HTTPRequest(
            method: method, version: .http11, path: path,
            query: token.map { [.init(name: "token", value: $0)] } ?? [], headers: headers, body: Data())
    }

    private var cookie: String { "other=1; hone-8080=\(session.text)" }

    @Test func `the token opens the site once`() {
        #expect(gate.decide(request("/open", token: token.text)) == .welcome)
        #expect(gate.decide(request("/open", token: token.text)) == .refuse(.usedToken))
    }

    @Test(arguments: ["", "x", "0"])
    func `another token opens nothing`(text: String) {
        #expect(gate.decide(request("/open", token: text)) == .refuse(.noSession))
        #expect(gate.decide(request("/", token: token.text)) == .refuse(.noSession))
    }

    @Test func `the cookie lets in, and another one does not`() {
        #expect(gate.decide(request(cookie: cookie)) == .letIn)
        #expect(gate.decide(request(cookie: "hone-8081=\(session.text)")) == .refuse(.noSession))
        #expect(gate.decide(request(cookie: "hone-8080=\(token.text)")) == .refuse(.noSession))
        #expect(gate.decide(request()) == .refuse(.noSession))
    }

    @Test(arguments: [nil, "evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:80", "[::1]:8080"])
    func `another host is refused, cookie or not`(host: String?) {
        #expect(gate.decide(request(host: host, cookie: cookie)) == .refuse(.foreignHost))
        #expect(gate.decide(request("/open", host: host, token: token.text)) == .refuse(.foreignHost))
    }

    @Test(arguments: [
        "http://evil.example", "null", "https://127.0.0.1:8080", "http://127.0.0.1:9",
        "http://localhost:8080",
    ])
    func `another origin is refused, cookie or not`(origin: String) {
        #expect(gate.decide(request(origin: origin, cookie: cookie)) == .refuse(.foreignOrigin))
    }

    @Test func `what changes something must say where it comes from`() {
        #expect(gate.decide(request(method: .POST, cookie: cookie)) == .refuse(.foreignOrigin))
        #expect(
            gate.decide(request(method: .POST, origin: "http://127.0.0.1:8080", cookie: cookie)) == .letIn)
    }

    @Test func `nobody is let in before it listens`() {
        let closed = Gate(token: token, session: session)
        #expect(closed.decide(request(cookie: cookie)) == .refuse(.foreignHost))
    }

    @Test func `the cookie is out of reach for scripts and other sites`() {
        let cookie = gate.cookie(port: 8080)
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    }
}
