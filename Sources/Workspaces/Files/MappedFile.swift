import Glibc

/// A file's bytes where the kernel has them, to be read without a copy; what is written to the file meanwhile shows in them.
///
/// For files that hone alone writes to: one that another cuts off would take this process with it.
struct MappedFile: ~Copyable {
    let path: String
    let bytes: UnsafeRawBufferPointer
    private let descriptor: Int32

    /// Lends the file until `body` ends, and its bytes with it.
    static func with<Result>(
        _ path: String, _ body: (borrowing MappedFile) throws -> Result
    ) throws -> Result {
        try body(try MappedFile(path: path))
    }

    private init(path: String) throws {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw HostFile.failure("open", path) }
        do {
            bytes = try Self.mapped(descriptor, path)
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        close(descriptor)
    }

    private static func mapped(_ descriptor: Int32, _ path: String) throws -> UnsafeRawBufferPointer {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw HostFile.failure("look at", path) }
        let count = Int(status.st_size)
        // The kernel maps nothing of no bytes.
        if count == 0 { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let start = mmap(nil, count, PROT_READ, MAP_SHARED | MAP_POPULATE, descriptor, 0)
        guard start != MAP_FAILED else { throw HostFile.failure("map", path) }
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// Replaces bytes of the file; its length stays.
    ///
    /// By a call and not through the mapping, so that a full disk is an error and not a signal.
    func write(_ new: [UInt8], at offset: Int) throws {
        guard pwrite(descriptor, new, new.count, off_t(offset)) == new.count else {
            throw HostFile.failure("write", path)
        }
    }
}
