/// One position of a pattern, as a state of the automaton that `Pattern` runs.
enum PatternToken: Hashable, Sendable {
    case byte(UInt8)
    case oneOf(ByteSet)
    /// `*`: any run of bytes within one part of a path.
    case run
    /// A `**` at the end of a pattern: everything.
    case anything
    /// Before a `**/`: it may stand for no folder at all, which skips the `folders` that follows.
    case folderSkip
    /// Any number of folders, up to and with a slash.
    case folders
}

/// Reads the bytes of a pattern into tokens.
struct PatternReader {
    private let bytes: [UInt8]
    private var position = 0
    private var tokens: [PatternToken] = []
    /// Whether all bytes so far stood for themselves. Git compares those apart and then reads the rest as if it began there.
    private var isLiteral = true

    /// Returns the tokens, or `nil` for a pattern that can match nothing: an open `[`, a backslash at the end.
    static func tokens(of bytes: [UInt8]) -> [PatternToken]? {
        var reader = PatternReader(bytes: bytes)
        while reader.position < bytes.count {
            guard reader.readToken() else { return nil }
        }
        return reader.tokens
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func readToken() -> Bool {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "*"): readStars()
        case UInt8(ascii: "?"): append(.oneOf(ByteSet([slash]).inverted))
        case UInt8(ascii: "["): return readClass()
        case UInt8(ascii: "\\"):
            guard position + 1 < bytes.count else { return false }
            position += 1
            append(.byte(bytes[position]))
        default:
            tokens.append(.byte(byte))
            position += 1
        }
        return true
    }

    private mutating func append(_ token: PatternToken) {
        tokens.append(token)
        isLiteral = false
        position += 1
    }

    private mutating func readStars() {
        let start = position
        while position < bytes.count, bytes[position] == UInt8(ascii: "*") { position += 1 }
        let isFree = isLiteral || tokens.isEmpty || bytes[start - 1] == slash
        isLiteral = false
        let isAtEnd = position == bytes.count
        let escaped = position + 1 < bytes.count && bytes[position] == UInt8(ascii: "\\") ? 1 : 0
        let isBeforeSlash = !isAtEnd && bytes[position + escaped] == slash
        guard position - start > 1, isFree, isAtEnd || isBeforeSlash else { return tokens.append(.run) }
        if isAtEnd { return tokens.append(.anything) }
        // With the slash escaped, git looks for a slash and takes no folder at all for none.
        tokens += escaped == 0 ? [.folderSkip, .folders] : [.folders]
        position += escaped + 1
    }

    /// Reads from `[` to its `]`; the first byte within may be a `]` that stands for itself.
    private mutating func readClass() -> Bool {
        var index = position + 1
        let isNegated =
            index < bytes.count && (bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^"))
        if isNegated { index += 1 }
        var set = ByteSet()
        var previous: UInt8?
        var isFirst = true
        while index < bytes.count, isFirst || bytes[index] != UInt8(ascii: "]") {
            isFirst = false
            guard readMember(at: &index, into: &set, after: &previous) else { return false }
        }
        guard index < bytes.count else { return false }
        if isNegated { set = set.inverted }
        set.remove(slash)
        position = index
        append(.oneOf(set))
        return true
    }

    private func readMember(at index: inout Int, into set: inout ByteSet, after previous: inout UInt8?)
        -> Bool
    {
        if let name = className(at: index) {
            guard let members = ByteSet(className: name) else { return false }
            set.formUnion(members)
            previous = nil
            index += name.utf8.count + 4
            return true
        }
        let isRange =
            bytes[index] == UInt8(ascii: "-") && index + 1 < bytes.count
            && bytes[index + 1] != UInt8(ascii: "]")
        if isRange, let low = previous {
            index += 1
            guard let high = readByte(at: &index) else { return false }
            if low <= high { for byte in low...high { set.insert(byte) } }
            previous = nil
            return true
        }
        guard let byte = readByte(at: &index) else { return false }
        set.insert(byte)
        previous = byte
        return true
    }

    private func readByte(at index: inout Int) -> UInt8? {
        if bytes[index] == UInt8(ascii: "\\") { index += 1 }
        guard index < bytes.count else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    /// The name in `[:name:]` at an index, or `nil` where there is no such thing.
    private func className(at index: Int) -> String? {
        guard bytes[index...].starts(with: Array("[:".utf8)) else { return nil }
        guard let close = bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "]")), close > index + 2,
            bytes[close - 1] == UInt8(ascii: ":")
        else { return nil }
        return String(decoding: bytes[(index + 2)..<(close - 1)], as: UTF8.self)
    }
}

private let slash = UInt8(ascii: "/")
