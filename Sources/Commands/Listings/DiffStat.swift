/// How many lines of each file a unified diff adds and removes, as `git diff --stat` tells it.
struct DiffStat {
    private struct File {
        let path: String
        var added = 0
        var removed = 0
        var isBinary = false
    }

    /// Signs in the longest bar.
    private static let widest = 40

    private var files: [File] = []

    init(_ diff: String) {
        var isInHunk = false
        for line in diff.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("diff --git ") {
                // Both names are the same unless the file was renamed; then it is the second that counts.
                files.append(
                    File(
                        path: line.range(of: " b/").map { String(line[$0.upperBound...]) }
                            ?? String(line.dropFirst(11))))
                isInHunk = false
            } else if line.hasPrefix("@@") {
                isInHunk = true
            } else if !files.isEmpty {
                if line.hasPrefix("Binary files ") { files[files.count - 1].isBinary = true }
                guard isInHunk else { continue }
                if line.hasPrefix("+") { files[files.count - 1].added += 1 }
                if line.hasPrefix("-") { files[files.count - 1].removed += 1 }
            }
        }
    }

    func lines(for console: Console) -> [String] {
        let most = files.map { $0.added + $0.removed }.max() ?? 0
        let scale = most > Self.widest ? Double(Self.widest) / Double(most) : 1
        let width = files.map(\.path.count).max() ?? 0
        let digits = "\(most)".count
        let rows = files.map { file in
            let path = file.path + String(repeating: " ", count: width - file.path.count)
            guard !file.isBinary else { return " \(path) | binary" }
            let count = "\(file.added + file.removed)"
            let bar = { (lines: Int, sign: String) in
                String(repeating: sign, count: lines == 0 ? 0 : max(1, Int(Double(lines) * scale)))
            }
            let bars =
                console.styled(bar(file.added, "+"), .green) + console.styled(bar(file.removed, "-"), .red)
            let padding = String(repeating: " ", count: digits - count.count)
            return " \(path) | \(padding)\(count)" + (file.added + file.removed > 0 ? " " + bars : "")
        }
        let (added, removed) = files.reduce(into: (0, 0)) { $0 = ($0.0 + $1.added, $0.1 + $1.removed) }
        return rows + [
            " \(files.count) \(files.count == 1 ? "file" : "files"), \(added) lines added, \(removed) removed"
        ]
    }
}
