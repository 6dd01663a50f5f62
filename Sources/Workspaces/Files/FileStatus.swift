import Glibc

/// What `lstat` says of a path.
struct FileStatus: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case file, folder, link, other }

    let kind: Kind
    let isExecutable: Bool
    /// The bits that `chmod` sets.
    let permissions: UInt32
    let inode: UInt64
    let size: Int64
    let modifiedSeconds: Int64
    /// The last change of content or status, which no program can set back.
    let changeSeconds: Int64
    let changeNanoseconds: Int64

    init(_ raw: stat) {
        switch raw.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        permissions = raw.st_mode & 0o7777
        isExecutable = raw.st_mode & S_IXUSR != 0
        inode = UInt64(raw.st_ino)
        size = Int64(raw.st_size)
        modifiedSeconds = Int64(raw.st_mtim.tv_sec)
        changeSeconds = Int64(raw.st_ctim.tv_sec)
        changeNanoseconds = Int64(raw.st_ctim.tv_nsec)
    }
}
