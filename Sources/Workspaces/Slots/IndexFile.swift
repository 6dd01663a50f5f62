/// A git index, read: what hone last put into a slot, and the status each file had then.
///
/// The format is git's own (`gitformat-index`), versions 2 and 3, which are what git writes unless it is told otherwise.
struct IndexFile {
    struct Entry: Hashable {
        let mode: UInt32
        fileprivate let inode: UInt32
        fileprivate let size: UInt32
        fileprivate let changeSeconds: UInt32
        fileprivate let changeNanoseconds: UInt32

        var isLink: Bool { mode == 0o120000 }
        var isSubmodule: Bool { mode == 0o160000 }
        var isExecutable: Bool { mode == 0o100755 }

        /// Tells whether the file is as it was: by inode, size, mode and the time of the last status change.
        func isUnchanged(_ status: FileStatus) -> Bool {
            guard status.kind == (isLink ? .link : .file) else { return false }
            return isLink || status.isExecutable == isExecutable
                ? inode == UInt32(truncatingIfNeeded: status.inode)
                    && size == UInt32(truncatingIfNeeded: status.size)
                    && changeSeconds == UInt32(truncatingIfNeeded: status.changeSeconds)
                    && changeNanoseconds == UInt32(truncatingIfNeeded: status.changeNanoseconds)
                : false
        }
    }

    let entries: [String: Entry]
    /// Every folder that has a file of the index in it, at any depth.
    let folders: Set<String>

    init(path: String) throws {
        let bytes = try HostFile.read(path)
        entries = try bytes.withUnsafeBytes { try Self.entries(in: $0, path) }
        folders = Self.folders(of: entries.keys)
    }

    private static func entries(in bytes: UnsafeRawBufferPointer, _ path: String) throws -> [String: Entry] {
        func word(_ offset: Int) -> UInt32 {
            UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        guard bytes.count >= 32, word(0) == 0x4449_5243, (2...3).contains(word(4)) else {
            throw WorkspaceError.file(operation: "read the index", path: path, code: 0)
        }
        var entries: [String: Entry] = [:]
        entries.reserveCapacity(Int(word(8)))
        var start = 12
        for _ in 0..<word(8) {
            guard start + 64 <= bytes.count else {
                throw WorkspaceError.file(operation: "read the index", path: path, code: 0)
            }
            let isExtended = bytes[start + 60] & 0x40 != 0
            let name = start + (isExtended ? 64 : 62)
            let end = bytes[name...].firstIndex(of: 0) ?? bytes.endIndex
            entries[String(decoding: bytes[name..<end], as: UTF8.self)] = Entry(
                mode: word(start + 24), inode: word(start + 20), size: word(start + 36),
                changeSeconds: word(start), changeNanoseconds: word(start + 4))
            // Padded with one to eight zeros to a multiple of eight.
            start += (end - start) / 8 * 8 + 8
        }
        return entries
    }

    private static func folders(of paths: some Sequence<String>) -> Set<String> {
        var folders: Set<String> = []
        for path in paths {
            var rest = path[...]
            while let slash = rest.lastIndex(of: "/") {
                rest = rest[..<slash]
                guard folders.insert(String(rest)).inserted else { break }
            }
        }
        return folders
    }
}
