import StudyModel

/// One process's view of a run in memory.
package actor InMemoryRunStore: RunStore {
    private let repository: InMemoryRepository
    package let writer: WriterID
    private let scope: ArtifactScope

    /// - Parameter writer: who appends; whoever began the run where it is left out.
    package init(_ repository: InMemoryRepository, writer: WriterID? = nil) {
        self.repository = repository
        let study = repository.record.study
        self.writer = writer ?? repository.record.writer
        scope = ArtifactScope(study)
    }

    package var record: RunRecord { repository.record }

    package func events(after count: Int) async throws -> [RecordedEvent] {
        let events = await repository.events
        return (count..<events.count).map {
            RecordedEvent(
                id: InMemoryRepository.eventID($0), event: events[$0],
                objectives: repository.record.study.objectives)
        }
    }

    package func draft(
        _ proposal: Proposal, on parents: Parents, step: StepID, proposer: String
    ) async throws -> Draft {
        let old = await repository.files(at: parents.first)
        switch Edited(proposal.changes, of: old, within: scope) {
        case .refused(let violation): return .refused(violation)
        case .files(old): return .unchanged
        case .files(let files):
            let tree = InMemoryRepository.tree(of: files)
            if let other = await repository.candidate(with: tree) { return .duplicate(of: other) }
            let note = "\(step.number)@\(step.writer)"
            return .candidate(commit: await repository.commit(files, on: parents, note: note), tree: tree)
        }
    }

    package func append(_ event: Event, feedback: String?, attachments: [Attachment]) async throws {
        try await repository.append(event, feedback: feedback, attachments: attachments)
    }

    package func record(of step: StepID) async throws -> StepRecord? { await repository.step(step) }

    package func evaluations(of event: CommitID) async throws -> [RecordedEvaluation] {
        let events = await repository.events
        let index = events.indices.first { InMemoryRepository.eventID($0) == event }
        return index.map { events[$0].evaluations } ?? []
    }

    package func begun(_ sitting: SittingKey) async throws -> [Evaluation] {
        await repository.begun(sitting)
    }

    package func keep(_ repeats: [Evaluation], of sitting: SittingKey) async throws {
        await repository.keep(repeats, of: sitting)
    }

    package func measured(_ tree: TreeID, by evaluator: EvaluatorIdentity) async throws -> [EarlierEvaluation]
    {
        var found: [EarlierEvaluation] = []
        for (index, event) in await repository.events.enumerated().reversed() {
            guard case .step(let step) = event, step.step.writer == writer else { continue }
            let files = await repository.attachments(of: step.step)
            for earlier in step.reusable(
                from: InMemoryRepository.eventID(index), by: evaluator, file: { files[$0]?.bytes })
            where try await repository.tree(of: earlier.recorded.of) == tree { found.append(earlier) }
        }
        return found
    }

    package func isReproducible(_ evaluator: EvaluatorIdentity) async -> Bool? {
        await repository.reproducible[evaluator.id]
    }

    package func keep(reproducible: Bool, of evaluator: EvaluatorIdentity) async {
        await repository.keep(reproducible: reproducible, of: evaluator)
    }

    package func attachment(_ path: String, of step: StepID) async throws -> Attachment? {
        await repository.attachment(path, of: step)
    }

    package func feedback(of step: StepID) async throws -> String? {
        await repository.attachment("feedback.md", of: step)?.text
    }

    package func diff(from parent: CommitID, to candidate: CommitID) async throws -> String {
        let (old, new) = (await repository.files(at: parent), await repository.files(at: candidate))
        return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map { path in
            let lines = [old[path] ?? "", new[path] ?? ""].map {
                $0.split(separator: "\n", omittingEmptySubsequences: false)
            }
            // As with merges, lines are changed in place and never come or go.
            let areMatched = lines[0].count == lines[1].count
            let places = lines.map { $0.indices.filter { !areMatched || lines[0][$0] != lines[1][$0] } }
            let gone = places[0].map { "-\(lines[0][$0])\n" }
            let come = places[1].map { "+\(lines[1][$0])\n" }
            return "diff --git a/\(path) b/\(path)\n--- \(path)\n@@\n" + (gone + come).joined()
        }.joined()
    }

    /// Merges line by line as diff3 does where a file has as many lines in all three, and file by file where not.
    package func reapply(
        _ candidate: CommitID, madeFrom parent: CommitID, onto other: CommitID
    ) async throws -> ReappliedChanges {
        let base = await repository.files(at: parent)
        let ours = await repository.files(at: other)
        let theirs = await repository.files(at: candidate)
        return ThreeWayMerge(base: base, ours: ours, theirs: theirs).changes
    }

    package func artifact(at candidate: CommitID) async throws -> any ArtifactView {
        _ = try await repository.tree(of: candidate)
        return InMemoryArtifact(
            files: await repository.files(at: candidate), scope: scope, repository: repository)
    }

    package func tree(of candidate: CommitID) async throws -> TreeID {
        try await repository.tree(of: candidate)
    }
}

/// What changes make of some files.
private enum Edited {
    case refused(ScopeViolation)
    case files(InMemoryRepository.Files)

    init(_ changes: [FileChange], of old: InMemoryRepository.Files, within scope: ArtifactScope) {
        if let conflict = ArtifactScope.conflict(in: changes) {
            self = .refused(conflict)
            return
        }
        let gone = Set(changes.filter { $0.content == .deleted }.map(\.path))
        let rest = old.keys.filter { !gone.contains($0) }
        var files = old
        for change in changes {
            let place = Self.file(at: change.path, in: old, leaving: rest)
            if let violation = scope.violation(of: change, replacing: place) {
                self = .refused(violation)
                return
            }
            if case .file(let bytes, _) = change.content {
                files[change.path] = String(decoding: bytes, as: UTF8.self)
            }
            if case .deleted = change.content { files[change.path] = nil }
        }
        self = .files(files)
    }

    private static func file(
        at path: String, in files: InMemoryRepository.Files, leaving rest: [String]
    ) -> OldFile? {
        if let text = files[path] { return .file(Array(text.utf8), executable: false) }
        if rest.contains(where: { $0.hasPrefix(path + "/") }) { return .folder }
        return rest.contains { path.hasPrefix($0 + "/") } ? .belowFile : nil
    }
}

private struct InMemoryArtifact: ArtifactView {
    let files: InMemoryRepository.Files
    let scope: ArtifactScope
    let repository: InMemoryRepository
    private let hidden: PatternList

    init(files: InMemoryRepository.Files, scope: ArtifactScope, repository: InMemoryRepository) {
        (self.files, self.scope, self.repository) = (files, scope, repository)
        hidden = repository.record.study.hiddenFiles
    }

    func editablePaths() async throws -> [String] { files.keys.filter(scope.isEditable).sorted() }

    func isExecutable(_ path: String) async throws -> Bool { false }

    func contextPaths() async throws -> [String] {
        let context = PatternList(repository.record.study.context)
        return files.keys.filter { context.matches($0) && !hidden.matches($0) }.sorted()
    }

    func read(_ path: String) async throws -> [UInt8]? {
        hidden.matches(path) ? nil : files[path].map { Array($0.utf8) }
    }

    func editableLines(of path: String) async throws -> [ClosedRange<Int>]? {
        scope.editableLines(of: Array((files[path] ?? "").utf8))
    }

    func isNovel(_ changes: [FileChange]) async throws -> Bool {
        guard case .files(let new) = Edited(changes, of: files, within: scope), new != files else {
            return false
        }
        return await repository.candidate(with: InMemoryRepository.tree(of: new)) == nil
    }
}
