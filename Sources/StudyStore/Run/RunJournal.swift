import Git
import ObjectIDs
import Platform
import StudyModel

/// A run, opened for appending or reading: its journals, and the branches and notes that follow them.
///
/// A front: `EventLog` has the events, `Projector` what follows them, `Candidates` what is not recorded yet. They take one call at a time;
/// this is where calls wait for their turn.
package actor RunJournal: RunStore {
    /// Where the run is, and under which options: what never changes of it.
    nonisolated let site: RunSite
    private let log: EventLog
    private let projector: Projector
    private let packs: HeldPacks
    private let drafts: Candidates
    private let turns = Turns()

    init(_ site: RunSite, state: ProjectedState?) {
        self.site = site
        let drafts = Candidates(site)
        let packs = HeldPacks(site, drafts)
        let log = EventLog(site, packs)
        projector = Projector(site, log, packs, drafts, state: state)
        (self.log, self.packs, self.drafts) = (log, packs, drafts)
    }

    /// The repository's: an event goes back and forth between the two a hundred times.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { site.repository.unownedExecutor }

    // MARK: - What it is

    /// The repository; candidates that were drafted and not recorded yet can be read through this very value alone.
    package nonisolated var repository: Repository { site.repository }

    package nonisolated var record: RunRecord { site.record }

    package nonisolated var writer: WriterID { site.writer }

    /// The run's identity: the commit of its first event.
    package nonisolated var root: CommitID { site.root }

    /// What can be asked of its commits and trees.
    package nonisolated var trees: CandidateTrees { CandidateTrees(site) }

    /// Returns the study file as it was written when the run began.
    package func studyText() async throws -> [UInt8] {
        try await RootCommit.studyText(of: ObjectID(root), in: repository)
    }

    /// Returns the evaluator's files as they were when the run began, sorted by path.
    package func evaluatorFiles() async throws -> [EvaluatorFile] {
        try await RootCommit.evaluatorFiles(of: ObjectID(root), in: repository)
    }

    /// Returns which lines of the base are executed; `nil` where nobody counted when the run began.
    package func coverage() async throws -> LineCoverage? {
        try await RootCommit.coverage(of: ObjectID(root), in: repository)
    }

    // MARK: - Reading

    package func events(after count: Int) async throws -> [RecordedEvent] {
        try await withTurn {
            try await log.read()
            if site.access == .appending, !projector.hasJustLooked { try await projector.reconcile() }
            return log.view.events(after: count)
        }
    }

    /// Returns the same as `events(after:)`, and takes in nothing that people did to branches.
    package func recorded(after count: Int) async throws -> [RecordedEvent] {
        try await withTurn {
            try await log.read()
            return log.view.events(after: count)
        }
    }

    /// Returns the run's state as of now.
    package func currentView() async throws -> RunView {
        try await withTurn {
            try await log.read()
            return log.view
        }
    }

    package func record(of step: StepID) async throws -> StepRecord? {
        guard let commit = try await commit(of: step) else { return nil }
        return try await JournalCommit.step(of: commit, in: repository)
    }

    package func evaluations(of event: CommitID) async throws -> [RecordedEvaluation] {
        try await JournalCommit.evaluations(of: ObjectID(event), in: repository)
    }

    package func attachment(_ path: String, of step: StepID) async throws -> Attachment? {
        guard let commit = try await commit(of: step) else { return nil }
        return try await JournalCommit.file(path, of: commit, in: repository)
            .map { Attachment(path: path, bytes: $0) }
    }

    /// Returns the paths of the raw files that are kept of a step, sorted; the event itself is left out.
    package func attachmentPaths(of step: StepID) async throws -> [String] {
        guard let commit = try await commit(of: step) else { return [] }
        return try await JournalCommit.paths(of: commit, in: repository)
    }

    package func feedback(of step: StepID) async throws -> String? {
        guard let file = try await attachment("feedback.md", of: step) else { return nil }
        let note = FeedbackNote(file.bytes)
        // The heading has the name that the run had then.
        return log.view.names.lazy.compactMap { name in
            var record = self.record
            record.run = name
            return note.text(of: step, of: record)
        }.first
    }

    package func tree(of candidate: CommitID) async throws -> TreeID { try await trees.tree(of: candidate) }

    package func diff(from parent: CommitID, to candidate: CommitID) async throws -> String {
        try await trees.diff(from: parent, to: candidate)
    }

    package func reapply(
        _ candidate: CommitID, madeFrom parent: CommitID, onto other: CommitID
    ) async throws -> ReappliedChanges {
        try await trees.reapply(candidate, madeFrom: parent, onto: other)
    }

    private func commit(of step: StepID) async throws -> ObjectID? {
        if log.isUnread { try await withTurn { try await log.read() } }
        return log.stepCommits[step]
    }

    // MARK: - Candidates

    package func draft(
        _ proposal: Proposal, on parents: Parents, step: StepID, proposer: String
    ) async throws -> Draft {
        try await drafts.draft(proposal, on: parents, step: step, proposer: proposer, in: log.view)
    }

    package func artifact(at candidate: CommitID) async throws -> any ArtifactView {
        StoredArtifact(
            journal: self, candidate: candidate,
            tree: try await repository.tree(of: ObjectID(candidate)))
    }

    func isNovel(_ changes: [FileChange], on parent: CommitID) async throws -> Bool {
        try await drafts.isNovel(changes, on: parent, in: log.view)
    }

    func paths(of tree: ObjectID) async throws -> ArtifactPaths { try await drafts.paths(of: tree) }

    // MARK: - Appending

    package func append(_ event: Event, feedback: String?, attachments: [Attachment]) async throws {
        try await withTurn {
            // Whoever steps the run has just read it, and finds out under the lock what this clone has added since.
            if !log.isStepping { try await log.read() }
            try await record { _ in Addendum(event: event, feedback: feedback, attachments: attachments) }
            if case .step(let step) = event, let commit = log.stepCommits[step.step] {
                try await note(step, as: commit)
            }
        }
    }

    /// Remembers of which trees a step has figures, where the run may ever take them up again.
    private func note(_ step: StepRecord, as commit: ObjectID) async throws {
        guard record.isRemembered(step.step), log.view.evaluator.isWhole else { return }
        let measured = step.evaluations.filter { $0.source == .measured && $0.evaluation.outcome == .scored }
        for candidate in Set(measured.map(\.of)) {
            measuredTrees.add(CommitID(commit), of: try await tree(of: candidate))
        }
    }

    /// Appends the event that `make` gives for the run as it is; nothing for `nil`.
    package func appendIfNeeded(_ make: (RunView) -> Event?) async throws {
        try await withTurn {
            try await log.read()
            try await record { view in make(view).map { Addendum(event: $0) } }
        }
    }

    /// Appends the event that `make` gives for the run as it is, within a turn; branches and notes follow.
    func record(_ make: (RunView) throws -> Addendum?) async throws { try await projector.record(make) }

    /// The run as the events that have been read make it.
    var view: RunView { log.view }

    /// Runs `change` in a turn, with all that others and people did taken in; it gets the run as it is then.
    ///
    /// `record` appends within it.
    func withCurrentRun<Result>(_ change: (RunView) async throws -> Result) async throws -> Result {
        try await withTurn {
            try await log.read()
            try await projector.reconcile()
            let result = try await change(log.view)
            try await packs.letGo()
            return result
        }
    }

    /// Brings to its end what a process left half done, takes in what others and people did, and lets branches and notes follow.
    ///
    /// Every run is opened by it. Where it was opened to be read, steps that wait in logs are all that is brought in.
    package func reconcile() async throws {
        switch site.access {
        case .reading: try await withTurn { try await log.takeUpLogs() }
        case .appending: try await withCurrentRun { _ in }
        }
    }

    /// Puts every note that the journals tell of and that is missing back in place, for all writers' steps.
    ///
    /// For a notes ref that was lost, and after journals arrived from elsewhere. Lines that people changed stay as they are.
    package func rebuildProjections() async throws {
        try await withTurn {
            try await log.read()
            try await projector.rebuild()
        }
    }

    /// Branches that could not follow the journal when they were last looked at, sorted by ref.
    package var projectionConcerns: [ProjectionConcern] { projector.concerns }

    /// Returns the branches that are not where the run is and that the next event does not bring there, sorted by name; moves and records nothing.
    ///
    /// While a process steps the run, branches that are behind follow it yet.
    package func strayBranches() async throws -> [ProjectionConcern] {
        try await withTurn { try await projector.strayBranches() }
    }

    // MARK: - The run as a whole

    /// Gives the run's journals and branches another name; the event of it is recorded already.
    ///
    /// A branch that is not as hone left it keeps its name: it is a person's. Can be called again after it was cut short.
    func moveRefs(to name: RunName) async throws {
        for journal in try await site.allJournals() {
            try await site.move(
                journal.name, to: RefNames.journal(name, journal.writer), at: journal.tip, in: site.journals)
        }
        try await projector.renameBranches(to: name)
    }

    /// Moves journals and branches to the trash; what a person put at a branch stays there.
    func moveToTrash() async throws {
        let kept = try await site.allJournals()
        try await site.stash(kept)
        try await projector.removeBranches()
        for journal in kept {
            try await site.journals.require(
                RefMove(journal.name, from: journal.tip, to: nil, reflog: "hone: delete \(record.run)"))
        }
    }

    /// Throws where a branch of the run is checked out: it could not go along.
    func requireFreeBranches() async throws {
        let prefix = RefNames.branches(record.run)
        let inUse = try await repository.checkedOutBranches().filter { $0.key.hasPrefix(prefix) }
        if let (ref, place) = inUse.min(by: { $0.key < $1.key }) {
            throw StoreError.branchInUse(ref, worktree: place)
        }
    }

    // MARK: - Stepping

    /// Tells whether a process of this clone is stepping the run now.
    package nonisolated func isBeingStepped() throws -> Bool { try site.isBeingStepped() }

    /// Returns the process of this clone that steps the run; `nil` where none does, or which it is cannot be told.
    package nonisolated func stepper() throws -> ProcessMark? { try StepLock.holder(site.stepLockPath) }

    /// Runs `body`, where the journal runs, while this process is the only one of the clone that steps the run.
    ///
    /// The kernel holds the lock, so it ends with the process however that ends. Throws `StoreError.stepping` at once where
    /// another process has it. Other events can be appended by others meanwhile. Branches and notes stand where the journal does
    /// when it returns or throws.
    package func withStepLock<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        try await beginStepping()
        let result: Result
        do {
            result = try await settlingLateSteps(body)
        } catch {
            try await endStepping()
            throw error
        }
        try await endStepping()
        return result
    }

    /// Takes the step lock, and takes in what whoever had it before has left.
    package func beginStepping() async throws { try await withTurn { try await log.beginStepping() } }

    /// Gives the step lock back, with everything where the journal says.
    package func endStepping() async throws {
        try await withTurn {
            defer { log.endStepping() }
            try await settleBacklogInTurn()
            try await log.removeIdleLog()
        }
    }

    /// Lets branches and notes follow the steps that came too fast for them.
    package func settleBacklog() async throws { try await withTurn { try await settleBacklogInTurn() } }

    private func settleBacklogInTurn() async throws {
        guard projector.hasBacklog else { return }
        try await log.read()
        try await projector.reconcile()
    }

    /// Runs `body`; steps that came fast do not wait for the end of a slow one after them to be settled.
    private func settlingLateSteps<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let pause = site.options.pace.pause else { return try await body() }
        let (late, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        projector.tell(continuation)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.settle(late, after: pause) }
            defer { group.cancelAll() }
            return try await body()
        }
    }

    private func settle(_ late: AsyncStream<Void>, after pause: @Sendable (Duration) async -> Void) async {
        for await _ in late {
            await pause(site.options.pace.interval)
            guard !Task.isCancelled else { return }
            guard !projector.hasJustFollowed else { continue }
            do {
                try await settleBacklog()
            } catch {
                // Whatever is in the way meets the next step too, or the end, and is told there.
            }
        }
    }

    /// Runs `body` while no other call that reads or appends events is under way.
    private func withTurn<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        try await turns.take(body)
    }
}
