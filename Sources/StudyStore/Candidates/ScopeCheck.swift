import Git
import ObjectIDs
import StudyModel

/// Asks the scope about changes to a tree, with what the tree has at their paths.
struct ScopeCheck: Sendable {
    let scope: ArtifactScope

    init(_ study: Study) {
        scope = ArtifactScope(study)
    }

    /// Finds what forbids a proposal; `nil` where the scope allows all of it.
    func violation(
        of changes: [FileChange], to tree: ObjectID, in repository: isolated Repository
    ) throws -> ScopeViolation? {
        if let conflict = ArtifactScope.conflict(in: changes) { return conflict }
        let deleted = Set(changes.filter { $0.content == .deleted }.map(\.path))
        for change in changes {
            let old = try oldFile(at: change.path, of: tree, without: deleted, in: repository)
            if let violation = scope.violation(of: change, replacing: old) { return violation }
        }
        return nil
    }

    /// Finds what forbids the difference between two trees, whoever made it.
    func violation(
        from old: ObjectID, to new: ObjectID, in repository: isolated Repository
    ) throws -> ScopeViolation? {
        for change in try repository.changes(from: old, to: new) {
            let made = FileChange(
                path: change.path, content: try Self.content(of: change.new, in: repository))
            let replaced = try change.old.map { try Self.file($0, in: repository) } ?? nil
            if let violation = scope.violation(of: made, replacing: replaced) { return violation }
        }
        return nil
    }

    /// Returns the difference between two trees as a proposal's changes.
    static func changes(
        from old: ObjectID, to new: ObjectID, in repository: isolated Repository
    ) throws -> [FileChange] {
        try repository.changes(from: old, to: new).map { change in
            FileChange(path: change.path, content: try content(of: change.new, in: repository))
        }
    }

    /// What a tree has at a path once the files of `deleted` are gone from it.
    private func oldFile(
        at path: String, of tree: ObjectID, without deleted: Set<String>, in repository: isolated Repository
    ) throws -> OldFile? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for count in parts.indices.dropFirst() {
            let folder = parts[..<count].joined(separator: "/")
            guard let entry = try repository.entry(at: folder, in: tree) else { return nil }
            if entry.mode != .directory { return deleted.contains(folder) ? nil : .belowFile }
        }
        guard let entry = try repository.entry(at: path, in: tree) else { return nil }
        guard entry.mode == .directory else { return try Self.file(entry, in: repository) }
        let isLeft = try repository.files(of: tree, in: path).contains { !deleted.contains($0.path) }
        return isLeft ? .folder : nil
    }

    private static func file(_ entry: TreeEntry, in repository: isolated Repository) throws -> OldFile? {
        switch entry.mode {
        case .file, .executable:
            .file(try repository.readBlob(entry.id), executable: entry.mode == .executable)
        case .symbolicLink:
            .symbolicLink(target: String(decoding: try repository.readBlob(entry.id), as: UTF8.self))
        case .submodule: .submodule
        case .directory: .folder
        }
    }

    private static func content(
        of entry: TreeEntry?, in repository: isolated Repository
    ) throws -> FileChange.Content {
        guard let entry else { return .deleted }
        switch try file(entry, in: repository) {
        case .file(let bytes, let executable): return .file(bytes, executable: executable)
        case .symbolicLink(let target): return .symbolicLink(target: target)
        case .submodule, .folder, .belowFile, nil: return .submodule
        }
    }
}
