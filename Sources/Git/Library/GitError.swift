import Clibgit2

/// What went wrong when the repository was read or written.
///
/// Callers match on `code`; `operation` and `message` are the facts for a report.
package struct GitError: Error, Equatable, CustomStringConvertible {
    /// Why an operation could not be done.
    package enum Code: Hashable, Sendable {
        /// A thing that was named does not exist.
        case notFound
        /// A thing that was to be made is there already.
        case exists
        /// A ref no longer has the value that the caller expected.
        case modified
        /// A lock file stayed in place after all attempts; it may belong to a live process or a dead one.
        case locked(file: String)
        /// A name, path or revision is not well formed.
        case invalidSpec
        /// There is no repository at the path or above it.
        case notARepository
        /// HEAD names a branch that has no commit yet.
        case unbornBranch
        /// A shortened object ID fits several objects.
        case ambiguous
        /// Two changes cannot be combined.
        case conflict
        /// The repository at this path belongs to another user, and git's `safe.directory` does not list it.
        case ownedByOther(path: String)
        /// The repository uses a format that git or libgit2 cannot read: `sha256`, `reftable`, or an extension's name.
        case unsupportedFormat(String)
        /// The disk or the quota is full.
        case noSpace
        /// A file or folder may not be written, or its file system is read-only.
        case notPermitted
        /// The repository has no working tree and the operation needs one.
        case bareRepository
        /// Git does not know who makes the commits.
        case noIdentity
        /// The answer depends on history that a shallow clone does not have.
        case shallow
        /// What somebody else made has more bytes, files or folders than these.
        case tooLarge(limit: Int)
        /// An object or file does not have the form it must have.
        case corrupt
        /// Any other status of libgit2.
        case other(Int32)
    }

    /// What was attempted, as a verb phrase: "read the commit".
    package let operation: String
    /// Why it could not be done.
    package let code: Code
    /// libgit2's class of the error, 0 where the error is our own.
    package let errorClass: Int32
    /// The reason in libgit2's or our words.
    package let message: String

    init(_ operation: String, _ code: Code, _ message: String, errorClass: Int32 = 0) {
        self.operation = operation
        self.code = code
        self.errorClass = errorClass
        self.message = message
    }

    package var description: String { "could not \(operation): \(message)" }
}

/// Returns the status when it is not negative, else throws the error that libgit2 left for this thread.
///
/// Must be called in the expression that made the status: the message is the thread's last one.
@discardableResult
func check(_ status: Int32, _ operation: @autoclosure () -> String) throws(GitError) -> Int32 {
    guard status < 0 else { return status }
    throw GitError(status: status, operation: operation())
}

/// Like `check`, but "not there" is false instead of an error.
func found(_ status: Int32, _ operation: @autoclosure () -> String) throws(GitError) -> Bool {
    if status == GIT_ENOTFOUND.rawValue { return false }
    try check(status, operation())
    return true
}
