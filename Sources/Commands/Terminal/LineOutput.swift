import Listings
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Standard output for a program that reads it line by line: waits for who reads slowly without holding a thread, and writes nothing more once
/// nobody reads.
final class LineOutput: Sendable {
    private let descriptor: Int32
    private let hasReader = Atomic(true)
    /// What lines had left when their tasks were cancelled: the next one goes behind it, so that each stays whole.
    private let rest = Mutex<[UInt8]>([])

    init(_ descriptor: Int32 = STDOUT_FILENO) { self.descriptor = descriptor }

    /// Whether anybody may still read.
    var isRead: Bool { hasReader.load(ordering: .relaxed) }

    /// Writes a line, in as many pieces as the reader takes; where the task is cancelled, whatever it takes at once, and the others before
    /// the next line.
    func write(_ line: String) async {
        var bytes = rest.withLock { rest in
            defer { rest = [] }
            return (rest + (line + "\n").utf8)[...]
        }
        while !bytes.isEmpty, isRead {
            switch poll() {
            case .gone: hasReader.store(false, ordering: .relaxed)
            case .free:
                // A pipe that is not full takes so much without waiting.
                let count = bytes.prefix(Int(PIPE_BUF)).withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                if count <= 0 { hasReader.store(false, ordering: .relaxed) }
                bytes = bytes.dropFirst(max(count, 0))
            case .full:
                do { try await Task.sleep(for: .milliseconds(10)) } catch {
                    return rest.withLock { $0 = Array(bytes) }
                }
            }
        }
    }

    /// Writes a line of a stream.
    func write(_ line: StreamLine) async { await write(line.text) }

    private enum Room { case free, full, gone }

    private func poll() -> Room {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard Glibc.poll(&request, 1, 0) > 0 else { return .full }
        let isBroken = request.revents & Int16(POLLERR | POLLNVAL) != 0
        return isBroken ? .gone : .free
    }
}
