import ObjectIDs

/// Puts the entries of several packs into one: copied as they are where they are deltas or compressed already.
///
/// Each whole object becomes a delta to the one in its place in the pack before, where there is a short one (``DeltaBases``). A
/// merge of merges does the same with the first of each, so chains stay short: at most as long as the packs that are merged at
/// once, times the levels.
struct PackMerge: ~Copyable {
    /// What becomes of whole objects that no delta is found for.
    enum Rest {
        /// They are stored as they are so far, and compressed now.
        case compress
        case copy
    }

    private let rest: Rest
    private let inflater: Inflater
    private let deflater: EntryDeflater
    private var bases = DeltaBases()

    init(rest: Rest) throws(GitError) {
        let inflater = try Inflater()
        let deflater = try EntryDeflater()
        self.rest = rest
        self.inflater = inflater
        self.deflater = deflater
    }

    /// Writes a pack of what the packs have, each object once; `target` and `sources` are paths without extensions.
    ///
    /// Returns nil where a pack has entries that cannot be copied, which no pack of this writer's has.
    mutating func write(_ sources: [String], to target: String) throws(GitError) -> (
        name: String, count: Int
    )? {
        let (count, found) = try Self.count(sources)
        var repeated = found
        var writer = try PackWriter(path: target, count: count)
        for path in sources {
            let source = try PackSource(path: path)
            bases.beginGroup()
            for index in source.entries.indices {
                // Of several copies the first: its base, if it is a delta, is in the same pack or one before.
                let id = source.entries[index].id
                if let isWritten = repeated[id] {
                    if isWritten { continue }
                    repeated[id] = true
                }
                let entry = try source.entry(index)
                if entry.kind == .offsetDelta { return nil }
                try add(entry, id, to: &writer)
            }
        }
        return (try writer.finish(), count)
    }

    /// How many names are looked at together: all of a long run's would be the most that a step ever holds.
    private static let namesTogether = 1 << 14

    /// Counts the objects of packs, each once, and lists those that several have, as not written yet.
    private static func count(_ sources: [String]) throws(GitError) -> (Int, [ObjectID: Bool]) {
        var all = 0
        for source in sources { all += try PackIndex.count(in: source + ".idx") }
        let parts = min(256, all / namesTogether + 1)
        var repeated: [ObjectID: Bool] = [:]
        var count = 0
        for part in 0..<parts {
            var some: [ObjectID] = []
            for source in sources {
                let names = try PackIndex.objects(in: source + ".idx")
                some += parts == 1 ? names : names.filter { Int($0.firstByte) * parts >> 8 == part }
            }
            some.sort()
            for index in some.indices {
                if index > 0, some[index] == some[index - 1] {
                    repeated[some[index]] = false
                } else {
                    count += 1
                }
            }
        }
        return (count, repeated)
    }

    private mutating func add(
        _ entry: PackEntry, _ id: ObjectID, to writer: inout PackWriter
    ) throws(GitError) {
        guard let place = bases.nextPlace(for: entry.kind, size: entry.size) else {
            return try addWhole(entry, id, nil, to: &writer)
        }
        let content = try inflater.uncompress(entry.compressed, size: entry.size)
        guard let (base, delta) = bases.delta(at: place, id, content) else {
            return try addWhole(entry, id, content, to: &writer)
        }
        try writer.add(
            id, .namedDelta, size: delta.bytes.count,
            compressed: base.bytes + deflater.compress(delta.bytes, .namedDelta))
    }

    private func addWhole(
        _ entry: PackEntry, _ id: ObjectID, _ content: [UInt8]?, to writer: inout PackWriter
    ) throws(GitError) {
        guard rest == .compress, entry.kind != .namedDelta else { return try writer.add(id, entry.bytes) }
        var bytes = content ?? []
        if content == nil { bytes = try inflater.uncompress(entry.compressed, size: entry.size) }
        try writer.add(id, entry.kind, size: entry.size, compressed: deflater.compress(bytes, entry.kind))
    }
}
