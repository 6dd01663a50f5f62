extension FileText {
    /// Returns the text with the hunks applied, in order.
    ///
    /// A hunk is found by its lines. What its header says of line numbers only decides between places that are alike, as
    /// with `git apply`; counts are not looked at. Where it is nowhere, up to two lines of context at either end are given up, as
    /// `patch` does by default.
    func patched(by hunks: [Hunk], path: String) throws(EditProblem) -> FileText {
        var text = self
        var shift = 0
        for hunk in hunks {
            let count = text.lines.count
            try text.apply(hunk, expectedAt: hunk.start.map { $0 - 1 + shift }, path: path)
            shift += text.lines.count - count
        }
        return text
    }

    private mutating func apply(_ hunk: Hunk, expectedAt line: Int?, path: String) throws(EditProblem) {
        guard !hunk.old.allSatisfy(\.isBlank) else {
            guard lines.allSatisfy(\.isBlank) else { throw .noContext(path: path) }
            return replace(0..<lines.count, with: hunk.lines.compactMap(\.new))
        }
        let search = LineSearch(lines)
        for fuzz in 0...2 {
            guard let (part, left) = hunk.leavingOut(fuzz) else { break }
            let matches = search.matches(part.old)
            if matches.isEmpty { continue }
            let expected = matches.first { $0.range.lowerBound == line.map { $0 + left } }
            guard let match = expected ?? (matches.count == 1 ? matches[0] : nil) else {
                throw .ambiguous(path: path, old: part.old, at: matches.map { $0.range.lowerBound + 1 })
            }
            return replace(match.range, with: part.result(over: lines[match.range], match.shift))
        }
        throw .notFound(path: path, old: hunk.old, nearest: NearestText(to: hunk.old, in: lines))
    }
}

extension Hunk {
    /// The hunk without lines of context at its ends, and how many fewer it begins with; `nil` where it has none to give up.
    fileprivate func leavingOut(_ count: Int) -> (Hunk, Int)? {
        guard count > 0 else { return (self, 0) }
        let before = min(count, lines.prefix(while: \.isContext).count)
        let after = min(count, lines.reversed().prefix(while: \.isContext).count)
        guard before + after > 0, before + after < lines.count else { return nil }
        let part = Hunk(start: start, lines: Array(lines.dropFirst(before).dropLast(after)))
        return part.old.allSatisfy(\.isBlank) ? nil : (part, before)
    }

    /// The new lines, with context as the file has it.
    fileprivate func result(over old: ArraySlice<String>, _ shift: IndentationShift) -> [String] {
        var rest = old
        return lines.compactMap { line in
            switch line {
            case .added(let text): return shift.applied(to: text)
            case .context: return rest.popFirst()
            case .removed:
                rest = rest.dropFirst()
                return nil
            }
        }
    }
}

extension Hunk.Line {
    fileprivate var isContext: Bool { if case .context = self { true } else { false } }
}
