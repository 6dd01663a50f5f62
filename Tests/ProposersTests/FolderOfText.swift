import StudyModel

/// An artifact in memory: files by path, the trees that were evaluated, and the lines that may change.
struct FolderOfText: ArtifactView {
    var files: [String: [UInt8]]
    var editable: [String: [ClosedRange<Int>]] = [:]
    var executables: Set<String> = []
    var evaluated: Set<[String: [UInt8]]> = []

    init(_ files: [String: String]) { self.files = files.mapValues { Array($0.utf8) } }

    func editablePaths() -> [String] { files.keys.sorted() }
    func contextPaths() -> [String] { [] }
    func read(_ path: String) -> [UInt8]? { files[path] }
    func isExecutable(_ path: String) -> Bool { executables.contains(path) }
    func editableLines(of path: String) -> [ClosedRange<Int>]? { editable[path] }

    func isNovel(_ changes: [FileChange]) -> Bool {
        let result = applying(changes)
        return result.files != files && !evaluated.contains(result.files)
    }

    func applying(_ changes: [FileChange]) -> FolderOfText {
        var result = self
        for change in changes {
            guard case .file(let bytes, _) = change.content else { continue }
            result.files[change.path] = bytes
        }
        return result
    }

    func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }
}

extension ProposalRequest {
    static func made(
        of artifact: FolderOfText, seed: UInt64 = 1, edits: [String: EditRecord] = [:]
    ) -> ProposalRequest {
        ProposalRequest(
            step: StepID(number: 1, writer: WriterID(text: "0123abcd")!),
            parents: Parents(CommitID(text: String(repeating: "a", count: 40))!),
            instructions: "Make it better.",
            evidence: Evidence(markdown: "# Evidence\n"), artifact: artifact, seed: seed, edits: edits)
    }
}
