import StudyModel

/// What `git blame --porcelain` prints: for each line its commit, its number there, and its text.
struct BlameOutput {
    struct Line {
        let commit: CommitID
        /// Its number in that commit's file, from 1.
        let origin: Int
        let text: String
    }

    private(set) var lines: [Line] = []

    init(_ text: String) {
        var head: (CommitID, Int)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("\t") {
                if let (commit, origin) = head {
                    lines.append(Line(commit: commit, origin: origin, text: String(line.dropFirst())))
                }
                continue
            }
            let words = line.split(separator: " ")
            if words.count >= 3, let commit = CommitID(text: String(words[0])), let origin = Int(words[1]) {
                head = (commit, origin)
            }
        }
    }
}
