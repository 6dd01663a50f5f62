import FlyingFox
import FlyingSocks
import Foundation
import Testing

@testable import WebUI

/// How long the door waits for those who come in.
struct FrontDoorTests {
    /// What somebody is answered who says something at a door before a server, until one of both hangs up.
    private func answer(
        to words: String, patience: FrontDoor.Patience,
        by server: @escaping @Sendable () async throws -> Void = {}
    ) async throws -> String {
        // A request takes some thirty turns, each of which would wait for every test that computes.
        let visiting = Task(priority: .high) { try await visit(saying: words, patience, server) }
        return try await withTaskCancellationHandler {
            try await visiting.value
        } onCancel: {
            visiting.cancel()
        }
    }

    private func visit(
        saying words: String, _ patience: FrontDoor.Patience,
        _ server: @escaping @Sendable () async throws -> Void
    ) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hone-door-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (pool, inner) = (HTTPServer.defaultPool(), sockaddr_un.unix(path: folder.path + "/socket"))
        let door = try FrontDoor(port: 0, to: inner, pool, patience: patience)
        let handler = ClosureHTTPHandler { _ in
            try await server()
            return HTTPResponse(statusCode: .ok)
        }
        let behind = HTTPServer(
            address: inner, timeout: 3600, pool: pool, logger: .disabled, handler: handler)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await behind.run() }
            group.addTask {
                try await behind.waitUntilListening()
                try await door.run()
            }
            defer { group.cancelAll() }
            try await behind.waitUntilListening()
            let port = try #require(try door.port)
            let guest = try await AsyncSocket.connected(to: .inet(ip4: "127.0.0.1", port: port), pool: pool)
            defer { try? guest.close() }
            try await guest.write(Data(words.utf8))
            var heard: [UInt8] = []
            do {
                while true { heard += try await guest.read(atMost: 4_096) }
            } catch SocketError.disconnected {}
            return String(decoding: heard, as: UTF8.self)
        }
    }

    private let request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"
    private let short = Duration.milliseconds(20)
    private let long = Duration.seconds(3600)

    @Test(.timeLimit(.minutes(1))) func `whoever asks in time is answered`() async throws {
        let answer = try await answer(
            to: request, patience: FrontDoor.Patience(asking: long, answering: long))
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
    }

    @Test(.timeLimit(.minutes(1))) func `whoever does not finish asking in time is hung up on`() async throws
    {
        let patience = FrontDoor.Patience(asking: short, answering: long)
        #expect(try await answer(to: String(request.dropLast(2)), patience: patience) == "")
    }

    @Test(.timeLimit(.minutes(1))) func `an answer that does not come in time is not waited for`()
        async throws
    {
        let patience = FrontDoor.Patience(asking: long, answering: short)
        let answer = try await answer(to: request, patience: patience) {
            try await Task.sleep(for: .seconds(3600))
        }
        #expect(answer == "")
    }
}
