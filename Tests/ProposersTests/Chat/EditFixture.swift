import StudyModel
import Testing

@testable import Proposers

/// Replies applied to a small artifact: what becomes of its files, or why nothing does.
struct EditFixture {
    static let sort =
        "int size = 64;\n\nint sort(int *a, int n) {\n    int swaps = 0;\n    return swaps;\n}\n"

    var artifact: ShownArtifact
    var scope: ArtifactScope

    init(_ files: [String: String] = ["src/sort.c": sort], editable: [String] = ["src/**"]) {
        artifact = ShownArtifact(
            editable: files.keys.sorted().map { .init(path: $0, text: FileText(files[$0] ?? "")) })
        scope = ArtifactScope(ArtifactSettings(editable: editable), evaluatorFiles: ["bench/**"])
    }

    /// The files that changed, by path; `nil` for one that was deleted.
    func files(_ reply: String, _ reader: some EditReader) throws -> [String: String?] {
        let changes = try result(reply, reader).get()
        let pairs = changes.map { change -> (String, String?) in
            guard case .file(let bytes, _) = change.content else { return (change.path, nil) }
            return (change.path, String(decoding: bytes, as: UTF8.self))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    func problems(_ reply: String, _ reader: some EditReader) -> [EditProblem] {
        switch result(reply, reader) {
        case .success: []
        case .failure(let failure): failure.problems
        }
    }

    func result(_ reply: String, _ reader: some EditReader) -> Result<[FileChange], EditFailure> {
        let read = reader.read(reply, known: artifact.editable.map(\.path))
        guard read.problems.isEmpty else { return .failure(EditFailure(problems: read.problems)) }
        return EditApplication.changes(by: read.edits, of: artifact, scope: scope)
    }
}
