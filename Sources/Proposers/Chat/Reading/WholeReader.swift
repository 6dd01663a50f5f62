/// Reads whole files: a path on a line of its own, and the content in a fence below it.
///
/// A fence of more signs than any in the content holds it whatever that is. Where the signs are as many, a fence with a word opens
/// one within the file; and in a file that is prose or has fences already, the last fence before the next file ends it.
struct WholeReader: EditReader {
    /// The files that have fences of their own.
    let fencedPaths: Set<String>

    init(fencedPaths: Set<String> = []) { self.fencedPaths = fencedPaths }

    func read(_ reply: String, known: [String]) -> ReadReply {
        let text = ReplyText(reply)
        return ReadReply(
            text, by: FileScan(lines: text.lines, paths: PathLine(known: known), fencedPaths: fencedPaths))
    }
}

private struct FileScan: EditScan {
    let lines: [String]
    let paths: PathLine
    let fencedPaths: Set<String>
    var edits: [FileEdit] = []
    var problems: [EditProblem] = []
    var first: Int?
    var last: Int?
    private var index = 0
    /// Fences that named no file: the one file, if only one of them comes.
    private var nameless: [(line: Int, content: [String])] = []

    init(lines: [String], paths: PathLine, fencedPaths: Set<String>) {
        self.lines = lines
        self.paths = paths
        self.fencedPaths = fencedPaths
    }

    mutating func run() {
        while index < lines.count {
            if let path = DeletionLine.path(in: lines[index], paths) {
                edits.append(FileEdit(path: path, action: .delete))
                note(from: index)
                index += 1
            } else if let fence = Fence(lines[index]) {
                readFence(fence)
            } else {
                index += 1
            }
        }
        if edits.isEmpty, problems.isEmpty { takeNameless() }
    }

    private mutating func readFence(_ fence: Fence) {
        let start = index
        let heading = heading(of: start, fence)
        guard let end = end(of: fence, from: start + 1, path: heading.path) else {
            index = lines.count
            if heading.path != nil || paths.only != nil { problems.append(.cutShort) }
            return
        }
        let content = Array(lines[(start + 1)..<end])
        index = end + 1
        guard let path = heading.path else { return nameless.append((start, content)) }
        edits.append(FileEdit(path: path, action: .write(content)))
        note(from: heading.line)
        last = index
    }

    /// The longest of the fences that named no file, where there is one file that it can be.
    private mutating func takeNameless() {
        guard let only = paths.only, let longest = nameless.max(by: { $0.content.count < $1.content.count })
        else {
            if let line = nameless.first?.line { problems.append(.noPath(line: line + 1)) }
            return
        }
        edits.append(FileEdit(path: only, action: .write(longest.content)))
        first = longest.line
        last = longest.line + longest.content.count + 2
    }

    private func end(of fence: Fence, from start: Int, path: String?) -> Int? {
        let closing = (start..<lines.count).filter { fence.isClosed(by: lines[$0]) }
        if let path, isFenced(path) {
            let next = (start..<lines.count).first { line in
                closing.contains { $0 < line } && isHeading(line)
            }
            return closing.last { $0 < next ?? lines.count }
        }
        var depth = 0
        for line in start..<lines.count {
            guard let inner = Fence(lines[line]), inner.sign == fence.sign else { continue }
            if fence.isClosed(by: lines[line]) {
                if depth == 0 { return line }
                depth -= 1
            } else if !inner.info.isEmpty, inner.count >= fence.count {
                depth += 1
            }
        }
        // A fence within was left open, then, or was none.
        return closing.last
    }

    private func isFenced(_ path: String) -> Bool {
        fencedPaths.contains(path) || [".md", ".mdx", ".markdown", ".rst"].contains { path.hasSuffix($0) }
    }

    /// Whether a line names a file whose fence follows.
    private func isHeading(_ line: Int) -> Bool {
        guard paths.path(in: lines[line]) != nil else { return false }
        let next = (line + 1..<lines.count).first { !lines[$0].isBlank }
        return next.map { Fence(lines[$0]) != nil } ?? false
    }

    private func heading(of start: Int, _ fence: Fence) -> (path: String?, line: Int) {
        var above = start - 1
        while above >= 0, lines[above].isBlank { above -= 1 }
        if above >= (last ?? 0), let path = paths.path(in: lines[above]) { return (path, above) }
        return (paths.path(inInfo: fence.info), start)
    }

    private mutating func note(from line: Int) {
        first = first ?? line
        last = line + 1
    }
}

/// A line that opens or closes a fenced text.
struct Fence: Hashable {
    let sign: Character
    let count: Int
    /// What stands after the signs.
    let info: String

    init?(_ line: String) {
        let text = line.trimmed
        guard let sign = text.first, sign == "`" || sign == "~" else { return nil }
        self.sign = sign
        count = text.prefix { $0 == sign }.count
        info = String(text.dropFirst(count)).trimmed
        guard count >= 3, !info.contains("`") else { return nil }
    }

    func isClosed(by line: String) -> Bool {
        guard let other = Fence(line) else { return false }
        return other.sign == sign && other.count >= count && other.info.isEmpty
    }
}
