import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The local site as a socket sees it: who is let in, what an answer carries, how it ends.
    struct ServeTests {
        private static func site() throws -> RunningSite {
            let user = try UserRepository(.sum(steps: 2))
            try user.succeed("run")
            return try RunningSite(user)
        }

        @Test func `without the token nothing is served`() throws {
            let site = try Self.site()
            for path in [
                "/", "/runs/sum-1", "/runs/sum-1/steps/1", "/pages.css", "/site.js", "/live", "/open",
                "/open?token=0",
            ] {
                let answer = try site.request("GET", path)
                #expect(answer.status == 403, "\(path)")
                #expect(answer.body.contains("hone serve") && !answer.body.contains("sum-1"), "\(path)")
            }
            let cookie = try site.cookie()
            #expect(try site.request("GET", "/", headers: ["Cookie": cookie]).body.contains("sum-1"))
            #expect(try site.request("GET", site.path(of: site.address)).status == 403, "the token is spent")
            #expect(try site.stop().status == 0)
        }

        @Test func `another host and another origin are refused, cookie or not`() throws {
            let site = try Self.site()
            let cookie = try site.cookie()
            for host in ["evil.example", "evil.example:\(site.port)", "127.0.0.1:1"] {
                #expect(try site.request("GET", "/", host: host, headers: ["Cookie": cookie]).status == 403)
            }
            let form = "decision=approve&name=mine"
            for origin in ["http://evil.example", "null", "http://127.0.0.1:1", nil] {
                var headers = ["Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"]
                headers["Origin"] = origin
                for action in ["review", "fork"] {
                    let answer = try site.request(
                        "POST", "/runs/sum-1/steps/1/\(action)", headers: headers, body: form)
                    #expect(answer.status == 403, "\(action) from \(origin ?? "nowhere")")
                }
            }
            let upgrade = [
                "Cookie": cookie, "Origin": "http://evil.example", "Upgrade": "websocket",
                "Connection": "Upgrade",
                "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
            ]
            #expect(try site.request("GET", "/live", headers: upgrade).status == 403)
            #expect(try site.user.repository.git("for-each-ref", "refs/heads/hone/sum-1/mine") == "")
            #expect(try site.stop().status == 0)
        }

        @Test func `every answer tells the browser to keep out what is not ours`() throws {
            let site = try Self.site()
            let cookie = try site.cookie()
            for (path, headers) in [("/", ["Cookie": cookie]), ("/nowhere", ["Cookie": cookie]), ("/", [:])] {
                let answer = try site.request("GET", path, headers: headers)
                let policy = answer.headers["content-security-policy"] ?? ""
                #expect(policy.hasPrefix("default-src 'none'") && !policy.contains("unsafe"))
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(answer.headers["referrer-policy"] == "same-origin")
                #expect(answer.headers["cache-control"] == "no-store")
            }
            let end = try site.stop()
            #expect(end.status == 0 && end.errors == "")
            #expect(end.output.split(separator: "\n").count == 2, "no log of requests")
        }

        @Test func `a button that forks starts a lineage, and what cannot be is told`() throws {
            let site = try Self.site()
            let headers = ["Cookie": try site.cookie(), "Origin": site.origin]
            let fork = "/runs/sum-1/steps/1/fork"
            #expect(try site.request("POST", fork, headers: headers, body: "name=mine").status == 303)
            #expect(
                try site.user.repository.git("rev-parse", "hone/sum-1/mine") == site.user.steps()[1].candidate
            )
            #expect(try site.request("POST", fork, headers: headers, body: "name=mine").status == 409)
            #expect(try site.request("POST", fork, headers: headers, body: "name=No+Name").status == 400)
            let long = String(repeating: "x", count: 70_000)
            #expect(try site.request("POST", fork, headers: headers, body: "name=" + long).status == 413)
            #expect(try site.request("GET", "/runs/sum-9", headers: headers).status == 404)
            #expect(try site.request("GET", "/runs/sum-1/steps/99", headers: headers).status == 404)
            #expect(try site.stop().status == 0)
        }

        /// Requests that are more than there is room for, with what is answered.
        static let excesses: [(name: String, text: @Sendable () -> String, status: String)] = [
            (
                "a long header", { "GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 100_000))\r\n\r\n" },
                "431"
            ),
            ("a line without an end", { String(repeating: "a", count: 100_000) }, "431"),
            (
                "many headers",
                { "GET / HTTP/1.1" + String(repeating: "\r\nX: a", count: 50_000) + "\r\n\r\n" }, "431"
            ),
            ("a large body", { body("Content-Length: 50000000", 100_000) }, "413"),
            ("an endless number", { body("Content-Length: 99999999999999999999", 0) }, "413"),
            ("a body of chunks", { body("Transfer-Encoding: chunked", 0) + "ffffffff\r\n" }, "411"),
            ("two lengths", { body("Content-Length: 1\r\nContent-Length: 2", 2) }, "411"),
            ("no request", { "\u{0}\u{1}\u{2}\r\n:\r\n\r\n" }, "400"),
        ]

        private static func body(_ length: String, _ count: Int) -> String {
            "POST /runs/sum-1/steps/1/fork HTTP/1.1\r\nHost: h\r\n\(length)\r\n\r\n"
                + String(repeating: "a", count: count)
        }

        @Test func `what is more than there is room for is turned away, and the site goes on`() throws {
            let site = try Self.site()
            let cookie = try site.cookie()
            for (name, text, status) in Self.excesses {
                for _ in 0..<3 {
                    let caller = try Caller(port: site.port)
                    caller.say(Array(text().utf8))
                    let answer = caller.hear()
                    #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(name): \(answer)")
                }
                #expect(try site.request("GET", "/", headers: ["Cookie": cookie]).status == 200, "\(name)")
            }
            #expect(try site.stop().status == 0)
        }

        @Test func `those who never finish asking keep nobody out, and not the end either`() async throws {
            let site = try Self.site()
            let cookie = try site.cookie()
            func isOpen() throws -> Bool {
                try site.request("GET", "/", headers: ["Cookie": cookie]).status == 200
            }
            var callers = try (0..<150).map { _ in try Caller(port: site.port) }
            for caller in callers { caller.say(Array("GET / HT".utf8)) }
            #expect(try isOpen())
            // More than there are places for: whoever comes is turned away, until they hang up or their time is over.
            callers += try (0..<100).map { _ in try Caller(port: site.port) }
            callers[callers.count - 1].say(Array("GET / HTTP/1.1\r\n\r\n".utf8))
            #expect(callers[callers.count - 1].hear() == "")
            callers = []
            // Until it has seen that they hung up.
            try await eventually { (try? isOpen()) ?? false }
            let late = try Caller(port: site.port)
            late.say(Array("GET / HT".utf8))
            #expect(try site.stop().status == 0)
            #expect(late.hear() == "")
        }

        @Test func `a request after another that was no web socket is not heard`() throws {
            let site = try Self.site()
            let caller = try Caller(port: site.port)
            let upgrade = "GET /live HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
            caller.say(Array((upgrade + "GET / HTTP/1.1\r\nHost: h\r\n\r\n").utf8))
            let answer = caller.hear()
            #expect(answer.hasPrefix("HTTP/1.1 403 "))
            #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2)
            #expect(try !site.cookie().isEmpty)
            #expect(try site.stop().status == 0)
        }

        @Test func `a port that is taken is named`() throws {
            let site = try Self.site()
            let second = try site.user.hone("serve", "--port", "\(site.port)", "--no-open")
            #expect(second.status == 1)
            #expect(second.errors.contains("Error: Port \(site.port) is taken by another program\nHint: "))
            #expect(try site.stop().status == 0)
        }
    }
}
