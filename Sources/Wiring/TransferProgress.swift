import Glibc
import Synchronization
import Text

/// Git's own progress over a network, shown where somebody looks: its meters, and what the remote says; not its list of refs.
final class TransferProgress: Sendable {
    private let rest = Mutex<[UInt8]>([])

    /// Whether standard error is a terminal.
    static var isShown: Bool { isatty(STDERR_FILENO) == 1 }

    /// Takes what git wrote, whose lines may come in parts, and writes what is to be seen of it.
    func take(_ bytes: [UInt8]) {
        let shown = rest.withLock { rest in
            rest += bytes
            let (lines, left) = Self.lines(of: rest)
            rest = left.count > 1 << 16 ? [] : left
            return lines.filter(Self.isProgress).joined()
        }
        let output = Array(shown.utf8)
        _ = write(STDERR_FILENO, output, output.count)
    }

    /// Whole lines, each with its end: a line feed, or the carriage return of a meter; and what has no end yet.
    static func lines(of bytes: [UInt8]) -> (lines: [String], rest: [UInt8]) {
        var lines: [String] = []
        var start = bytes.startIndex
        for index in bytes.indices where [10, 13].contains(bytes[index]) {
            let text = ShownText(line: String(decoding: bytes[start..<index], as: UTF8.self)).text
            lines.append(text + (bytes[index] == 13 ? "\r" : "\n"))
            start = index + 1
        }
        return (lines, Array(bytes[start...]))
    }

    static func isProgress(_ line: String) -> Bool {
        line.contains("% (") || line.hasPrefix("remote: ")
    }
}
