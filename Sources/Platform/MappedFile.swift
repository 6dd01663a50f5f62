import Glibc

/// A file's bytes where the kernel has them, to be read without a copy; what is written to the file meanwhile shows in them.
///
/// For files that hone alone writes to: one that another cuts off would take this process with it.
package struct MappedFile: ~Copyable {
    package let bytes: UnsafeRawBufferPointer
    private let path: String
    private let file: OpenFile

    /// Lends the file until `body` ends, and its bytes with it.
    package static func with<Result>(
        _ path: String, _ body: (borrowing MappedFile) throws -> Result
    ) throws -> Result {
        try body(try MappedFile(path: path))
    }

    private init(path: String) throws(FileError) {
        let file = try OpenFile(path, O_RDWR)
        bytes = try Self.mapped(file, path)
        self.path = path
        self.file = file
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

    private static func mapped(
        _ file: borrowing OpenFile, _ path: String
    ) throws(FileError) -> UnsafeRawBufferPointer {
        let count = Int(try file.status().size)
        // The kernel maps nothing of no bytes.
        if count == 0 { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let start = mmap(nil, count, PROT_READ, MAP_SHARED | MAP_POPULATE, file.descriptor, 0)
        guard start != MAP_FAILED else { throw FileError("map the file", path) }
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// Replaces bytes of the file; its length stays.
    ///
    /// By a call and not through the mapping, so that a full disk is an error and not a signal.
    package func write(_ new: [UInt8], at offset: Int) throws(FileError) {
        try file.write(new, at: offset)
    }
}
