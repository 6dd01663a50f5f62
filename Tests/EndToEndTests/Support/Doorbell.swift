import Foundation
import TestSupport

/// A named pipe through which an evaluator's command says where it is, or is told to go on: no test has to sleep.
final class Doorbell {
    let path: String
    private let descriptor: Int32

    /// Makes the pipe at a path.
    init(at path: String) throws {
        self.path = path
        guard mkfifo(path, 0o666) == 0 else { throw TestProcess.Failure(description: "mkfifo '\(path)'") }
        // Open for both, so that neither side waits for the other to open.
        descriptor = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw TestProcess.Failure(description: "open '\(path)'") }
    }

    deinit { close(descriptor) }

    /// Waits until somebody has written a line; throws where nobody ever does.
    func wait() throws {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        repeat {
            guard poll(&request, 1, Int32(Deadline.usual.components.seconds) * 1000) == 1 else {
                throw TestProcess.Failure(description: "nobody wrote to '\(path)'")
            }
            guard read(descriptor, &byte, 1) == 1 else { continue }
        } while byte != UInt8(ascii: "\n")
    }

    /// Lets one reader of a line go on.
    func ring() { _ = write(descriptor, "\n", 1) }

    /// Has it take no more than a page that nobody has read.
    func shrink() throws {
        // F_SETPIPE_SZ of Linux, which Glibc's module leaves out.
        guard fcntl(descriptor, 1031, 4096) >= 0 else {
            throw TestProcess.Failure(description: "shrink '\(path)'")
        }
    }

    /// Reads until a line ends with a text, and returns all that was read; throws where none ever does.
    func readText(to end: String) throws -> String {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !bytes.suffix(end.utf8.count + 1).elementsEqual((end + "\n").utf8) {
            guard poll(&request, 1, Int32(Deadline.usual.components.seconds) * 1000) == 1 else {
                throw TestProcess.Failure(description: "nobody wrote '\(end)' to '\(path)'")
            }
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 { bytes += buffer[..<count] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
