/// Why a path may not stand in a candidate's tree, whatever the scope says.
package enum PathProblem: String, Hashable, Sendable, Error {
    case absolute
    /// Nothing at all, or two slashes in a row, or one at the end.
    case emptyPart
    /// `.` or `..`.
    case dotPart
    /// `.git` in a spelling that Linux, Windows or macOS takes for it.
    case gitFolder
    case controlCharacter
    /// Bytes that are no UTF-8; a `String` made of such bytes has U+FFFD in their place.
    case notText
    /// A part over 255 bytes or a path over 4,095, which no file system holds.
    case tooLong

    /// Finds the first problem of a path that is relative to the top of the tree; `nil` for a path that is safe.
    ///
    /// Refuses all that `git update-index` does with `core.protectNTFS` and `core.protectHFS` on, and more. A backslash
    /// separates parts on Windows, so `..\` and `.git\` count as `../` and `.git/`.
    package init?(in path: String) {
        let bytes = Array(path.utf8)
        guard let first = bytes.first else {
            self = .emptyPart
            return
        }
        let isPlain = bytes.allSatisfy { (0x20..<0x7F).contains($0) }
        if !isPlain, path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            self = .controlCharacter
        } else if !isPlain, path.unicodeScalars.contains("\u{FFFD}") {
            self = .notText
        } else if PathProblem.isAbsolute(bytes, first: first) {
            self = .absolute
        } else if bytes.count > 4095 {
            self = .tooLong
        } else {
            let problems = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                .lazy.compactMap { PathProblem(inPart: $0) }
            guard let problem = problems.first else { return nil }
            self = problem
        }
    }

    private static func isAbsolute(_ bytes: [UInt8], first: UInt8) -> Bool {
        let isDrive = bytes.count > 1 && bytes[1] == UInt8(ascii: ":") && lowered(first) != nil
        return first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") || isDrive
    }

    private init?(inPart part: ArraySlice<UInt8>) {
        guard !part.isEmpty else {
            self = .emptyPart
            return
        }
        guard part.count <= 255 else {
            self = .tooLong
            return
        }
        for name in part.split(separator: UInt8(ascii: "\\")) {
            if name.elementsEqual([UInt8(ascii: ".")]) || name.elementsEqual(Array("..".utf8)) {
                self = .dotPart
                return
            }
            if ReservedName.git.isSpelled(name) {
                self = .gitFolder
                return
            }
        }
        return nil
    }

    private static func lowered(_ byte: UInt8) -> UInt8? {
        let low = byte | 0x20
        return (97...122).contains(low) ? low : nil
    }
}
