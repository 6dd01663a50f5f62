import Glibc

/// A file that is open, until the end of this value's life; what it starts does not inherit it.
///
/// Calls that a signal interrupts are made again, and what a call left over is read or written by another. A pipe is refused, and not waited for: whoever
/// put one in the place of a file would hold this program for ever.
package struct OpenFile: ~Copyable, Sendable {
    /// The kernel's number of it, for calls that are made elsewhere.
    package let descriptor: Int32
    private let path: String

    /// Opens a file; `flags` are those of open(2), and `access` is of a file that is made.
    package init(_ path: String, _ flags: Int32, access: FileAccess = .own) throws(FileError) {
        try self.init(
            opened: uninterrupted { open(path, flags | O_CLOEXEC | O_NONBLOCK, access.file) }, path,
            isMade: flags & O_CREAT != 0, access)
    }

    /// Opens what has a name in an open folder.
    package init(
        _ name: String, in folder: borrowing OpenFile, _ flags: Int32, access: FileAccess = .own
    ) throws(FileError) {
        let parent = folder.descriptor
        try self.init(
            opened: uninterrupted { openat(parent, name, flags | O_CLOEXEC | O_NONBLOCK, access.file) },
            folder.path + "/" + name, isMade: flags & O_CREAT != 0, access)
    }

    /// Takes what open(2) returned.
    private init(opened descriptor: Int32, _ path: String, isMade: Bool, _ access: FileAccess)
        throws(FileError)
    {
        self.init(owning: descriptor, named: path)
        guard descriptor >= 0 else {
            // A pipe that nobody reads, or a socket.
            throw errno == ENXIO
                ? FileError("open the file", path, .notAFile) : FileError("open the file", path)
        }
        var raw = stat()
        guard fstat(descriptor, &raw) == 0 else { throw FileError("look at the file", path) }
        guard raw.st_mode & S_IFMT != S_IFIFO else { throw FileError("open the file", path, .notAFile) }
        if isMade { try access.settle(descriptor, path) }
    }

    private init(owning descriptor: Int32, named path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Opens a new file that has no name and goes with this value.
    package static func unnamed() throws(FileError) -> OpenFile {
        guard let stream = tmpfile() else { throw FileError("make", "a temporary file") }
        defer { fclose(stream) }
        let descriptor = fcntl(fileno(stream), F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { throw FileError("open", "a temporary file") }
        return OpenFile(owning: descriptor, named: "a temporary file")
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// What the file is.
    package func status() throws(FileError) -> FileStatus {
        var raw = stat()
        guard fstat(descriptor, &raw) == 0 else { throw FileError("look at the file", path) }
        return FileStatus(raw)
    }

    /// Reads on from where the last read ended; at most `count` bytes, and none at the end.
    package func next(_ count: Int) throws(FileError) -> [UInt8] {
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            got = uninterrupted { read(descriptor, buffer.baseAddress, count) }
            filled = max(0, got)
        }
        guard got >= 0 else { throw FileError("read the file", path) }
        return bytes
    }

    /// Reads on to the end, or until there are `limit` bytes.
    package func rest(limit: Int = .max) throws(FileError) -> [UInt8] {
        // Most files are small, and a large buffer takes longer to make than they to read.
        var bytes = try next(min(4_096, limit))
        guard bytes.count == 4_096 else { return bytes }
        bytes.reserveCapacity(min(Int(try status().size) + 1, limit))
        while bytes.count < limit {
            let more = try next(min(1 << 20, limit - bytes.count))
            guard !more.isEmpty else { break }
            bytes += more
        }
        return bytes
    }

    /// Goes back to the beginning.
    package func rewind() throws(FileError) {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileError("read the file", path) }
    }

    /// Writes all of the bytes, from where the last write ended.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        try all(of: bytes.count) { done in
            Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        }
    }

    /// Writes all of the bytes, from where the last write ended.
    package func write(_ bytes: [UInt8]) throws(FileError) {
        try all(of: bytes.count) { done in
            bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        }
    }

    /// Writes all of the bytes at a place of the file.
    package func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
        guard writeWhole(bytes, to: descriptor, at: offset) else { throw FileError("write the file", path) }
    }

    /// Calls `write` with what was written before, until that is all.
    private func all(of count: Int, _ write: (_ done: Int) -> Int) throws(FileError) {
        var done = 0
        while done < count {
            let more = uninterrupted { write(done) }
            guard more > 0 else { throw FileError("write the file", path) }
            done += more
        }
    }

    /// Makes the bytes all that the file has.
    package func replaceContent(with bytes: [UInt8]) throws(FileError) {
        try rewind()
        try write(bytes)
        guard ftruncate(descriptor, off_t(bytes.count)) == 0 else { throw FileError("write the file", path) }
    }

    /// Returns once what was written, or a folder's names, are on the disk.
    package func sync() throws(FileError) {
        guard uninterrupted({ fsync(descriptor) }) == 0 else { throw FileError("sync the file", path) }
    }
}

/// Writes all of the bytes at a place of a file, however the kernel parts them; returns false, with `errno` saying why, where it could not.
///
/// A write that was cut short says only the next time what cut it: a full disk, a limit on the size of files.
package func writeWhole(_ bytes: [UInt8], to descriptor: Int32, at offset: Int) -> Bool {
    var done = 0
    while done < bytes.count {
        let more = bytes[done...].withUnsafeBytes {
            pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done))
        }
        if more < 0, errno == EINTR { continue }
        guard more > 0 else {
            if more == 0 { errno = EIO }
            return false
        }
        done += more
    }
    return true
}
