import FlyingFox
import FlyingSocks
import Glibc
import Operations
import Platform
import StudyModel

/// The local site: the runs of a repository in a browser, live, on this machine alone.
package struct Site: Sendable {
    private let handler: SiteHandler
    private let port: UInt16

    /// - Parameters:
    ///   - port: where to listen on 127.0.0.1; 0 for any port that is free.
    ///   - interval: how long to wait before looking for news.
    ///   - token: opens the site, once.
    ///   - session: what the browser then keeps.
    ///   - words: says what went wrong, for people.
    package init(
        _ workshop: Workshop, port: UInt16, interval: Duration = .milliseconds(500),
        token: Secret, session: Secret, words: @escaping @Sendable (any Error) -> String
    ) {
        handler = SiteHandler(
            gate: Gate(token: token, session: session), runs: OpenRuns(workshop),
            interval: interval, words: words)
        self.port = port
    }

    /// Serves until the task is canceled; throws `WebUIError` where it cannot listen.
    ///
    /// - Parameter announce: is told the address that opens the site, once it does.
    package func run(announce: @escaping @Sendable (String) async -> Void) async throws {
        let folder = try HostFile.makeFolder(startingWith: "/tmp/hone-site-")
        defer { do { try HostFile.remove(folder) } catch {} }
        do {
            let (pool, inner) = (HTTPServer.defaultPool(), sockaddr_un.unix(path: folder + "/socket"))
            let door = try FrontDoor(port: port, to: inner, pool)
            let server = HTTPServer(address: inner, pool: pool, logger: .disabled, handler: handler)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask {
                    try await server.waitUntilListening()
                    guard let port = try door.port else { return }
                    handler.gate.open(at: port)
                    await announce(handler.gate.address(port: port))
                    try await door.run()
                }
                for try await _ in group {}
            }
        } catch let error as SocketError {
            try Task.checkCancellation()
            throw Self.problem(error, port)
        }
    }

    private static func problem(_ error: SocketError, _ port: UInt16) -> WebUIError {
        switch error {
        case .failed(_, EADDRINUSE, _): .portTaken(port)
        case .failed(_, _, let message): .cannotListen(reason: message)
        default: .cannotListen(reason: "\(error)")
        }
    }
}
