import FlyingFox
import FlyingSocks
import Foundation
import Glibc
import Synchronization

/// Where requests come in: bounded in size, number and time before anybody is asked who they are.
///
/// What is taken goes on, one request a connection, to the server behind, which listens in a folder of this user's alone. That one takes a time for a long
/// line that grows with its square, and keeps a connection for as long as nothing comes.
final class FrontDoor: Sendable {
    /// How many may come in at once; a browser opens six.
    static let places = 200

    /// How long somebody may take to ask, and to take the answer.
    struct Patience: Sendable {
        var asking = Duration.seconds(10)
        var answering = Duration.seconds(60)
    }

    private let door: AsyncSocket
    private let pool: any AsyncSocketPool
    private let inner: sockaddr_un
    private let patience: Patience
    private let guests = Atomic<Int>(0)

    /// Listens on 127.0.0.1 and nothing else, for the site is not for the network; throws `SocketError` where it cannot.
    ///
    /// - Parameter inner: where the server behind listens, whose pool this is.
    init(
        port: UInt16, to inner: sockaddr_un, _ pool: some AsyncSocketPool, patience: Patience = Patience()
    ) throws {
        let socket = try Socket(domain: AF_INET)
        try socket.setValue(true, for: .localAddressReuse)
        try socket.bind(to: sockaddr_in.inet(ip4: "127.0.0.1", port: port))
        try socket.listen()
        door = try AsyncSocket(socket: socket, pool: pool)
        self.pool = pool
        self.inner = inner
        self.patience = patience
    }

    deinit { try? door.close() }

    /// Where it listens.
    var port: UInt16? {
        get throws {
            guard case .ip4(_, let port) = try door.socket.sockname() else { return nil }
            return port
        }
    }

    /// Lets in whoever comes until the task is canceled; the server behind has to listen.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                let guest = try await door.accept()
                guard guests.wrappingAdd(1, ordering: .relaxed).newValue <= Self.places else {
                    guests.subtract(1, ordering: .relaxed)
                    try guest.close()
                    continue
                }
                group.addTask {
                    await self.serve(guest)
                    self.guests.subtract(1, ordering: .relaxed)
                }
            }
        }
    }

    private func serve(_ guest: AsyncSocket) async {
        do {
            do {
                let request = try await within(patience.asking) { try await Self.read(guest) }
                try await pass(request, guest)
            } catch let refusal as RequestHead.Refusal {
                try await within(.seconds(1)) { try await Self.turnAway(guest, refusal) }
            }
        } catch {
            // Whoever hangs up, or has to be hung up on, has nothing to be told.
        }
        try? guest.close()
    }

    // MARK: - Asking

    /// A request as it came, and what came after it.
    private struct Request: Sendable {
        let head: RequestHead
        let body: [UInt8]
        let rest: [UInt8]
    }

    private static func read(_ guest: AsyncSocket) async throws -> Request {
        var bytes: [UInt8] = []
        var end: Range<Int>?
        while end == nil {
            guard bytes.count <= RequestHead.limit else { throw RequestHead.Refusal.headTooLong }
            let known = max(0, bytes.count - 3)
            bytes += try await guest.read(atMost: 4_096)
            end = bytes[known...].firstRange(of: [13, 10, 13, 10])
        }
        guard let end else { preconditionFailure("the loop ends with an end") }
        let head = try RequestHead(bytes[..<end.lowerBound])
        var body = Array(bytes[end.upperBound...])
        while body.count < head.bodyLength { body += try await guest.read(atMost: 4_096) }
        return Request(
            head: head, body: Array(body.prefix(head.bodyLength)),
            rest: Array(body.dropFirst(head.bodyLength)))
    }

    /// Says why, and hears out what is still coming for a moment: a connection that is cut takes the answer with it.
    private static func turnAway(_ guest: AsyncSocket, _ refusal: RequestHead.Refusal) async throws {
        let line = "HTTP/1.1 \(refusal.status)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        try await guest.write(Data(line.utf8))
        shutdown(guest.socket.file.rawValue, Int32(SHUT_WR))
        while true { _ = try await guest.read(atMost: 4_096) }
    }

    // MARK: - Answering

    private func pass(_ request: Request, _ guest: AsyncSocket) async throws {
        let server = try await AsyncSocket.connected(to: inner, pool: pool)
        defer { try? server.close() }
        try await server.write(Data(request.head.bytes + request.body))
        guard request.head.isUpgrade else {
            return try await within(patience.answering) { try await Self.pump(from: server, to: guest) }
        }
        let first = try await within(patience.answering) { try await server.read(atMost: 4_096) }
        try await guest.write(Data(first))
        guard first.starts(with: Array("HTTP/1.1 101 ".utf8)) else {
            // Nothing that comes after a request that was turned down is heard.
            shutdown(server.socket.file.rawValue, Int32(SHUT_WR))
            return try await within(patience.answering) { try await Self.pump(from: server, to: guest) }
        }
        try await server.write(Data(request.rest))
        try await withThrowingTaskGroup { group in
            group.addTask { try await Self.pump(from: server, to: guest) }
            group.addTask { try await Self.pump(from: guest, to: server) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Hands on what one side says until it hangs up.
    private static func pump(from source: AsyncSocket, to target: AsyncSocket) async throws {
        do {
            while true { try await target.write(Data(try await source.read(atMost: 4_096))) }
        } catch SocketError.disconnected {}
    }

    /// Does something that takes no longer than that; throws `CancellationError` where it does.
    private func within<Value: Sendable>(
        _ limit: Duration, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw CancellationError() }
            return value
        }
    }
}

extension RequestHead.Refusal {
    /// The first line of the answer.
    fileprivate var status: String {
        switch self {
        case .headTooLong: "431 Request Header Fields Too Large"
        case .bodyTooLong: "413 Content Too Large"
        case .malformed: "400 Bad Request"
        case .unknownLength: "411 Length Required"
        }
    }
}
