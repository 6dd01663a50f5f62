/// One entry of a pack: a header with kind and size, the base's name where it is a delta, and compressed bytes.
struct PackEntry {
    /// What an entry's header says of it; the raw values are git's.
    enum Kind: UInt8 {
        case commit = 1
        case tree = 2
        case blob = 3
        case tag = 4
        /// Names its base by where it lies; the entry means nothing in another pack.
        case offsetDelta = 6
        /// Names its base by its ID, so that it can be copied with its base from pack to pack.
        case namedDelta = 7

        init(_ kind: ObjectKind) {
            switch kind {
            case .commit: self = .commit
            case .tree: self = .tree
            case .blob: self = .blob
            case .tag: self = .tag
            }
        }

        /// The kind of object, or nil for a delta.
        var whole: ObjectKind? {
            switch self {
            case .commit: .commit
            case .tree: .tree
            case .blob: .blob
            case .tag: .tag
            case .offsetDelta, .namedDelta: nil
            }
        }
    }

    let kind: Kind
    /// Of the content, or of the delta.
    let size: Int
    /// The whole entry.
    let bytes: [UInt8]
    let headerSize: Int

    /// The compressed bytes of an entry that is no delta.
    var compressed: ArraySlice<UInt8> { bytes[headerSize...] }

    /// Reads an entry.
    init(_ bytes: [UInt8]) throws(GitError) {
        guard let first = bytes.first, let kind = Kind(rawValue: first >> 4 & 7) else {
            throw GitError("read a pack", .corrupt, "an entry's kind is unknown")
        }
        var size = Int(first & 15)
        var cursor = 1
        var shift = 4
        var isLast = first & 0x80 == 0
        while !isLast {
            guard cursor < bytes.count, shift < 57 else {
                throw GitError("read a pack", .corrupt, "an entry's size has no end")
            }
            size |= Int(bytes[cursor] & 0x7f) << shift
            isLast = bytes[cursor] & 0x80 == 0
            shift += 7
            cursor += 1
        }
        self.kind = kind
        self.size = size
        self.bytes = bytes
        headerSize = cursor
    }

    /// The header of an entry whose content has so many bytes.
    static func header(_ kind: Kind, size: Int) -> [UInt8] {
        var header = [kind.rawValue << 4 | UInt8(size & 15)]
        var rest = size >> 4
        while rest > 0 {
            header[header.count - 1] |= 0x80
            header.append(UInt8(rest & 0x7f))
            rest >>= 7
        }
        return header
    }
}
