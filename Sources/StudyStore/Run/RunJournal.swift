import Git
import ObjectIDs
import StudyModel

/// A run, opened for appending or reading: its journals, and the branches and notes that follow them.
package actor RunJournal: RunStore {
    /// The repository; candidates that were drafted and not recorded yet can be read through this very value alone.
    package nonisolated let repository: Repository
    package nonisolated let record: RunRecord
    package nonisolated let writer: WriterID
    /// The run's identity: the commit of its first event.
    package nonisolated let root: CommitID
    package nonisolated let access: RunAccess

    nonisolated let journals: Repository
    nonisolated let options: StoreOptions
    nonisolated let scopeCheck: ScopeCheck
    var history: RunHistory
    /// What hone last did to branches and notes; `nil` until it has been read.
    var projected: ProjectedState?
    /// Packs that are held until the objects in them are reachable.
    var held: [PublishedPack] = []
    /// Candidates that were drafted and not recorded yet.
    var drafts: [CommitID: StepID] = [:]
    var concerns: [String: ProjectionConcern] = [:]
    /// The base's paths; a candidate's differ from them by its changes.
    var basePaths: ArtifactPaths?
    var backlog = ProjectionBacklog()
    /// Held while this process is the one that steps the run.
    var stepLock: StepLock?
    /// Where that process makes steps durable; `nil` before its first event.
    var log: WriteAheadLog?
    /// Told of each step that branches and notes do not follow at once.
    var lateSteps: AsyncStream<Void>.Continuation?
    /// The value of the journal's ref while steps wait in the log for it to move.
    var waitingFrom: ObjectID?
    /// So many that the first event looks for what processes before this one have left to be merged.
    var packsSinceMerge = 16
    var hasLocalFolder = false
    /// How often this process has written what hone last did.
    var stateLines = 0
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(
        _ study: StudyRepository, _ record: RunRecord, root: ObjectID, writer: WriterID, access: RunAccess,
        state: ProjectedState?
    ) throws {
        repository = study.repository
        journals = study.journals
        options = study.options
        self.record = record
        scopeCheck = ScopeCheck(record.study)
        self.root = CommitID(root)
        self.writer = writer
        self.access = access
        history = RunHistory(record, writer: writer)
        projected = state
    }

    /// The repository's: an event goes back and forth between the two a hundred times.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { repository.unownedExecutor }

    /// Author and committer as of now.
    func signature() async throws -> Signature { try await options.signature(in: repository) }

    // MARK: - Asking

    /// The local folder of the run, with a slash at the end.
    nonisolated var localFolder: String { "\(repository.commonDirectory)hone/runs/\(root)/" }

    nonisolated var journalRef: String { RefNames.journal(record.run, writer) }

    /// Branches that could not follow the journal when they were last looked at, sorted by ref.
    package var projectionConcerns: [ProjectionConcern] {
        concerns.values.sorted { $0.ref < $1.ref }
    }

    /// Returns the run's state as of now.
    package func currentView() async throws -> RunView {
        try await withTurn {
            try await absorb()
            return history.view
        }
    }

    /// Returns the study file as it was written when the run began.
    package func studyText() async throws -> [UInt8] {
        try await RootCommit.studyText(of: ObjectID(root), in: repository)
    }

    /// Returns the evaluator's files as they were when the run began, sorted by path.
    package func evaluatorFiles() async throws -> [EvaluatorFile] {
        try await RootCommit.evaluatorFiles(of: ObjectID(root), in: repository)
    }

    package func record(of step: StepID) async throws -> StepRecord? {
        guard let commit = try await commit(of: step) else { return nil }
        return try await JournalCommit.step(of: commit, in: repository)
    }

    package func attachment(_ path: String, of step: StepID) async throws -> Attachment? {
        guard let commit = try await commit(of: step) else { return nil }
        return try await JournalCommit.file(path, of: commit, in: repository)
            .map { Attachment(path: path, bytes: $0) }
    }

    package func feedback(of step: StepID) async throws -> String? {
        guard let file = try await attachment("feedback.md", of: step) else { return nil }
        let note = FeedbackNote(file.bytes)
        // The heading has the name that the run had then.
        return history.view.names.lazy.compactMap { name in
            var record = self.record
            record.run = name
            return note.text(of: step, of: record)
        }.first
    }

    package func tree(of candidate: CommitID) async throws -> TreeID {
        TreeID(try await repository.tree(of: ObjectID(candidate)))
    }

    package func diff(from parent: CommitID, to candidate: CommitID) async throws -> String {
        let trees = (try await tree(of: parent), try await tree(of: candidate))
        return try await repository.diffText(from: ObjectID(trees.0), to: ObjectID(trees.1))
    }

    func commit(of step: StepID) async throws -> ObjectID? {
        if history.tips.isEmpty { try await withTurn { try await absorb() } }
        return history.steps[step]
    }

    // MARK: - Taking turns

    /// Runs `body` while no other call that reads or appends events is under way.
    ///
    /// An actor lets others in wherever it waits; an event must not be half taken in when the next one comes.
    func withTurn<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        if isTaken {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            isTaken = true
        }
        defer { passTurn() }
        return try await body()
    }

    private func passTurn() {
        if waiting.isEmpty {
            isTaken = false
        } else {
            waiting.removeFirst().resume()
        }
    }
}
