import Glibc
import Operations

/// A file that a command was told to write.
struct OutputFile {
    /// As it was named.
    let name: String
    private let path: String

    /// - Parameter directory: where relative names begin.
    init(_ name: String, in directory: String) {
        self.name = name
        path = name.hasPrefix("/") ? name : directory + "/" + name
    }

    /// Returns the first bytes of what is there, or `nil` where there is nothing.
    func beginning(bytes count: Int) throws -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw failure("read") }
            return nil
        }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: count)
        let length = read(descriptor, &buffer, count)
        guard length >= 0 else { throw failure("read") }
        return Array(buffer.prefix(length))
    }

    /// Writes the file whole: whoever reads it meanwhile sees the old one or the new one.
    func write(_ text: String) throws {
        let draft = path + ".hone-new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("write") }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let problem = failure("write")
                unlink(draft)
                throw problem
            }
            rest = rest.dropFirst(count)
        }
        guard rename(draft, path) == 0 else { throw failure("write") }
    }

    private func failure(_ verb: String) -> ErrorReport {
        ErrorReport(what: "Cannot \(verb) '\(name)'", causes: [String(cString: strerror(errno))])
    }
}
