import Git
import ObjectIDs
import StudyModel

/// The files that a study starts from, whether there is a run of it or not.
package struct BaseArtifact: ArtifactView {
    private let repository: Repository
    private let tree: ObjectID
    private let scope: ArtifactScope
    private let hidden: PatternList

    init(_ plan: StudyPlan, in repository: Repository) {
        self.repository = repository
        tree = ObjectID(plan.base.tree)
        scope = ArtifactScope(plan.study)
        hidden = plan.study.hiddenFiles
    }

    package func editablePaths() async throws -> [String] {
        try await repository.files(of: tree).map(\.path).filter(scope.isEditable).sorted()
    }

    /// The files that are text, by path: those of up to a megabyte, and so many bytes in all.
    func texts(upTo limit: Int) async throws -> [(path: String, text: String)] {
        var (texts, room): ([(path: String, text: String)], Int) = ([], limit)
        for file in try await repository.files(of: tree)
        where [.file, .executable].contains(file.mode) && !hidden.matches(file.path) {
            guard let (_, size) = try await repository.objectHeader(file.id), size <= min(room, 1 << 20),
                let text = String(validating: try await repository.readBlob(file.id), as: UTF8.self)
            else { continue }
            room -= size
            texts.append((file.path, text))
        }
        return texts
    }

    /// Nobody is shown any.
    package func contextPaths() -> [String] { [] }

    package func read(_ path: String) async throws -> [UInt8]? {
        guard !hidden.matches(path), let entry = try await repository.entry(at: path, in: tree),
            entry.mode == .file || entry.mode == .executable
        else { return nil }
        return try await repository.readBlob(entry.id)
    }

    package func isExecutable(_ path: String) async throws -> Bool {
        try await repository.entry(at: path, in: tree)?.mode == .executable
    }

    /// Nothing was evaluated yet.
    package func isNovel(_ changes: [FileChange]) -> Bool { true }

    package func editableLines(of path: String) async throws -> [ClosedRange<Int>]? {
        scope.isLimitedToMarkers ? scope.editableLines(of: try await read(path) ?? []) : nil
    }
}
