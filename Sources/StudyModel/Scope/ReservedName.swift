/// A file name that git gives a meaning to, in every spelling that some file system takes for it.
///
/// NTFS ignores case, dots and spaces at the end, and what follows a colon (a stream of the same file), and gives long
/// names a short one (`GIT~1`). HFS+ ignores case and some invisible code points. A name that is harmless here would
/// act as git's own after a clone on such a file system.
struct ReservedName: Sendable {
    /// Without the dot at the start, in lower case.
    private let name: String
    /// The first six bytes of the short name that NTFS makes by hash when the plain ones are taken.
    private let hashedShortName: String?

    static let git = ReservedName(name: "git", hashedShortName: nil)
    static let settings = [
        ReservedName(name: "gitattributes", hashedShortName: "gi7d29"),
        ReservedName(name: "gitmodules", hashedShortName: "gi7eba"),
    ]

    /// Tells whether one part of a path is the name.
    func isSpelled(_ part: some Collection<UInt8>) -> Bool {
        // Most names are told apart by a look at their bytes: all spellings have one of these.
        let mayBe = part.first == UInt8(ascii: ".") || part.contains { $0 == UInt8(ascii: "~") || $0 >= 0x80 }
        guard mayBe else { return false }
        let folded = ReservedName.withoutIgnorable(part)
        return folded == "." + name || isSpelledForNTFS(ReservedName.significant(part))
    }

    private func isSpelledForNTFS(_ text: String) -> Bool {
        if text == "." + name { return true }
        guard let tilde = text.firstIndex(of: "~") else { return false }
        let stem = String(text[..<tilde])
        let number = text[text.index(after: tilde)...]
        guard let first = number.utf8.first, (49...57).contains(first),
            number.utf8.allSatisfy({ (48...57).contains($0) })
        else { return false }
        if name.utf8.count <= 6 { return stem == name && number == "1" }
        if stem == name.prefix(6), number.utf8.count == 1, first <= UInt8(ascii: "4") { return true }
        return hashedShortName?.hasPrefix(stem) == true && text.utf8.count == 8
    }

    /// What NTFS looks at: up to a colon, without dots and spaces at the end, in lower case.
    private static func significant(_ part: some Collection<UInt8>) -> String {
        var bytes = part.prefix { $0 != UInt8(ascii: ":") }.map(lowered)
        while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: ".") {
            bytes.removeLast()
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What HFS+ looks at: without the code points that it ignores, in lower case.
    private static func withoutIgnorable(_ part: some Collection<UInt8>) -> String {
        let text = String(decoding: part.map(lowered), as: UTF8.self)
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: text.unicodeScalars.filter { !ignorable.contains($0.value) })
        return String(kept)
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

    /// Joiners, marks and overrides of direction, shaping controls, the byte order mark.
    private static let ignorable = Set<UInt32>(
        [0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF...0xFEFF].joined())
}
