import Clibgit2
import Glibc
import Platform

extension GitError {
    /// Makes the error for a negative libgit2 status, with the message of the calling thread.
    init(status: Int32, operation: String) {
        let last = git_error_last()?.pointee
        let message = last.flatMap { $0.message.map { String(cString: $0) } } ?? "no further explanation"
        let code = Code(status: status, message: message)
        self.init(operation, code, message, errorClass: last?.klass ?? 0)
    }

    /// Makes the error for a file that could not be read or written.
    init(_ error: FileError) {
        let code = error.code.map { Code(errorNumber: $0) } ?? .corrupt
        self.init(error.operation, code, "\(error.path): \(error.words)")
    }

    /// Makes the error for a system call that has just set `errno`.
    init(systemCall operation: String, path: String, errorNumber: Int32 = errno) {
        let reason = String(cString: strerror(errorNumber))
        self.init(operation, Code(errorNumber: errorNumber), "\(path): \(reason)")
    }
}

extension GitError.Code {
    fileprivate init(status: Int32, message: String) {
        switch status {
        case GIT_ENOTFOUND.rawValue: self = .notFound
        case GIT_EEXISTS.rawValue: self = .exists
        case GIT_EMODIFIED.rawValue: self = .modified
        case GIT_ELOCKED.rawValue: self = .locked(file: "")
        case GIT_EINVALIDSPEC.rawValue, GIT_EINVALID.rawValue: self = .invalidSpec
        case GIT_EUNBORNBRANCH.rawValue: self = .unbornBranch
        case GIT_EAMBIGUOUS.rawValue: self = .ambiguous
        case GIT_ECONFLICT.rawValue, GIT_EMERGECONFLICT.rawValue: self = .conflict
        case GIT_EBAREREPO.rawValue: self = .bareRepository
        default: self = Self(reason: message) ?? .other(status)
        }
    }

    /// libgit2 tells a system call's reason in its message alone.
    private init?(reason message: String) {
        if message.contains("No space left on device") || message.contains("Disk quota exceeded") {
            self = .noSpace
        } else if message.contains("Permission denied") || message.contains("Read-only file system") {
            self = .notPermitted
        } else if let format = Self.text(after: "unsupported extension name extensions.", in: message) {
            self = .unsupportedFormat(format)
        } else if let version = Self.text(after: "unsupported repository version ", in: message) {
            self = .unsupportedFormat("version \(version)")
        } else {
            return nil
        }
    }

    private static func text(after start: String, in message: String) -> String? {
        guard message.hasPrefix(start) else { return nil }
        return message.dropFirst(start.count).split(whereSeparator: { " .;".contains($0) }).first.map(
            String.init)
    }

    fileprivate init(errorNumber: Int32) {
        switch errorNumber {
        case ENOSPC, EDQUOT: self = .noSpace
        case EACCES, EPERM, EROFS: self = .notPermitted
        case ENOENT, ENOTDIR: self = .notFound
        case EEXIST: self = .exists
        default: self = .other(errorNumber)
        }
    }
}
