/// Which names a path of a tree may have.
enum PathRules {
    /// Returns whether git would check out a path with this part; the rules are those of `git fsck`.
    static func isAllowed(_ part: [UInt8]) -> Bool {
        guard !part.isEmpty, !part.contains(0), part != Array(".".utf8), part != Array("..".utf8) else {
            return false
        }
        return !namesGitDirectory(part)
    }

    /// Some file systems take other spellings for `.git`: any case, ignored characters (HFS+), short names and
    /// ends that are cut off (NTFS).
    private static func namesGitDirectory(_ part: [UInt8]) -> Bool {
        // Nothing else in plain ASCII can become one of them.
        if let first = part.first, !".gG".utf8.contains(first), part.allSatisfy({ $0 < 0x80 }) {
            return false
        }
        let text = String(decoding: part, as: UTF8.self)
        let visible = text.unicodeScalars.filter { !isIgnored($0) }
        let lower = String(String.UnicodeScalarView(visible)).lowercased()
        let stem = lower.prefix { $0 != ":" }
        let trimmed = stem.reversed().drop { $0 == " " || $0 == "." }.reversed()
        return [".git", "git~1"].contains(String(trimmed))
    }

    private static func isIgnored(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x200c...0x200f, 0x202a...0x202e, 0x206a...0x206f, 0xfeff: true
        default: false
        }
    }
}
