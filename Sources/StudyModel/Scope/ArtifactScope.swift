/// The set of paths, and of lines in them, that a study may change.
///
/// Pure: it is asked wherever a candidate's tree is built, for every proposer and for people's commits alike.
package struct ArtifactScope: Hashable, Sendable {
    private let editable: PatternList
    private let frozen: PatternList
    private let evaluatorFiles: PatternList
    private var hidden = PatternList([])
    private let regions: ArtifactSettings.Regions
    /// The bytes that a file may have.
    package let maxSize: Int

    /// The scope of a study's candidates. What is hidden belongs to the evaluator, in its files or in the candidate's: nobody edits what they may not see.
    package init(_ study: Study) {
        self.init(study.artifact, evaluatorFiles: study.protectedFiles)
        hidden = study.hiddenFiles
    }

    package init(_ artifact: ArtifactSettings, evaluatorFiles: [String]) {
        editable = PatternList(artifact.editable)
        frozen = PatternList(artifact.frozen)
        self.evaluatorFiles = PatternList(evaluatorFiles)
        regions = artifact.regions
        maxSize = artifact.maxSize
    }

    /// Tells whether a file of this path may be changed, as far as its path says; with `regions: markers` its text decides too.
    package func isEditable(_ path: String) -> Bool {
        // Cheaper first: of a whole repository, most paths end here.
        editable.matches(path) && violation(of: path) == nil
    }

    /// Whether only lines between markers may change.
    package var isLimitedToMarkers: Bool { regions == .markers }

    /// The lines, from 1, of a text that may change: `nil` for all of them, empty for none.
    ///
    /// Between markers that follow each other there is no line, so such a region is not among them.
    package func editableLines(of text: [UInt8]) -> [ClosedRange<Int>]? {
        guard regions == .markers else { return nil }
        do {
            return try MarkedText(text).regions.filter { !$0.isEmpty }.map { ClosedRange($0) }
        } catch {
            return []
        }
    }

    /// Finds what forbids a change of one file; `nil` where the scope allows it.
    ///
    /// `old` is what the parent's tree has at the path, as the rest of the proposal leaves it.
    package func violation(of change: FileChange, replacing old: OldFile?) -> ScopeViolation? {
        violation(of: change.path) ?? violation(ofKindIn: change, replacing: old)
            ?? violation(ofRegionsIn: change, replacing: old)
    }

    /// Finds a change that contradicts another: the same path twice, or a file and something below it.
    ///
    /// A file that is deleted to make room for a folder contradicts nothing.
    package static func conflict(in changes: [FileChange]) -> ScopeViolation? {
        var seen: Set<[UInt8]> = []
        for change in changes where !seen.insert(Array(change.path.utf8)).inserted {
            return .conflict(path: change.path)
        }
        let kept = Set(changes.filter { $0.content != .deleted }.map { Array($0.path.utf8) })
        for change in changes where change.content != .deleted {
            let path = Array(change.path.utf8)
            let folders = path.indices.filter { path[$0] == UInt8(ascii: "/") }.map { Array(path[..<$0]) }
            if folders.contains(where: kept.contains) { return .conflict(path: change.path) }
        }
        return nil
    }

    // MARK: - Parts

    private func violation(of path: String) -> ScopeViolation? {
        if let problem = PathProblem(in: path) { return .unsafePath(path: path, problem: problem) }
        let parts = path.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        if parts.contains(where: { part in ReservedName.settings.contains { $0.isSpelled(part) } }) {
            return .gitSettings(path: path)
        }
        if evaluatorFiles.matches(path) || evaluatorFiles.needsFolder(at: path) || hidden.matches(path) {
            return .evaluatorFile(path: path)
        }
        if frozen.matches(path) { return .frozen(path: path) }
        return editable.matches(path) ? nil : .outsideScope(path: path)
    }

    private func violation(ofKindIn change: FileChange, replacing old: OldFile?) -> ScopeViolation? {
        let path = change.path
        switch (change.content, old) {
        case (.file(let bytes, _), _) where bytes.count > maxSize:
            return .tooLarge(path: path, bytes: bytes.count, limit: maxSize)
        case (.symbolicLink(let target), _): return .symbolicLink(path: path, target: target)
        case (_, .symbolicLink(let target)?): return .symbolicLink(path: path, target: target)
        case (.submodule, _), (_, .submodule?): return .submodule(path: path)
        case (_, .belowFile?): return .throughFile(path: path)
        case (_, .folder?): return .replacesFolder(path: path)
        case (.file, _), (.deleted, _): return nil
        }
    }

    private func violation(ofRegionsIn change: FileChange, replacing old: OldFile?) -> ScopeViolation? {
        guard regions == .markers else { return nil }
        guard case .file(let bytes, let executable) = change.content,
            case .file(let oldBytes, let wasExecutable)? = old, executable == wasExecutable
        else { return .noMarkers(path: change.path) }
        do {
            let marked = try MarkedText(oldBytes)
            guard !marked.regions.isEmpty else { return .noMarkers(path: change.path) }
            let line = marked.firstFixedLine(changedIn: try MarkedText(bytes))
            return line.map { .outsideMarkers(path: change.path, line: $0) }
        } catch {
            return .unbalancedMarkers(path: change.path, line: error.line)
        }
    }
}

/// What the parent's tree has at the path of a change; nothing there is `nil`.
package enum OldFile: Hashable, Sendable {
    case file([UInt8], executable: Bool)
    case symbolicLink(target: String)
    case submodule
    /// The path is a folder, and the proposal leaves some file below it.
    case folder
    /// A folder of the path is a file, a link or a submodule, and the proposal does not delete it.
    case belowFile
}
