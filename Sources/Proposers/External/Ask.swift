import FoundationEssentials
import StudyModel
import Text

/// What `hone ask` prints: all that an outside optimizer needs for one proposal, as JSON.
///
/// Version 1. Answered with a `Tell`.
package struct Ask: Hashable, Sendable {
    /// A file of the parent.
    package struct File: Hashable, Sendable {
        package var path: String
        package var executable: Bool
        /// The content, where it is UTF-8.
        package var content: String?
        /// The content, where it is not.
        package var base64: String?
        /// The lines that may change, as pairs of first and last, from 1; absent for all of them.
        package var lines: [[Int]]?
    }

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
    /// Derives from the run's; below 2^31.
    package var seed: UInt64

    /// Reads from the request's artifact what the answer needs.
    package init(_ request: ProposalRequest, run: RunName) async throws {
        self.run = run
        step = request.step.number
        writer = request.step.writer
        parents = request.parents
        instructions = request.instructions
        evidence = request.evidence.markdown
        seed = Seeds.told(request.seed)
        editable = []
        context = []
        for path in try await request.artifact.editablePaths() {
            var file = try await Self.file(path, of: request.artifact)
            file.lines = try await request.artifact.editableLines(of: path)?.map {
                [$0.lowerBound, $0.upperBound]
            }
            editable.append(file)
        }
        for path in try await request.artifact.contextPaths() {
            context.append(try await Self.file(path, of: request.artifact))
        }
    }

    private static func file(
        _ path: String, of artifact: any ArtifactView
    ) async throws -> File {
        var file = File(path: path, executable: try await artifact.isExecutable(path))
        guard let bytes = try await artifact.read(path) else { return file }
        file.content = String(validating: bytes, as: UTF8.self)
        if file.content == nil { file.base64 = Data(bytes).base64EncodedString() }
        return file
    }

    /// The document, with a newline at its end.
    package var line: [UInt8] {
        ObjectWriter.line { line in
            line.put("version", 1)
            line.put("run", run)
            line.put("step", step)
            line.put("writer", writer)
            line.put("parents", each: parents.all)
            line.put("instructions", instructions)
            line.put("evidence", evidence)
            line.list("editable", editable) { $0.write(to: &$1) }
            line.list("context", context) { $0.write(to: &$1) }
            line.put("seed", seed)
        }
    }
}

extension Ask.File {
    fileprivate func write(to line: inout ObjectWriter) {
        line.put("path", path)
        line.put("executable", executable)
        line.put("content", content)
        line.put("base64", base64)
        line.put("lines", lines.map { JSONValue.array($0.map { .array($0.map { .number(Double($0)) }) }) })
    }
}
