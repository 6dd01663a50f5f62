// A queue only runs the loop that reads here, which Dispatch allows from any thread.
@preconcurrency import Dispatch
import Glibc

extension AsyncStream where Element == [UInt8] {
    /// A line may have so many bytes; of a longer one the rest is dropped.
    private static let longest = 8 << 20

    /// So many lines wait at most; no more is read meanwhile.
    private static let mostWaiting = 16

    /// The lines that come by a descriptor, without their line feeds, until its end.
    static func lines(of descriptor: Int32) -> AsyncStream<[UInt8]> {
        AsyncStream(bufferingPolicy: .bufferingOldest(mostWaiting)) { continuation in
            // Reading waits: a thread of its own, since those of tasks are few.
            DispatchQueue(label: "lines").async {
                var line: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 65536)
                while true {
                    let count = read(descriptor, &buffer, buffer.count)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { break }
                    for piece in buffer[..<count].split(
                        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
                    ).enumerated() {
                        if piece.offset > 0 {
                            while case .dropped = continuation.yield(line) { usleep(10_000) }
                            line = []
                        }
                        line += piece.element.prefix(longest - line.count)
                    }
                }
                while !line.isEmpty, case .dropped = continuation.yield(line) { usleep(10_000) }
                continuation.finish()
            }
        }
    }
}
