/// One pattern of a `.gitignore` file, ready to match.
struct Pattern: Hashable, Sendable {
    /// Whether a match takes the path back (`!`).
    let isNegated: Bool
    /// Whether only folders match (a `/` at the end).
    private let isForFolders: Bool
    /// Whether it is compared with the last part of a path alone: a pattern without a slash.
    private let isForNames: Bool
    /// What has to stand at the start as it is; most patterns are decided by it.
    private let prefix: [UInt8]
    private let tokens: [PatternToken]

    /// Returns `nil` for what can match nothing: an empty line, a comment, an open `[`.
    init?(_ line: String) {
        var bytes = Pattern.trimmed(Array(line.utf8))[...]
        guard let first = bytes.first, first != UInt8(ascii: "#") else { return nil }
        isNegated = first == UInt8(ascii: "!")
        if isNegated { bytes.removeFirst() }
        isForFolders = bytes.last == UInt8(ascii: "/")
        if isForFolders { bytes.removeLast() }
        isForNames = !bytes.contains(UInt8(ascii: "/"))
        if bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
        guard !bytes.isEmpty, let tokens = PatternReader.tokens(of: Array(bytes)) else { return nil }
        let literals = tokens.prefix { if case .byte = $0 { true } else { false } }
        prefix = literals.compactMap { if case .byte(let byte) = $0 { byte } else { nil } }
        self.tokens = Array(tokens.dropFirst(prefix.count))
    }

    /// Tells whether it matches a path itself, not what is below it.
    func matches(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
        if isForFolders, !isFolder { return false }
        guard isForNames, let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return matches(path) }
        return matches(path[(slash + 1)...])
    }

    /// Tells whether it is for folders and matches a path as one, or its literal start names something below the path.
    func needsFolder(at path: [UInt8]) -> Bool {
        if isForFolders, matches(path[...], isFolder: true) { return true }
        return !isForNames && prefix.starts(with: path + [UInt8(ascii: "/")])
    }

    private func matches(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.starts(with: prefix) else { return false }
        let rest = text.dropFirst(prefix.count)
        if tokens.isEmpty { return rest.isEmpty }
        // All states at once, so that no pattern takes more than its length times the text's.
        var states = [Bool](repeating: false, count: tokens.count + 1)
        enter(0, &states)
        for byte in rest {
            var next = [Bool](repeating: false, count: states.count)
            for (index, isActive) in states.dropLast().enumerated() where isActive {
                advance(index, over: byte, &next)
            }
            states = next
        }
        return states[tokens.count]
    }

    private func advance(_ index: Int, over byte: UInt8, _ states: inout [Bool]) {
        let isSlash = byte == UInt8(ascii: "/")
        switch tokens[index] {
        case .byte(let expected): if byte == expected { enter(index + 1, &states) }
        case .oneOf(let set): if set.contains(byte) { enter(index + 1, &states) }
        case .run: if !isSlash { enter(index, &states) }
        case .anything: enter(index, &states)
        case .folderSkip: break
        case .folders:
            states[index] = true
            if isSlash { enter(index + 1, &states) }
        }
    }

    private func enter(_ index: Int, _ states: inout [Bool]) {
        var index = index
        states[index] = true
        while index < tokens.count {
            switch tokens[index] {
            case .run, .anything: index += 1
            case .folderSkip:
                states[index + 1] = true
                index += 2
            default: return
            }
            states[index] = true
        }
    }

    /// Without the spaces at the end, but for one that a backslash keeps.
    private static func trimmed(_ line: [UInt8]) -> [UInt8] {
        var end = 0
        var index = 0
        while index < line.count {
            if line[index] == UInt8(ascii: "\\"), index + 1 < line.count { index += 1 }
            index += 1
            if line[index - 1] != UInt8(ascii: " ") || (index > 1 && line[index - 2] == UInt8(ascii: "\\")) {
                end = index
            }
        }
        return Array(line[..<end])
    }
}
