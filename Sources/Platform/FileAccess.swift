import Glibc

/// Who may use the files and folders that are made: which mode the kernel is asked for, and what is set beside that once they are there.
package struct FileAccess: Hashable, Sendable {
    /// The bits that a new file is made with, of which the umask takes some.
    private let bits: mode_t
    private let sharing: Sharing

    private enum Sharing: Hashable, Sendable {
        /// As the umask leaves it.
        case none
        /// These bits at least, whatever the umask.
        case least(mode_t)
        /// These bits and no other.
        case exactly(mode_t)
    }

    private init(bits: mode_t, _ sharing: Sharing = .none) {
        self.bits = bits
        self.sharing = sharing
    }

    /// For files of ours alone: others may look where the umask lets them, and never write.
    package static let own = FileAccess(bits: 0o644)

    /// For whomever the umask leaves something.
    package static let umask = FileAccess(bits: 0o666)

    /// These read and write bits at least, whatever the umask is.
    package static func least(_ bits: mode_t) -> FileAccess {
        FileAccess(bits: 0o666, .least(bits & 0o666))
    }

    /// These read and write bits and no other, whatever the umask is.
    package static func exactly(_ bits: mode_t) -> FileAccess {
        FileAccess(bits: 0o666, .exactly(bits & 0o666))
    }

    /// The same for files that may be run.
    package var executable: FileAccess { FileAccess(bits: Self.runnable(bits), sharing) }

    /// The same for files that nobody is to change.
    package var readOnly: FileAccess { FileAccess(bits: bits & 0o444, sharing) }

    /// Whether more is to be done than to make a file.
    package var isShared: Bool { sharing != .none }

    /// What a new file is made with.
    package var file: mode_t { bits }

    /// What a new folder is made with.
    package var folder: mode_t { Self.runnable(bits) }

    /// The mode that something of this mode gets; a folder whose group may use it hands its group on to what is made in it.
    package func mode(of old: mode_t, isFolder: Bool) -> mode_t {
        let (kept, given): (mode_t, mode_t)
        switch sharing {
        case .none: return old
        case .least(let bits): (kept, given) = (old, bits)
        case .exactly(let bits): (kept, given) = (old & ~0o777, bits)
        }
        // What its owner may not write nobody may, and what its owner may run is run by whoever may read it.
        var new = kept | (old & S_IWUSR == 0 ? given & 0o444 : given)
        if old & S_IXUSR != 0 || isFolder { new = Self.runnable(new) }
        if isFolder, new & S_IRWXG != 0 { new |= S_ISGID }
        return new
    }

    private static func runnable(_ bits: mode_t) -> mode_t { bits | (bits & 0o444) >> 2 }

    /// Gives something its mode that was just made; what belongs to somebody else is theirs to give one.
    package func settle(_ path: String) throws(FileError) {
        guard isShared else { return }
        var raw = stat()
        guard lstat(path, &raw) == 0 else { throw FileError("look at the file", path) }
        guard let mode = change(of: raw) else { return }
        guard chmod(path, mode) == 0 else { throw FileError("change the mode of the file", path) }
    }

    /// Gives an open file its mode that was just made; what belongs to somebody else is theirs to give one.
    package func settle(_ descriptor: Int32, _ path: String) throws(FileError) {
        guard isShared else { return }
        var raw = stat()
        guard fstat(descriptor, &raw) == 0 else { throw FileError("look at the file", path) }
        guard let mode = change(of: raw) else { return }
        guard fchmod(descriptor, mode) == 0 else { throw FileError("change the mode of the file", path) }
    }

    /// The mode that is to be set; `nil` where there is nothing to do, or it is not for this user to do.
    private func change(of raw: stat) -> mode_t? {
        let kind = raw.st_mode & S_IFMT
        guard raw.st_uid == geteuid(), kind == S_IFREG || kind == S_IFDIR else { return nil }
        let old = raw.st_mode & 0o7777
        let new = mode(of: old, isFolder: kind == S_IFDIR)
        return new == old ? nil : new
    }
}
