/// Patterns as in a `.gitignore` file: the last that matches decides, `!` takes back.
///
/// What git says of a path by `git check-ignore --no-index` is what this says. As there, a pattern that matches a
/// folder covers all below it, and a later `!` for something below it takes nothing back. Paths are compared by
/// their bytes, with upper and lower case told apart.
package struct PatternList: Hashable, Sendable {
    /// The patterns as they were written.
    package let patterns: [String]
    private let compiled: [Pattern]

    package init(_ patterns: [String]) {
        self.patterns = patterns
        compiled = patterns.compactMap { Pattern($0) }
    }

    /// Tells whether a file's path, relative to the top and with `/` between parts, is covered.
    package func matches(_ path: String) -> Bool {
        guard !compiled.isEmpty else { return false }
        let bytes = Array(path.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            if covers(bytes[..<index], isFolder: true) { return true }
        }
        return covers(bytes[...], isFolder: false)
    }

    /// Tells whether a folder, and with it all below it, is covered.
    package func matchesFolder(_ path: String) -> Bool { matches(path + "/") }

    /// Tells whether a pattern can match nothing: an empty one, a comment, an open `[`.
    package static func isEmpty(_ pattern: String) -> Bool { Pattern(pattern) == nil }

    /// Tells whether a pattern names something below a path by its folders, so that a file there would be in the way.
    ///
    /// `bench/**` and `bench/run.sh` need a folder at `bench`; `*.sh` and `**/data` need none anywhere.
    func needsFolder(at path: String) -> Bool {
        let bytes = Array(path.utf8)
        return compiled.contains { !$0.isNegated && $0.needsFolder(at: bytes) }
    }

    private func covers(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
        guard let last = compiled.last(where: { $0.matches(path, isFolder: isFolder) }) else { return false }
        return !last.isNegated
    }
}
