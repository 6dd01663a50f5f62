import Glibc

/// What could not be done with a file of this machine, and why.
package struct FileError: Error, Hashable, Sendable {
    /// Why it could not be done.
    package enum Reason: Hashable, Sendable {
        /// A system call's error number.
        case system(Int32)
        /// A pipe or a device where a plain file has to be.
        case notAFile
        /// It has more bytes than these.
        case tooLarge(limit: Int)
        /// Reading it took longer than this.
        case tooSlow(limit: Duration)
    }

    /// What was attempted, as a verb phrase that the path may follow: "read the file".
    package let operation: String
    package let path: String
    package let reason: Reason

    package init(_ operation: String, _ path: String, _ reason: Reason) {
        self.operation = operation
        self.path = path
        self.reason = reason
    }

    /// The error of a system call that has just failed.
    package init(_ operation: String, _ path: String) { self.init(operation, path, .system(errno)) }

    /// The error of a file that is not there and has to be.
    package static func missing(_ path: String) -> FileError {
        FileError("look at the file", path, .system(ENOENT))
    }

    /// The system call's error number, where one failed.
    package var code: Int32? { if case .system(let code) = reason { code } else { nil } }

    /// Whether there is nothing of that name.
    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }

    /// Whether something has the name already.
    package var isTaken: Bool { code == EEXIST }

    /// Whether the disk, or what one may use of it, is full.
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT }

    /// Why, in words.
    package var words: String {
        switch reason {
        case .system(let code): String(cString: strerror(code))
        case .notAFile: "it is no regular file"
        case .tooLarge(let limit): "it has more than \(limit) bytes"
        case .tooSlow(let limit): "it could not be read in \(limit.components.seconds) s"
        }
    }
}

/// Repeats a system call as long as a signal interrupts it.
func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
