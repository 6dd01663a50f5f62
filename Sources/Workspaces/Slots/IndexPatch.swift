import Git
import ObjectIDs
import Platform

/// Changes a slot's index in place: other content at paths that it has already.
///
/// No entry changes its length, so nothing moves: the entries are overwritten, then the IDs of the folders' trees above them,
/// then the checksum. A move that is killed between has marked the slot, which is rebuilt with its index.
struct IndexPatch {
    private struct Place {
        let offset: Int
        let bytes: [UInt8]
    }

    private let index: IndexBytes
    private var places: [Place] = []

    /// Brings the index up to date with files that have just been written; returns false, and changes nothing, where only git can.
    ///
    /// `trees` are the trees of the folders above them, by path.
    static func apply(
        _ changes: [SlotChange], trees: [String: ObjectID], in site: SlotSite
    ) throws -> Bool {
        try MappedFile.with(site.index) { file in
            guard let index = IndexBytes(file.bytes) else { return false }
            var patch = IndexPatch(index: index)
            guard let end = try patch.replaceEntries(changes, in: site),
                patch.replaceTrees(trees, from: end)
            else { return false }
            for place in patch.places { try file.write(place.bytes, at: place.offset) }
            let first = patch.places.map(\.offset).min() ?? end
            try IndexChecksum.renew(file, from: first, memory: site.indexProgress)
            return true
        }
    }

    private init(index: IndexBytes) { self.index = index }

    /// Plans an entry for each change; returns where the entries end, and nil where one is not there or is of another kind.
    private mutating func replaceEntries(_ changes: [SlotChange], in site: SlotSite) throws -> Int? {
        let wanted = changes.map { (name: Array($0.path.utf8), change: $0) }
            .sorted { $0.name.lexicographicallyPrecedes($1.name) }
        // In one piece, with numbers beside it: a comparison per entry must not count references.
        let names = wanted.flatMap(\.name)
        let lengths = wanted.map(\.name.count) + [-1]
        var (next, nameStart) = (0, 0)
        let end = try names.withUnsafeBytes { names in
            try index.visitEntries { start, name in
                let length = lengths[next]
                guard name.count == length, index.has(names[nameStart..<nameStart + length], at: name) else {
                    return
                }
                if let bytes = try Self.entry(of: wanted[next].change, in: site) {
                    places.append(Place(offset: start, bytes: bytes))
                }
                nameStart += length
                next += 1
            }
        }
        return places.count == changes.count ? end : nil
    }

    /// Plans the IDs of trees; returns false where an extension is there that the change might contradict.
    private mutating func replaceTrees(_ trees: [String: ObjectID], from end: Int) -> Bool {
        guard let extensions = index.extensions(from: end) else { return false }
        for (name, content) in extensions {
            switch name {
            case 0x5452_4545:  // TREE
                guard let cached = CachedTrees(index.bytes, at: content) else { return false }
                for (folder, id) in trees {
                    guard let offset = cached.places[folder] else { continue }
                    places.append(Place(offset: offset, bytes: id.bytes))
                }
            case 0x454f_4945, 0x4945_4f54: break  // EOIE and IEOT say where entries begin and end.
            default: return false
            }
        }
        return true
    }

    /// The fixed part of an entry, as git stores it, with the status of the file as it lies there; nil where it is none of that kind.
    private static func entry(of change: SlotChange, in site: SlotSite) throws -> [UInt8]? {
        guard let (id, mode) = change.entry, mode != .submodule else { return nil }
        let path = site.slot + "/" + change.path
        guard let status = try HostFile.status(path) else {
            throw FileError.missing(path)
        }
        let found: FileMode? =
            switch status.kind {
            case .file: status.isExecutable ? .executable : .file
            case .link: .symbolicLink
            case .folder, .other: nil
            }
        guard found == mode else { return nil }
        let words: [UInt64] = [
            UInt64(bitPattern: status.changed.seconds), UInt64(bitPattern: status.changed.nanoseconds),
            UInt64(bitPattern: status.modified.seconds), UInt64(bitPattern: status.modified.nanoseconds),
            status.device, status.inode, UInt64(mode.rawValue), UInt64(status.user), UInt64(status.group),
            UInt64(bitPattern: status.size),
        ]
        return words.flatMap { word in
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: word).bigEndian) { Array($0) }
        } + id.bytes
    }
}
