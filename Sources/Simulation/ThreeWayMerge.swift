import StudyModel

/// A merge of texts, with no more than the tests of strategies need: lines are changed in place and never come or go.
///
/// A file whose number of lines differs is one line of its own.
struct ThreeWayMerge {
    /// What brings ours to what both make together, or the paths where they contradict each other.
    let changes: ReappliedChanges

    init(
        base: InMemoryRepository.Files, ours: InMemoryRepository.Files, theirs: InMemoryRepository.Files
    ) {
        var (changes, conflicts): ([FileChange], [String]) = ([], [])
        for path in Set(base.keys).union(theirs.keys).sorted() where base[path] != theirs[path] {
            switch Self.merge(base[path], ours[path], theirs[path]) {
            case nil: conflicts.append(path)
            case let merged? where merged == ours[path]: continue
            case .some(nil): changes.append(FileChange(path: path, content: .deleted))
            case .some(let text?):
                changes.append(
                    FileChange(path: path, content: .file(Array(text.utf8), executable: false)))
            }
        }
        self.changes = conflicts.isEmpty ? .applied(changes) : .conflict(paths: conflicts)
    }

    /// `nil` where the two contradict each other.
    private static func merge(_ base: String?, _ ours: String?, _ theirs: String?) -> String?? {
        if let whole = pick(base, ours, theirs) { return whole }
        guard let texts = [base, ours, theirs] as? [String] else { return nil }
        let lines = texts.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        guard Set(lines.map(\.count)).count == 1 else { return nil }
        let merged = lines[0].indices.compactMap { pick(lines[0][$0], lines[1][$0], lines[2][$0]) }
        guard merged.count == lines[0].count else { return nil }
        return .some(merged.joined(separator: "\n"))
    }

    /// The side that changed; `nil` where both did, and differently.
    private static func pick<Value: Equatable>(_ base: Value, _ ours: Value, _ theirs: Value) -> Value? {
        if ours == theirs || base == theirs { return ours }
        return base == ours ? theirs : nil
    }
}
