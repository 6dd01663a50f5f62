import Git
import Glibc

/// Changes entries of a slot's index in place: other content at paths that it has already.
///
/// What else is in the index after the entries are extensions, which are git's to make again; they go, since the cached trees
/// would name the old content.
struct IndexPatch {
    private var bytes: [UInt8]
    private let path: String
    private static let entriesStart = 12

    /// Brings the index up to date with files that have just been written; returns false, and changes nothing, where only git can.
    static func apply(_ changes: [SlotChange], in site: SlotSite) throws -> Bool {
        guard var patch = try IndexPatch(path: site.state + "/index") else { return false }
        var wanted: [[UInt8]: Entry] = [:]
        for change in changes {
            guard case .file(_, let id?, let executable) = change.content,
                let entry = try Entry(id: id, executable: executable, of: site.slot + "/" + change.path)
            else { return false }
            wanted[Array(change.path.utf8)] = entry
        }
        guard patch.replace(wanted) else { return false }
        try patch.write()
        return true
    }

    /// Reads an index; nil for a version that has no plain names.
    private init?(path: String) throws {
        self.path = path
        bytes = try HostFile.read(path)
        guard bytes.count >= 32, bytes.starts(with: Array("DIRC".utf8)), (2...3).contains(bytes[7]) else {
            return nil
        }
    }

    /// The fixed part of an entry up to its flags, as git stores it.
    private struct Entry {
        private(set) var bytes: [UInt8] = []

        /// Takes the status of the file as it lies there; nil where it is none of that mode.
        init?(id: ObjectID, executable: Bool, of path: String) throws {
            var status = stat()
            guard lstat(path, &status) == 0 else { throw HostFile.failure("look at", path) }
            guard status.st_mode & S_IFMT == S_IFREG, (status.st_mode & S_IXUSR != 0) == executable else {
                return nil
            }
            let words: [UInt64] = [
                UInt64(bitPattern: Int64(status.st_ctim.tv_sec)), UInt64(status.st_ctim.tv_nsec),
                UInt64(bitPattern: Int64(status.st_mtim.tv_sec)), UInt64(status.st_mtim.tv_nsec),
                UInt64(status.st_dev), UInt64(status.st_ino), executable ? 0o100755 : 0o100644,
                UInt64(status.st_uid), UInt64(status.st_gid), UInt64(status.st_size),
            ]
            for word in words {
                withUnsafeBytes(of: UInt32(truncatingIfNeeded: word).bigEndian) {
                    bytes.append(contentsOf: $0)
                }
            }
            bytes.append(contentsOf: id.bytes)
        }
    }

    /// Puts the entries in the places of those with their names and modes; returns false where one has none.
    private mutating func replace(_ wanted: [[UInt8]: Entry]) -> Bool {
        var missing = wanted.count
        let end = bytes.withUnsafeMutableBytes { bytes -> Int? in
            let all = UnsafeRawBufferPointer(bytes)
            let count = UInt32(bigEndian: all.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
            let lengths = Set(wanted.keys.map(\.count))
            var start = Self.entriesStart
            for _ in 0..<count {
                guard let name = Self.name(in: all, at: start) else { return nil }
                if lengths.contains(name.count), let entry = wanted[Array(all[name])] {
                    let mode = start + 24..<start + 28
                    guard all[mode].elementsEqual(entry.bytes[24..<28]) else { return nil }
                    bytes[start..<start + 60].copyBytes(from: entry.bytes)
                    missing -= 1
                }
                start += (name.upperBound - start) / 8 * 8 + 8
            }
            return start
        }
        guard missing == 0, let end, end <= bytes.count - 20 else { return false }
        bytes.removeSubrange(end...)
        return true
    }

    /// Where the name of the entry at `start` stands; nil where the index is cut off.
    private static func name(in bytes: UnsafeRawBufferPointer, at start: Int) -> Range<Int>? {
        guard start + 64 <= bytes.count else { return nil }
        let isExtended = bytes[start + 60] & 0x40 != 0
        let name = start + (isExtended ? 64 : 62)
        let short = Int(bytes[start + 60] & 0x0f) << 8 | Int(bytes[start + 61])
        if short < 0xfff { return name + short < bytes.count ? name..<(name + short) : nil }
        return bytes[name...].firstIndex(of: 0).map { name..<$0 }
    }

    private mutating func write() throws {
        var checksum = SHA1()
        bytes.withUnsafeBytes { checksum.update($0) }
        bytes.append(contentsOf: checksum.finish())
        try HostFile.write(bytes, to: path)
    }
}
