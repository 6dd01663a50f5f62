/// Reads search/replace blocks:
///
///     src/sort.c
///     <<<<<<< SEARCH
///     old lines
///     =======
///     new lines
///     >>>>>>> REPLACE
///
/// Fences around a block and decoration of its path do not matter. `*** Delete File: src/old.c` deletes a file. A text may have lines that
/// look like the one that divides a block, as headings and conflicts do: which of them divides it is for the file to say.
struct BlocksReader: EditReader {
    func read(_ reply: String, known: [String]) -> ReadReply {
        let text = ReplyText(reply)
        return ReadReply(text, by: BlockScan(lines: text.lines, paths: PathLine(known: known)))
    }
}

/// One pass over a reply's lines.
private struct BlockScan: EditScan {
    let lines: [String]
    let paths: PathLine
    var edits: [FileEdit] = []
    var problems: [EditProblem] = []
    /// The first line of the first edit, its path and fence with it, and the line after the last.
    var first: Int?
    var last: Int?
    private var path: String?
    private var index = 0

    init(lines: [String], paths: PathLine) {
        self.lines = lines
        self.paths = paths
    }

    mutating func run() {
        while index < lines.count {
            if let path = DeletionLine.path(in: lines[index], paths) {
                edits.append(FileEdit(path: path, action: .delete))
                note(from: index, to: index + 1)
                index += 1
            } else if Marker.search.begins(lines[index]) {
                readBlock()
            } else {
                index += 1
            }
        }
    }

    private mutating func readBlock() {
        let start = index
        let heading = heading(of: start)
        path = heading.path ?? path ?? paths.only
        note(from: heading.line, to: start + 1)
        index += 1
        let block = take(until: [.replace, .search])
        let dividers = block.lines.indices.filter { Marker.divider.begins(block.lines[$0]) }
        guard !dividers.isEmpty else { return stop(start, missing: "=======") }
        guard block.end == .replace else { return stop(start, missing: ">>>>>>> REPLACE") }
        last = index < lines.count && lines[index].trimmed.hasPrefix("```") ? index + 1 : index
        guard let path else { return problems.append(.noPath(line: start + 1)) }
        // The longest text that the file has is what was meant to be replaced: a shorter one is its beginning.
        let ways = dividers.reversed().map { divider in
            Replacement(old: Array(block.lines[..<divider]), new: Array(block.lines[(divider + 1)...]))
        }
        edits.append(FileEdit(path: path, action: .replace(ways)))
    }

    /// Takes lines up to one of the markers, and that too, unless it begins a block of its own.
    private mutating func take(until markers: [Marker]) -> (lines: [String], end: Marker?) {
        let start = index
        while index < lines.count {
            if let marker = markers.first(where: { $0.begins(lines[index]) }) {
                let taken = Array(lines[start..<index])
                if marker != .search { index += 1 }
                return (taken, marker)
            }
            index += 1
        }
        return (Array(lines[start...]), nil)
    }

    private mutating func stop(_ line: Int, missing: String) {
        problems.append(
            index >= lines.count ? .cutShort : .malformed(line: line + 1, missing: missing))
    }

    /// The path of a block: on the line above it, above its fence, or in the fence's own line.
    private func heading(of start: Int) -> (path: String?, line: Int) {
        var line = start
        if line > 0, lines[line - 1].trimmed.hasPrefix("```") {
            line -= 1
            let info = lines[line].trimmed.drop { $0 == "`" }
            if let path = paths.path(inInfo: String(info)) { return (path, line) }
        }
        var above = line - 1
        while above >= 0, lines[above].isBlank { above -= 1 }
        guard above >= 0, above >= (last ?? 0), let path = paths.path(in: lines[above]) else {
            return (nil, line)
        }
        return (path, above)
    }

    private mutating func note(from start: Int, to end: Int) {
        first = first ?? start
        last = end
    }
}

/// A line that divides the parts of a block: seven signs, give or take two, and perhaps its word.
enum Marker {
    case search, divider, replace

    func begins(_ line: String) -> Bool {
        let text = line.trimmedEnd
        let sign: Character = self == .search ? "<" : self == .divider ? "=" : ">"
        let count = text.prefix { $0 == sign }.count
        let word = text.dropFirst(count).drop { $0 == " " }
        guard (5...9).contains(count) else { return false }
        switch self {
        case .divider: return word.isEmpty
        case .search: return word.isEmpty || word.uppercased().hasPrefix("SEARCH") || word == "ORIGINAL"
        case .replace: return word.isEmpty || word.uppercased().hasPrefix("REPLACE") || word == "UPDATED"
        }
    }
}

/// A line that deletes a file.
enum DeletionLine {
    private static let sign = "*** Delete File:"

    static func path(in line: String, _ paths: PathLine) -> String? {
        let text = line.trimmed
        guard text.lowercased().hasPrefix(sign.lowercased()) else { return nil }
        return paths.path(in: String(text.dropFirst(sign.count)))
    }
}
