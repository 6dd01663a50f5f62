import ObjectIDs

/// Writes the objects of several steps, which are in memory, into one pack.
///
/// As with ``PackMerge``, a chain of deltas begins anew every sixteen steps, at a delta to the beginning of the chain before, so a
/// chain is no longer than the count of both.
struct FramesPack: ~Copyable {
    private static let chainLength = 16

    private let deflater: EntryDeflater
    private var bases = DeltaBases()
    /// Those at the beginning of the chain.
    private var leading = DeltaBases()

    init() throws(GitError) { deflater = try EntryDeflater() }

    /// Writes the pack and returns its name; `path` is without extensions.
    mutating func write(
        _ frames: [ArraySlice<ObjectID>], of objects: [ObjectID: StagingArea.Object], to path: String
    ) throws(GitError) -> String {
        var writer = try PackWriter(path: path, count: frames.reduce(0) { $0 + $1.count })
        for (number, frame) in frames.enumerated() {
            let isLeading = number % Self.chainLength == 0
            if isLeading { bases = leading }
            bases.beginGroup()
            for id in frame {
                guard let object = objects[id] else { preconditionFailure("a staged object has its content") }
                try add(id, object, to: &writer)
            }
            if isLeading { leading = bases }
        }
        return try writer.finish()
    }

    private mutating func add(
        _ id: ObjectID, _ object: StagingArea.Object, to writer: inout PackWriter
    ) throws(GitError) {
        let kind = PackEntry.Kind(object.kind)
        let place = bases.nextPlace(for: kind, size: object.bytes.count)
        guard let (base, delta) = place.flatMap({ bases.delta(at: $0, id, object.bytes) }) else {
            let compressed = try deflater.compress(object.bytes, kind)
            return try writer.add(id, kind, size: object.bytes.count, compressed: compressed)
        }
        try writer.add(
            id, .namedDelta, size: delta.bytes.count,
            compressed: base.bytes + deflater.compress(delta.bytes, .namedDelta))
    }
}
