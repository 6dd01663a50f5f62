/// Who made a commit, and when.
package struct Signature: Hashable, Sendable {
    /// The name as it stands in the commit.
    package let name: String
    /// The address as it stands in the commit.
    package let email: String
    /// Seconds since 1970, UTC.
    package private(set) var time: Int64
    /// The offset of the local time from UTC, in minutes.
    package private(set) var offsetMinutes: Int

    /// Makes a signature, without the characters that would break a commit's header, as git does.
    package init(name: String, email: String, time: Int64, offsetMinutes: Int = 0) {
        self.name = Self.clean(name)
        self.email = Self.clean(email)
        self.time = time
        self.offsetMinutes = offsetMinutes
    }

    /// The same person at another time.
    package func at(_ time: Int64, offsetMinutes: Int = 0) -> Signature {
        var signature = self
        (signature.time, signature.offsetMinutes) = (time, offsetMinutes)
        return signature
    }

    /// The line of a commit's header, without the keyword.
    var headerText: String {
        let minutes = abs(offsetMinutes)
        let digits = String(10_000 + minutes / 60 * 100 + minutes % 60).dropFirst()
        return "\(name) <\(email)> \(time) \(offsetMinutes < 0 ? "-" : "+")\(digits)"
    }

    /// Reads the line of a commit's header; parts that are missing are empty or zero, as git reads them.
    init(headerText text: Substring) {
        let open = text.firstIndex(of: "<") ?? text.endIndex
        let close = text.lastIndex(of: ">") ?? text.endIndex
        let address = open < close ? text[text.index(after: open)..<close] : ""
        let rest = close < text.endIndex ? text[text.index(after: close)...].split(separator: " ") : []
        let zone = rest.count > 1 ? min(max(Int(rest[1]) ?? 0, -9959), 9959) : 0
        self.init(
            name: String(text[..<open]), email: String(address),
            time: rest.first.flatMap { Int64($0) } ?? 0,
            offsetMinutes: zone / 100 * 60 + zone % 100)
    }

    private static func clean(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { $0.value >= 32 && $0 != "<" && $0 != ">" }
        let isCrud = { (scalar: UnicodeScalar) in scalar == " " || ".,:;\"\\'".unicodeScalars.contains(scalar)
        }
        let scalars = kept.drop(while: isCrud).reversed().drop(while: isCrud).reversed()
        return String(String.UnicodeScalarView(scalars))
    }
}

/// In whose name a commit is made, in both roles.
package struct Authorship: Hashable, Sendable {
    /// Who wrote the change.
    package let author: Signature
    /// Who makes the commit.
    package let committer: Signature

    /// Makes one of two people, or of one in both roles.
    package init(author: Signature, committer: Signature? = nil) {
        self.author = author
        self.committer = committer ?? author
    }
}

extension GitContext {
    /// Returns in whose name git would make a commit, as of the given time; `.noIdentity` where it refuses to guess.
    package func authorship(time: Int64, offsetMinutes: Int = 0) throws(GitError) -> Authorship {
        Authorship(
            author: try person(.author, time: time, offsetMinutes: offsetMinutes),
            committer: try person(.committer, time: time, offsetMinutes: offsetMinutes))
    }
}
