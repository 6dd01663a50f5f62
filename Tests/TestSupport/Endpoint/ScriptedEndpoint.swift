import Foundation
import Synchronization

/// An HTTP server on loopback that does with each request what a test says, and keeps what it was sent.
///
/// For code in the test's own process and for programs that it starts alike. Each connection has a thread and one request.
package final class ScriptedEndpoint: Sendable {
    /// Where it listens.
    package let port: Int
    /// Its address, without a slash at the end.
    package var url: String { "http://127.0.0.1:\(port)" }
    private let listener: Int32
    private let script: @Sendable (RecordedRequest, Int) -> ScriptedAnswer
    private let state = Mutex(State())

    private struct State {
        var requests: [RecordedRequest] = []
        var sockets: Set<Int32> = []
        var isStopped = false
    }

    /// Plays what `script` says to a request and its place among all, counted from 0.
    package init(_ script: @escaping @Sendable (RecordedRequest, Int) -> ScriptedAnswer) throws {
        self.script = script
        (listener, port) = try Self.listen()
        // Threads of its own: they block, and the queues' are few and everybody's.
        Thread.detachNewThread { [listener, weak self] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { break }
                _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
                Thread.detachNewThread { [weak self] in
                    if let self { self.serve(socket) } else { close(socket) }
                }
            }
            close(listener)
        }
    }

    /// Plays the answers one after another, and then the last one for ever.
    package convenience init(_ answers: ScriptedAnswer...) throws {
        try self.init { _, place in answers[min(place, answers.count - 1)] }
    }

    deinit { stop() }

    /// What it was sent so far, in the order in which it came.
    package var requests: [RecordedRequest] { state.withLock { $0.requests } }

    /// Ends every connection and takes no further one.
    package func stop() {
        state.withLock { state in
            if !state.isStopped { shutdown(listener, Int32(SHUT_RDWR)) }
            state.isStopped = true
            for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    private func serve(_ socket: Int32) {
        let isOpen = state.withLock { state in
            if !state.isStopped { state.sockets.insert(socket) }
            return !state.isStopped
        }
        let connection = Connection(socket: socket)
        if isOpen, let request = connection.readRequest() {
            let place = state.withLock { state in
                state.requests.append(request)
                return state.requests.count - 1
            }
            connection.play(script(request, place))
        }
        state.withLock { state in
            state.sockets.remove(socket)
            shutdown(socket, Int32(SHUT_RDWR))
            close(socket)
        }
    }

    private static func listen() throws -> (socket: Int32, port: Int) {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Failure(call: "socket", code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && Foundation.listen(socket, 64) == 0
                    && getsockname(socket, $0, &size) == 0
            }
        }
        guard isListening else { throw Failure(call: "listen", code: errno) }
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// What kept the endpoint from listening.
    package struct Failure: Error {
        package let call: String
        package let code: Int32
    }
}
