import Clibgit2
import ObjectIDs
import Platform

/// Makes the indexes of packs again that went with the machine's power.
///
/// Recording a step waits for its pack and not for the pack's index, which says nothing that the pack does not. After a power
/// cut the last few may be empty or gone, and git then misses what is in those packs until an index is there again: the first
/// hone after the machine's start makes them, as `git index-pack` would.
enum PackMending {
    private static let bootFile = Machine.startFile

    /// Mends the packs of a repository that hone has written to, once after each start of the machine; returns their names.
    ///
    /// Of those that a process was putting in place when it died, `interrupted`, one that is not whole is taken away: no ref names what was in it.
    static func mend(
        _ context: GitContext, interrupted: [String] = [], bootFile: String = bootFile
    ) throws(GitError) -> [String] {
        let commonDirectory = context.commonDirectory
        let mark = commonDirectory + "hone/boot"
        let folder = commonDirectory + "objects/pack/"
        guard SmallFile.exists(commonDirectory + "hone/packs") else { return [] }
        let boot = try SmallFile.text(bootFile)
        let last = try SmallFile.text(mark)
        guard boot == nil || last != boot else { return [] }
        if last != nil { try LockRecord.removeLocksOfBefore(commonDirectory: commonDirectory) }
        let own = Set(try PackList(context).update { $0 }.map(\.name)).union(interrupted)
        var mended: [String] = []
        for file in try SmallFile.names(in: folder) where file.hasPrefix("pack-") && file.hasSuffix(".pack") {
            let name = String(file.dropLast(".pack".count))
            guard try !isIndexed(folder + name, isOwn: own.contains(name)) else { continue }
            if try index(folder + name, context.fileAccess()) {
                mended.append(name)
            } else if interrupted.contains(name), !isWhole(try SmallFile.read(folder + name + ".pack")) {
                for suffix in [".idx", ".pack"] { try SmallFile.remove(folder + name + suffix) }
            }
        }
        if let boot { try SmallFile.replace(mark, with: Array(boot.utf8), context.fileAccess()) }
        return mended
    }

    /// Whether the pack's index is whole; of packs that are not known to be ours, whether it has anything in it.
    private static func isIndexed(_ path: String, isOwn: Bool) throws(GitError) -> Bool {
        guard let size = SmallFile.size(path + ".idx"), size > 0 else { return false }
        guard isOwn else { return true }
        return isWhole(try SmallFile.read(path + ".idx"))
    }

    /// Writes a pack's index; returns false for a pack that is not whole or has deltas, which no step's pack has.
    private static func index(_ path: String, _ access: FileAccess) throws(GitError) -> Bool {
        let bytes = try SmallFile.read(path + ".pack")
        guard isWhole(bytes), let entries = try entries(of: bytes) else { return false }
        let passing = "\(path).\(ProcessMark.passingName).idx.tmp"
        try SmallFile.remove(passing)
        var file = try HashedFile(path: passing)
        try PackIndex.write(entries, of: Array(bytes.suffix(20)), to: &file)
        _ = try file.finish()
        _ = consume file
        try SmallFile.settle(passing, access)
        try SmallFile.sync(passing)
        try SmallFile.rename(passing, to: path + ".idx")
        return true
    }

    private static func entries(of bytes: [UInt8]) throws(GitError) -> [PackIndex.Entry]? {
        let headerSize = 12
        guard bytes.count > headerSize + 20, bytes.starts(with: Array("PACK".utf8)) else { return nil }
        let count = bytes[8..<headerSize].reduce(0) { $0 << 8 | Int($1) }
        let inflater = try Inflater()
        var entries: [PackIndex.Entry] = []
        var offset = headerSize
        for _ in 0..<count {
            let start = try PackEntry(Array(bytes[offset..<min(offset + 32, bytes.count)]))
            guard let kind = start.kind.whole else { return nil }
            let (content, used) = try inflater.uncompress(
                startOf: bytes[(offset + start.headerSize)...], size: start.size)
            let end = offset + start.headerSize + used
            let entry = PackIndex.Entry(
                id: try ObjectID(naming: content, kind), offset: offset,
                checksum: Compression.checksum(bytes[offset..<end]))
            guard let entry else { return nil }
            entries.append(entry)
            offset = end
        }
        return entries
    }

    /// Whether a file of git's ends in the checksum of what is before.
    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 20 else { return false }
        var hash = SHA1()
        bytes.dropLast(20).withUnsafeBytes { hash.update($0) }
        return hash.finish() == Array(bytes.suffix(20))
    }
}
