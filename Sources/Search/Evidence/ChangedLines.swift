import StudyModel
import Text

/// The lines that a change takes away and brings, by what `git diff` says of it.
struct ChangedLines {
    /// Shorter lines, a brace or a `return`, come and go by themselves.
    private static let shortest = 8

    /// Without blanks at their ends; only lines that are long enough to mean something, and not those that merely moved.
    let removed: Set<String>
    /// The same of what came, in order.
    let added: [String]
    /// Names the change, wherever in a file it stands; `nil` for one without lines, such as of a mode.
    let id: String?

    init(diff: String) {
        var (gone, come) = ([String](), [String]())
        var digest = Digest()
        for line in diff.split(separator: "\n") {
            let isName = line.hasPrefix("--- ") || line.hasPrefix("+++ ")
            guard let sign = line.first, sign == "-" || sign == "+" else { continue }
            digest.append(line + "\n")
            guard !isName else { continue }
            let text = String(line.dropFirst().trimmed)
            guard text.utf8.count >= Self.shortest else { continue }
            if sign == "-" { gone.append(text) } else { come.append(text) }
        }
        let both = Set(gone).intersection(come)
        removed = Set(gone).subtracting(both)
        added = come.filter { !both.contains($0) }
        id = diff.contains("\n-") || diff.contains("\n+") ? String(digest.hexadecimal.prefix(16)) : nil
    }
}
