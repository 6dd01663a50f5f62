/// Reads unified diffs of any number of files, with or without git's extended headers and fences around them.
///
/// Counts in hunk headers are not looked at: a hunk ends where the next one, the next file or the fence does.
struct DiffReader: EditReader {
    func read(_ reply: String, known: [String]) -> ReadReply {
        let text = ReplyText(reply)
        return ReadReply(text, by: DiffScan(lines: text.lines, paths: PathLine(known: known)))
    }
}

private struct DiffScan: EditScan {
    let lines: [String]
    let paths: PathLine
    var edits: [FileEdit] = []
    var problems: [EditProblem] = []
    var first: Int?
    var last: Int?
    private var file = DiffFile()
    private var index = 0

    init(lines: [String], paths: PathLine) {
        self.lines = lines
        self.paths = paths
    }

    mutating func run() {
        while index < lines.count {
            if isFileHeader(at: index) {
                finishFile()
                note()
                file.old = DiffPath(lines[index])
                file.new = DiffPath(lines[index + 1])
                index += 2
            } else if lines[index].hasPrefix("@@") {
                note()
                readHunk()
            } else if let path = DeletionLine.path(in: lines[index], paths) {
                finishFile()
                note()
                edits.append(FileEdit(path: path, action: .delete))
                index += 1
            } else {
                readExtendedHeader()
            }
        }
        finishFile()
    }

    private func isFileHeader(at index: Int) -> Bool {
        index + 1 < lines.count && lines[index].hasPrefix("--- ") && lines[index + 1].hasPrefix("+++ ")
    }

    private mutating func readExtendedHeader() {
        let line = lines[index]
        if line.hasPrefix("diff --git ") {
            finishFile()
            note()
        } else if line.hasPrefix("rename from ") {
            file.renamedFrom = String(line.dropFirst("rename from ".count))
        } else if line.hasPrefix("rename to "), let from = file.renamedFrom {
            problems.append(.rename(from: from, to: String(line.dropFirst("rename to ".count))))
            file = DiffFile()
        } else if line.hasPrefix("GIT binary patch") || line.hasPrefix("Binary files ") {
            problems.append(.binary(path: file.path ?? ""))
        }
        index += 1
    }

    private mutating func readHunk() {
        let start = DiffScan.start(inHeader: lines[index])
        index += 1
        var hunk: [Hunk.Line] = []
        while index < lines.count, !isEnd(at: index) {
            if let line = Hunk.Line(lines[index]) { hunk.append(line) }
            index += 1
        }
        // Empty lines before the next header or fence are seldom context.
        while case .context("")? = hunk.last { hunk.removeLast() }
        file.hunks.append(Hunk(start: start, lines: hunk))
        last = index < lines.count && Fence(lines[index]) != nil ? index + 1 : index
    }

    private func isEnd(at index: Int) -> Bool {
        let line = lines[index]
        return line.hasPrefix("@@") || line.hasPrefix("diff --git ") || line.hasPrefix("```")
            || isFileHeader(at: index) || DeletionLine.path(in: line, paths) != nil
    }

    private mutating func finishFile() {
        defer { file = DiffFile() }
        guard !file.hunks.isEmpty || file.new == .nothing else { return }
        if case .path(let old)? = file.old, case .path(let new)? = file.new, old != new,
            paths.known.contains(old), !paths.known.contains(new)
        {
            return problems.append(.rename(from: old, to: new))
        }
        guard let path = file.path ?? paths.only else {
            return problems.append(.noPath(line: (first ?? 0) + 1))
        }
        edits.append(
            FileEdit(path: path, action: file.new == .nothing ? .delete : .patch(file.hunks)))
    }

    private mutating func note() {
        first = first ?? index
        last = index + 1
    }

    /// The first line of the old file in `@@ -12,5 +12,6 @@`.
    private static func start(inHeader header: String) -> Int? {
        guard let minus = header.firstIndex(of: "-") else { return nil }
        return Int(header[minus...].dropFirst().prefix(while: \.isNumber))
    }
}

/// The file that hunks belong to, as its headers say.
private struct DiffFile {
    var old: DiffPath?
    var new: DiffPath?
    var renamedFrom: String?
    var hunks: [Hunk] = []

    var path: String? {
        if case .path(let path)? = new { return path }
        if case .path(let path)? = old { return path }
        return nil
    }
}

/// What stands after `---` or `+++`.
private enum DiffPath: Equatable {
    case path(String)
    case nothing

    init(_ header: String) {
        var text = String(header.dropFirst(4))
        if let tab = text.firstIndex(of: "\t") { text = String(text[..<tab]) }
        text = text.trimmed
        if text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 {
            text = String(text.dropFirst().dropLast())
        }
        if text == "/dev/null" {
            self = .nothing
        } else {
            let hasPrefix = text.hasPrefix("a/") || text.hasPrefix("b/")
            self = .path(PathLine.normalized(hasPrefix ? String(text.dropFirst(2)) : text))
        }
    }
}

extension Hunk.Line {
    /// Returns `nil` for the remark that a file has no line end; a line without a sign is context whose space got lost.
    fileprivate init?(_ line: String) {
        switch line.first {
        case "+": self = .added(String(line.dropFirst()))
        case "-": self = .removed(String(line.dropFirst()))
        case " ": self = .context(String(line.dropFirst()))
        case "\\": return nil
        default: self = .context(line)
        }
    }
}
