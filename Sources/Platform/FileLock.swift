import Glibc

/// A lock that the kernel keeps on an open file, for one holder on this machine: it goes with its process, however that ends.
///
/// It belongs to the open file, not to the process (fcntl(2), "open file description locks"): two holders in one process are two,
/// and whether it is held can be asked without taking it for even a moment.
package struct FileLock: ~Copyable, Sendable {
    private let file: OpenFile

    /// Takes the lock of a file, or returns `nil` where another holder has it; makes the file where there is none.
    package init?(trying path: String, access: FileAccess = .own) throws(FileError) {
        let file = try OpenFile(path, O_RDWR | O_CREAT, access: access)
        var wanted = Self.range(F_WRLCK)
        guard fcntl(file.descriptor, Self.take, &wanted) == 0 else {
            guard errno == EAGAIN || errno == EACCES else { throw FileError("lock the file", path) }
            return nil
        }
        self.file = file
    }

    /// Waits for the lock of a file, and with it this thread; makes the file where there is none.
    package init(waitingFor path: String, access: FileAccess = .own) throws(FileError) {
        let file = try OpenFile(path, O_RDWR | O_CREAT, access: access)
        let descriptor = file.descriptor
        var wanted = Self.range(F_WRLCK)
        guard uninterrupted({ fcntl(descriptor, Self.wait, &wanted) }) == 0 else {
            throw FileError("lock the file", path)
        }
        self.file = file
    }

    deinit {
        // A child that another thread is just starting has the descriptor too, until it becomes another program: closing would not do.
        var free = Self.range(F_UNLCK)
        _ = fcntl(file.descriptor, Self.take, &free)
    }

    /// Writes into the file who holds the lock.
    package func tell(_ text: String) throws(FileError) { try file.replaceContent(with: Array(text.utf8)) }

    /// Tells whether somebody holds the lock of a file.
    package static func isHeld(_ path: String) throws(FileError) -> Bool {
        let file: OpenFile
        do {
            file = try OpenFile(path, O_RDONLY)
        } catch {
            guard error.isMissing else { throw error }
            return false
        }
        var found = range(F_WRLCK)
        guard fcntl(file.descriptor, ask, &found) == 0 else { throw FileError("look at the lock", path) }
        return found.l_type != Int16(F_UNLCK)
    }

    // F_OFD_GETLK, F_OFD_SETLK and F_OFD_SETLKW of Linux, which Glibc's module leaves out.
    private static let ask: Int32 = 36
    private static let take: Int32 = 37
    private static let wait: Int32 = 38

    /// All of the file.
    private static func range(_ type: Int32) -> flock {
        var lock = flock()
        lock.l_type = Int16(type)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }
}
