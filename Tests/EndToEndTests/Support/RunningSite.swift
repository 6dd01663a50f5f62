import Foundation
import TestSupport

/// A `hone serve` that has been started.
struct RunningSite {
    let process: StartedProcess
    /// Whose runs it shows; the repository lives as long as this.
    let user: UserRepository
    /// Opens the site, once.
    let address: String
    let port: Int

    init(_ user: UserRepository) throws {
        self.user = user
        process = try user.start("serve", "--no-open")
        let output = try process.wait(for: "/open?token=", in: .output)
        guard let match = output.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)\/open\?token=[0-9a-f]+/) else {
            throw TestProcess.Failure(description: output)
        }
        address = String(match.0)
        port = Int(match.1) ?? 0
    }

    var origin: String { "http://127.0.0.1:\(port)" }

    /// Asks with the given headers.
    func request(
        _ method: String = "GET", _ path: String, host: String? = nil, headers: [String: String] = [:],
        body: String = ""
    ) throws -> RawHTTP {
        try RawHTTP(method, path, port: port, host: host, headers: headers, body: body)
    }

    /// Spends the token, and returns the cookie that it is worth.
    func cookie() throws -> String {
        let answer = try request("GET", path(of: address))
        return String((answer.headers["set-cookie"] ?? "").prefix { $0 != ";" })
    }

    func path(of address: String) -> String { String(address.dropFirst(origin.count)) }

    /// Ends it as Ctrl-C does.
    func stop() throws -> TestProcess {
        process.send(SIGINT)
        return try process.end()
    }
}
