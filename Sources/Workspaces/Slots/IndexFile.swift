import Platform

/// A git index, read: what hone last put into a slot, and the status each file had then.
struct IndexFile {
    struct Entry: Hashable {
        let mode: UInt32
        /// Counts the entries from zero in the index, where two may have one name as text.
        let position: Int
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
                    && changeSeconds == UInt32(truncatingIfNeeded: status.changed.seconds)
                    && changeNanoseconds == UInt32(truncatingIfNeeded: status.changed.nanoseconds)
                : false
        }
    }

    let entries: [String: Entry]
    /// How many entries the index has.
    let count: Int
    /// Every folder that has a file of the index in it, at any depth.
    let folders: Set<String>

    init(path: String) throws {
        self = try MappedFile.with(path) { file in
            guard let found = IndexBytes(file.bytes).flatMap(IndexFile.init) else {
                throw WorkspaceError.damagedIndex(path)
            }
            return found
        }
    }

    private init?(_ index: IndexBytes) {
        var entries: [String: Entry] = [:]
        entries.reserveCapacity(index.count)
        var folders: Set<String> = []
        var folder: Range<Int> = 0..<0
        var position = 0
        let end = index.visitEntries { start, name in
            entries[index.text(name)] = Entry(
                mode: index.word(start + 24), position: position, inode: index.word(start + 20),
                size: index.word(start + 36), changeSeconds: index.word(start),
                changeNanoseconds: index.word(start + 4))
            position += 1
            // The files of a folder stand together.
            let own = index.folder(of: name)
            guard !index.bytes[own].elementsEqual(index.bytes[folder]) else { return }
            folder = own
            Self.insert(index.text(own), into: &folders)
        }
        guard end != nil else { return nil }
        self.entries = entries
        self.folders = folders
        count = index.count
    }

    private static func insert(_ folder: String, into folders: inout Set<String>) {
        var rest = folder[...]
        while !rest.isEmpty, folders.insert(String(rest)).inserted {
            rest = rest[..<(rest.utf8.lastIndex(of: UInt8(ascii: "/")) ?? rest.startIndex)]
        }
    }
}
