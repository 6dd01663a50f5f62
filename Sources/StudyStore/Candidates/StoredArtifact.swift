import Git
import ObjectIDs
import StudyModel

/// A candidate's files as the repository has them.
struct StoredArtifact: ArtifactView {
    let journal: RunJournal
    let candidate: CommitID
    let tree: ObjectID
    private let hidden: PatternList

    init(journal: RunJournal, candidate: CommitID, tree: ObjectID) {
        (self.journal, self.candidate, self.tree) = (journal, candidate, tree)
        hidden = journal.record.study.hiddenFiles
    }

    func editablePaths() async throws -> [String] { try await journal.paths(of: tree).editable }

    func contextPaths() async throws -> [String] { try await journal.paths(of: tree).context }

    func read(_ path: String) async throws -> [UInt8]? {
        guard !hidden.matches(path) else { return nil }
        return try await Self.read(path, of: tree, in: journal.repository)
    }

    func isExecutable(_ path: String) async throws -> Bool {
        try await journal.repository.entry(at: path, in: tree)?.mode == .executable
    }

    func isNovel(_ changes: [FileChange]) async throws -> Bool {
        try await journal.isNovel(changes, on: candidate)
    }

    func editableLines(of path: String) async throws -> [ClosedRange<Int>]? {
        let scope = ScopeCheck(journal.record.study).scope
        guard scope.isLimitedToMarkers else { return nil }
        return scope.editableLines(of: try await read(path) ?? [])
    }

    private static func read(
        _ path: String, of tree: ObjectID, in repository: isolated Repository
    ) throws -> [UInt8]? {
        guard let entry = try repository.entry(at: path, in: tree),
            entry.mode == .file || entry.mode == .executable
        else { return nil }
        return try repository.readBlob(entry.id)
    }
}
