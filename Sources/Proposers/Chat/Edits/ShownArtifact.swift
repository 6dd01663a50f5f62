import StudyModel

/// The parent's files as a model is shown them: what edits may refer to.
struct ShownArtifact: Hashable, Sendable {
    struct File: Hashable, Sendable {
        var path: String
        /// `nil` for what is no UTF-8 text, and is not shown.
        var text: FileText?
        var isExecutable = false
        /// The lines that may change, from 1; `nil` for all of them.
        var editableLines: [ClosedRange<Int>]?

        /// Of its text.
        var bytes: Int { text?.text.utf8.count ?? 0 }
    }

    /// Sorted by path.
    var editable: [File]
    /// Read-only; sorted by path.
    var context: [File]

    /// More than a prompt may hold.
    struct TooLarge: Error {
        /// Tokens of the files that were read, at least.
        let tokens: Int
    }

    /// Reads the files of a request; throws `TooLarge` once their texts pass a number of bytes.
    init(_ artifact: any ArtifactView, bytes limit: Int) async throws {
        var remaining = limit
        func files(_ paths: [String], editable isEditable: Bool) async throws -> [File] {
            var files: [File] = []
            for path in paths {
                guard let bytes = try await artifact.read(path) else { continue }
                var file = File(path: path, text: FileText(bytes))
                file.isExecutable = try await artifact.isExecutable(path)
                if isEditable { file.editableLines = try await artifact.editableLines(of: path) }
                if file.text != nil { remaining -= bytes.count }
                guard remaining >= 0 else { throw TooLarge(tokens: (limit - remaining + 3) / 4) }
                files.append(file)
            }
            return files
        }
        let editablePaths = try await artifact.editablePaths()
        editable = try await files(editablePaths, editable: true)
        let others = Set(editablePaths)
        context = try await files(artifact.contextPaths().filter { !others.contains($0) }, editable: false)
    }

    init(editable: [File], context: [File] = []) {
        self.editable = editable
        self.context = context
    }

    /// Of all texts.
    var bytes: Int { (editable + context).reduce(0) { $0 + $1.bytes } }

    subscript(path: String) -> File? {
        editable.first { $0.path == path } ?? context.first { $0.path == path }
    }
}
