import Git
import ObjectIDs
import StudyModel

/// All that differs between a run's base and a candidate, in pieces that can be taken one by one.
package struct CandidatePatch: Sendable {
    /// A piece: a hunk of a text file, or all that happened to a file that has no hunks to choose from.
    package struct Piece: Hashable, Sendable {
        package let path: String
        /// From 1, in the file's order; `nil` for the file as a whole.
        package let hunk: Int?
        /// As `git diff` shows it.
        package let text: String

        /// As `--pick` takes it: `src/sort.c@2`.
        package var name: String { hunk.map { "\(path)@\($0)" } ?? path }
    }

    private struct File: Sendable {
        let change: TreeChange
        let patch: FilePatch
        let old: String
        let diff: String
    }

    private let files: [File]
    private let contents: [String: FileChange]

    /// Reads the difference; with fewer context lines neighboring changes are pieces of their own.
    init(from base: CommitID, to candidate: CommitID, contextLines: Int, in repository: Repository)
        async throws
    {
        let old = try await repository.tree(of: ObjectID(base))
        let new = try await repository.tree(of: ObjectID(candidate))
        var files: [File] = []
        var contents: [String: FileChange] = [:]
        for change in try await repository.changes(from: old, to: new) {
            let diff = try await repository.diffText(
                from: old, to: new, contextLines: contextLines, paths: [change.path])
            let before = try await Self.text(change.old, in: repository)
            let after = try await Self.text(change.new, in: repository)
            let hasHunks = before != nil && after != nil && change.old?.mode == change.new?.mode
            files.append(
                File(
                    change: change, patch: FilePatch(path: change.path, diff: hasHunks ? diff : ""),
                    old: before ?? "", diff: diff))
            contents[change.path] = try await Self.whole(change, in: repository)
        }
        self.files = files
        self.contents = contents
    }

    /// The pieces, by file.
    package var pieces: [Piece] {
        files.flatMap { file in
            file.patch.hunks.isEmpty
                ? [Piece(path: file.change.path, hunk: nil, text: file.diff)]
                : file.patch.hunks.enumerated().map { index, hunk in
                    Piece(path: file.change.path, hunk: index + 1, text: hunk.text)
                }
        }
    }

    /// Returns the pieces that a name stands for: `PATH@HUNK` one, `PATH` all of the file's; none where there is nothing of the name.
    package func pieces(named name: String) -> [Piece] {
        pieces.filter { $0.name == name || $0.path == name }
    }

    /// Returns the changes that pieces come to, over the base.
    func changes(of chosen: [Piece]) -> [FileChange] {
        files.compactMap { file -> FileChange? in
            let own = chosen.filter { $0.path == file.change.path }
            guard !own.isEmpty else { return nil }
            if file.patch.hunks.isEmpty || own.count == file.patch.hunks.count {
                return contents[file.change.path]
            }
            let indices = Set(own.compactMap { $0.hunk.map { $0 - 1 } })
            let text = file.patch.applied(to: file.old, hunks: indices)
            return FileChange(
                path: file.change.path,
                content: .file(Array(text.utf8), executable: file.change.new?.mode == .executable))
        }
    }

    private static func text(_ entry: TreeEntry?, in repository: Repository) async throws -> String? {
        guard let entry, [.file, .executable].contains(entry.mode) else { return nil }
        let bytes = try await repository.readBlob(entry.id)
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    private static func whole(_ change: TreeChange, in repository: Repository) async throws -> FileChange {
        guard let new = change.new else { return FileChange(path: change.path, content: .deleted) }
        let bytes = try await repository.readBlob(new.id)
        return FileChange(path: change.path, content: .file(bytes, executable: new.mode == .executable))
    }
}
