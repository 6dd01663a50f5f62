import Glibc

/// What the system says of a file, folder or link.
package struct FileStatus: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case file, folder, link, other }

    package let kind: Kind
    /// Whether its owner may run it.
    package let isExecutable: Bool
    /// The bits that `chmod` sets.
    package let permissions: UInt32
    /// The user that it belongs to.
    package let user: UInt32
    /// The group that it belongs to.
    package let group: UInt32
    package let device: UInt64
    package let inode: UInt64
    package let size: Int64
    /// The last change of content; a program may set any.
    package let modified: Time
    /// The last change of content or status, which no program can set back.
    package let changed: Time

    /// A time as the file system keeps it.
    package struct Time: Hashable, Sendable {
        package let seconds: Int64
        package let nanoseconds: Int64

        /// Nanoseconds since 1970; a time that is too far away for that wraps around, and is told apart from others all the same.
        package var sinceEpoch: Int64 { seconds &* 1_000_000_000 &+ nanoseconds }

        init(_ raw: timespec) { (seconds, nanoseconds) = (Int64(raw.tv_sec), Int64(raw.tv_nsec)) }
    }

    init(_ raw: stat) {
        switch raw.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        permissions = raw.st_mode & 0o7777
        isExecutable = raw.st_mode & S_IXUSR != 0
        user = raw.st_uid
        group = raw.st_gid
        device = UInt64(raw.st_dev)
        inode = UInt64(raw.st_ino)
        size = Int64(raw.st_size)
        modified = Time(raw.st_mtim)
        changed = Time(raw.st_ctim)
    }
}
