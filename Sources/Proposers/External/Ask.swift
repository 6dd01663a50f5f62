import FoundationEssentials
import StudyModel

/// What `hone ask` prints: all that an outside optimizer needs for one proposal, as JSON.
///
/// Version 1. Answered with a `Tell`.
package struct Ask: Hashable, Sendable, Codable {
    /// Whether files come with their content.
    package enum Contents: Hashable, Sendable { case included, pathsOnly }

    /// A file of the parent.
    package struct File: Hashable, Sendable, Codable {
        package var path: String
        package var executable: Bool
        /// The content, where it was asked for and is UTF-8.
        package var content: String?
        /// The content, where it was asked for and is not.
        package var base64: String?
        /// The lines that may change, as pairs of first and last, from 1; absent for all of them.
        package var lines: [[Int]]?
    }

    package var version = 1
    package var run: RunName
    package var step: Int
    package var writer: WriterID
    package var parents: Parents
    package var instructions: String
    /// The evidence, as Markdown.
    package var evidence: String
    package var editable: [File]
    /// To be read only.
    package var context: [File]
    /// Below 2^53, so that it is exact in every reader of JSON; derives from the run's.
    package var seed: UInt64

    /// Reads from the request's artifact what the answer needs.
    package init(_ request: ProposalRequest, run: RunName, contents: Contents) async throws {
        self.run = run
        step = request.step.number
        writer = request.step.writer
        parents = request.parents
        instructions = request.instructions
        evidence = request.evidence.markdown
        seed = request.seed >> 11
        editable = []
        context = []
        for path in try await request.artifact.editablePaths() {
            var file = try await Self.file(path, of: request.artifact, contents)
            file.lines = try await request.artifact.editableLines(of: path)?.map {
                [$0.lowerBound, $0.upperBound]
            }
            editable.append(file)
        }
        for path in try await request.artifact.contextPaths() {
            context.append(try await Self.file(path, of: request.artifact, contents))
        }
    }

    private static func file(
        _ path: String, of artifact: any ArtifactView, _ contents: Contents
    ) async throws -> File {
        var file = File(path: path, executable: try await artifact.isExecutable(path))
        guard contents == .included, let bytes = try await artifact.read(path) else { return file }
        file.content = String(validating: bytes, as: UTF8.self)
        if file.content == nil { file.base64 = Data(bytes).base64EncodedString() }
        return file
    }
}
