import StudyModel

/// Applies the edits of a reply to the parent's files, one after the other.
struct EditApplication {
    private let artifact: ShownArtifact
    private let scope: ArtifactScope
    /// The files that were written, as they are now.
    private var written: [String: FileText] = [:]
    private var deleted: Set<String> = []

    init(_ artifact: ShownArtifact, scope: ArtifactScope) {
        self.artifact = artifact
        self.scope = scope
    }

    /// Returns the files that the edits change, by path.
    ///
    /// Every edit is tried, so that a repair turn can tell of all that do not apply; if one does not, none counts.
    /// - Parameter kept: edits of earlier replies that applied, made first; one that comes again is passed over.
    static func changes(
        by edits: [FileEdit], after kept: [FileEdit] = [], of artifact: ShownArtifact, scope: ArtifactScope
    ) -> Result<[FileChange], EditFailure> {
        var application = EditApplication(artifact, scope: scope)
        var (applied, problems) = application.apply(kept)
        let (others, theirs) = application.apply(edits.filter { !kept.contains($0) })
        applied += others
        problems += theirs
        let changes = application.changes
        if problems.isEmpty, changes.isEmpty { return .failure(EditFailure(problems: [.nothingChanged])) }
        return problems.isEmpty
            ? .success(changes) : .failure(EditFailure(problems: problems, applied: applied))
    }

    /// Makes the edits that can be made.
    private mutating func apply(_ edits: [FileEdit]) -> (applied: [FileEdit], problems: [EditProblem]) {
        var applied: [FileEdit] = []
        var problems: [EditProblem] = []
        for edit in edits {
            do throws(EditProblem) {
                try apply(edit)
                applied.append(edit)
            } catch {
                problems.append(error)
            }
        }
        return (applied, problems)
    }

    private var changes: [FileChange] {
        let edited = written.filter { artifact[$0.key]?.text != $0.value }.map { path, text in
            let isExecutable = artifact[path]?.isExecutable ?? false
            return FileChange(
                path: path, content: .file(Array(text.text.utf8), executable: isExecutable))
        }
        let removed = deleted.map { FileChange(path: $0, content: .deleted) }
        return (edited + removed).sorted { $0.path < $1.path }
    }

    // MARK: - One edit

    private mutating func apply(_ edit: FileEdit) throws(EditProblem) {
        let path = resolved(edit.path)
        if edit.action == .delete { return try delete(path) }
        let text = try text(at: path)
        written[path] =
            switch edit.action {
            case .replace(let ways): try replacing(ways, in: text, path)
            case .write(let lines): try writing(lines, over: text, path)
            case .patch(let hunks): try patching(hunks, text, path)
            case .delete: nil
            }
        deleted.remove(path)
    }

    private mutating func delete(_ path: String) throws(EditProblem) {
        let isNew = written.removeValue(forKey: path) != nil && artifact[path] == nil
        if isNew { return }
        // What lies outside the scope is refused by its path.
        guard artifact[path] != nil || !mayBeThere(path) else { throw unknown(path) }
        deleted.insert(path)
    }

    /// The file as earlier edits left it; `nil` where there is none.
    private func text(at path: String) throws(EditProblem) -> FileText? {
        if deleted.contains(path) { return nil }
        if let text = written[path] { return text }
        guard let file = artifact[path] else { return nil }
        guard let text = file.text else { throw .notText(path: path) }
        return text
    }

    private func replacing(
        _ ways: [Replacement], in text: FileText?, _ path: String
    ) throws(EditProblem) -> FileText {
        // As few old lines as can be, for a file that has none, and to tell of where it has none of them.
        guard let shortest = ways.last else { throw .emptySearch(path: path) }
        let isNothing = shortest.old.allSatisfy(\.isBlank)
        guard var text, !(text.lines.isEmpty && isNothing) else {
            guard isNothing || !mayBeThere(path) else { throw unknown(path) }
            return FileText(lines: shortest.new)
        }
        let way = ways.first { !$0.old.allSatisfy(\.isBlank) && text.has($0.old) } ?? shortest
        guard !way.old.allSatisfy(\.isBlank) else { throw .emptySearch(path: path) }
        try text.replace(way.old, with: way.new, path: path)
        return text
    }

    private func writing(
        _ lines: [String], over text: FileText?, _ path: String
    ) throws(EditProblem) -> FileText {
        let known = Set(text?.lines.map(\.trimmed) ?? [])
        if let line = lines.first(where: { Elision.isElision($0) && !known.contains($0.trimmed) }) {
            throw .leftOut(path: path, line: line.trimmed)
        }
        let written = FileText(lines: lines)
        return text.map(written.formed(as:)) ?? written
    }

    private func patching(
        _ hunks: [Hunk], _ text: FileText?, _ path: String
    ) throws(EditProblem) -> FileText {
        guard let text else {
            let isNew = hunks.allSatisfy { $0.old.allSatisfy(\.isBlank) }
            guard isNew || !mayBeThere(path) else { throw unknown(path) }
            return FileText(lines: hunks.flatMap { $0.lines.compactMap(\.new) })
        }
        return try text.patched(by: hunks, path: path)
    }

    // MARK: - Paths

    /// Whether a file of this path would have been shown, were it there; any other is refused by its path.
    private func mayBeThere(_ path: String) -> Bool { scope.isEditable(path) || artifact[path] != nil }

    private func unknown(_ path: String) -> EditProblem {
        .unknownFile(path: path, known: artifact.editable.map(\.path))
    }

    /// The path that is meant: a file that was shown, if the reply names one by its end alone.
    private func resolved(_ path: String) -> String {
        guard !mayBeThere(path), !path.isEmpty else { return path }
        let ends = artifact.editable.map(\.path).filter {
            $0.hasSuffix("/" + path) || path.hasSuffix("/" + $0)
        }
        return ends.count == 1 ? ends[0] : path
    }
}

/// Why none of a reply's edits is used.
struct EditFailure: Hashable, Error {
    /// At least one.
    let problems: [EditProblem]
    /// The edits that apply.
    var applied: [FileEdit] = []
}

extension Hunk.Line {
    /// The line as the new file has it.
    var new: String? {
        switch self {
        case .context(let text), .added(let text): text
        case .removed: nil
        }
    }
}
