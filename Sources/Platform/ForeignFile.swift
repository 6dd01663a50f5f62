import Glibc

/// A file that others made, and may have made anything of: reading it follows no link, waits for nobody, and takes no more memory
/// than was said.
package struct ForeignFile: ~Copyable {
    /// What was read of a file.
    package struct Content: Hashable, Sendable {
        /// From the file's beginning.
        package let bytes: [UInt8]
        /// Bytes that the file has.
        package let size: Int
    }

    /// Whether a link at the path itself is followed: where its owner may well have put one.
    package enum Links: Hashable, Sendable { case refused, followed }

    private let file: OpenFile
    private let path: String
    /// Bytes that the file had when it was opened.
    package let size: Int

    private init(_ path: String, _ links: Links) throws(FileError) {
        // Non-blocking: opening a pipe would wait for its writer.
        let file = try OpenFile(path, O_RDONLY | O_NONBLOCK | (links == .refused ? O_NOFOLLOW : 0))
        let status = try file.status()
        guard status.kind == .file else {
            throw FileError("read the file", path, status.kind == .folder ? .system(EISDIR) : .notAFile)
        }
        self.file = file
        self.path = path
        size = Int(status.size)
    }

    /// Lends a regular file until `body` ends; `nil` where there is none that can be read.
    package static func with<Result>(
        _ path: String, _ body: (borrowing ForeignFile) throws(FileError) -> Result
    ) -> Result? {
        do {
            return try body(try ForeignFile(path, .refused))
        } catch {
            return nil
        }
    }

    /// Reads a file's beginning, at most `limit` bytes.
    package static func beginning(of path: String, limit: Int) -> Result<Content, FileError> {
        Result { () throws(FileError) in try ForeignFile(path, .refused).beginning(limit) }
    }

    /// Reads all of a file that has no more than `limit` bytes.
    package static func read(
        _ path: String, links: Links = .refused, limit: Int
    ) -> Result<[UInt8], FileError> {
        Result { () throws(FileError) in
            let content = try ForeignFile(path, links).beginning(min(limit, .max - 1) + 1)
            guard content.bytes.count <= limit else {
                throw FileError("read the file", path, .tooLarge(limit: limit))
            }
            return content.bytes
        }
    }

    /// Reads the file's beginning, at most `limit` bytes.
    package func beginning(_ limit: Int) throws(FileError) -> Content {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(size, limit))
        try read { chunk in
            bytes += chunk.prefix(limit - bytes.count)
            return bytes.count < limit
        }
        return Content(bytes: bytes, size: max(size, bytes.count))
    }

    /// Bytes that are read at once.
    private static let chunk = 1 << 16
    /// How long reading a file may take: one of a network that is gone, or that a program serves byte by byte.
    private static let patience = Duration.seconds(60)

    /// Passes the file from its beginning, part by part, until `body` says that it has enough.
    package func read(_ body: (ArraySlice<UInt8>) -> Bool) throws(FileError) {
        try file.rewind()
        let start = ContinuousClock.now
        while true {
            let part = try file.next(Self.chunk)
            guard !part.isEmpty, body(part[...]) else { return }
            guard start.duration(to: .now) < Self.patience else {
                throw FileError("read the file", path, .tooSlow(limit: Self.patience))
            }
        }
    }
}
