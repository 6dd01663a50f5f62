import StudyModel

/// One process's view of an in-memory repository.
actor InMemoryRunStore: RunStore {
    private let repository: InMemoryRepository
    let writer: WriterID

    init(_ repository: InMemoryRepository, writer: String = "00000001") {
        self.repository = repository
        self.writer = WriterID(text: writer)!
    }

    var record: RunRecord { repository.record }

    func events(after count: Int) async throws -> [RecordedEvent] {
        let events = await repository.events
        return (count..<events.count).map {
            RecordedEvent(
                id: InMemoryRepository.eventID($0), event: events[$0],
                objective: repository.record.study.objective)
        }
    }

    func draft(_ proposal: Proposal, on parents: Parents, step: StepID, proposer: String) async throws
        -> Draft
    {
        let old = await repository.files(at: parents.first)
        var files = old
        for change in proposal.changes {
            guard change.path == "x" || change.path == "y" else {
                return .refused(.outsideScope(path: change.path))
            }
            if case .file(let bytes, _) = change.content {
                files[change.path] = String(decoding: bytes, as: UTF8.self)
            }
            if case .deleted = change.content { files[change.path] = nil }
        }
        if files == old { return .unchanged }
        let tree = InMemoryRepository.tree(of: files)
        if let other = await repository.candidate(with: tree) { return .duplicate(of: other) }
        let note = "\(step.number)@\(step.writer)"
        return .candidate(commit: await repository.commit(files, on: parents, note: note), tree: tree)
    }

    func append(_ event: Event, feedback: String?, attachments: [Attachment]) async throws {
        try await repository.append(event, feedback: feedback, attachments: attachments)
    }

    func record(of step: StepID) async throws -> StepRecord? { await repository.step(step) }

    func attachment(_ path: String, of step: StepID) async throws -> Attachment? {
        await repository.attachment(path, of: step)
    }

    func feedback(of step: StepID) async throws -> String? {
        await repository.attachment("feedback.md", of: step)?.text
    }

    func diff(from parent: CommitID, to candidate: CommitID) async throws -> String {
        let (old, new) = (await repository.files(at: parent), await repository.files(at: candidate))
        return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map { path in
            "--- \(path)\n-\(old[path] ?? "")\n+\(new[path] ?? "")\n"
        }.joined()
    }

    func artifact(at candidate: CommitID) async throws -> any ArtifactView {
        InMemoryArtifact(files: await repository.files(at: candidate), repository: repository)
    }

    func tree(of candidate: CommitID) async throws -> TreeID {
        guard let tree = await repository.tree(of: candidate) else { throw InMemoryRepository.Killed() }
        return tree
    }
}

private struct InMemoryArtifact: ArtifactView {
    let files: InMemoryRepository.Files
    let repository: InMemoryRepository

    func editablePaths() async throws -> [String] { files.keys.sorted() }
    func isExecutable(_ path: String) async throws -> Bool { false }
    func contextPaths() async throws -> [String] { [] }
    func read(_ path: String) async throws -> [UInt8]? { files[path].map { Array($0.utf8) } }
    func editableLines(of path: String) async throws -> [ClosedRange<Int>]? { nil }
    func isNovel(_ changes: [FileChange]) async throws -> Bool { true }
}
