import Git
import ObjectIDs
import StudyModel

/// Brings the score and feedback notes to where the journals say.
struct NotesProjection {
    private let site: RunSite
    private let packs: HeldPacks
    private let ledger: ProjectionLedger

    init(_ site: RunSite, _ packs: HeldPacks, _ ledger: ProjectionLedger) {
        self.site = site
        self.packs = packs
        self.ledger = ledger
    }

    /// Moves the notes refs to what was published with an event; returns whether both stand.
    func move(_ staged: StagedEvent) async throws -> Bool {
        var complete = true
        for notes in staged.notes where notes.to != notes.from {
            if try await move(notes) == .moved { continue }
            let stands = try await add(staged.additions, notes.kind)
            complete = complete && stands
        }
        return complete
    }

    /// Stages the first notes of some steps, through a journal commit, so that they go into one pack with the steps.
    func stageFirst(_ additions: [NoteAddition], through tip: ObjectID) async throws -> StagedEvent {
        let notes = try await Self.stageFirst(
            additions, run: site.record.run, site.options, in: site.repository)
        return StagedEvent(commit: tip, additions: additions, notes: notes)
    }

    /// Adds what journal commits tell of steps, tests and closing comparisons; returns whether both notes stand.
    func add(of commits: [ObjectID], in view: RunView) async throws -> Bool {
        let found = try await Self.additions(of: commits, in: site.repository)
        return try await add(
            found.steps + marks(of: found.tests, in: view)
                + GainMark.additions(found.comparisons, root: site.root, in: view))
    }

    /// Adds to both notes; returns whether both stand.
    func add(_ additions: [NoteAddition]) async throws -> Bool {
        guard !additions.isEmpty else { return true }
        var complete = true
        for kind in NotesKind.allCases {
            let stands = try await add(additions, kind)
            complete = complete && stands
        }
        return complete
    }

    /// Puts every note that the journals tell of and that is missing back in place.
    func rebuild(_ steps: [ObjectID], in view: RunView) async throws {
        let portion = 1024
        for start in stride(from: 0, to: steps.count, by: portion) {
            _ = try await add(of: Array(steps[start..<min(start + portion, steps.count)]), in: view)
        }
        _ = try await add(
            marks(of: view.tests.ended, in: view)
                + GainMark.additions(view.closings.map(\.record), root: site.root, in: view), .score)
    }

    /// What the notes say of tests, as the run knows them all.
    private func marks(of tests: [TestRecord], in view: RunView) -> [NoteAddition] {
        tests.flatMap { test in test.steps.compactMap { test.side(of: $0) } }.compactMap { side in
            TestMark(of: side.step, root: site.root, in: view).map {
                NoteAddition(commit: ObjectID(side.candidate), mark: .test($0))
            }
        }
    }

    /// Adds to the notes as they are now; returns false where their ref could not be had.
    ///
    /// A `git notes add` in between is built upon: the additions are merged into what it left.
    private func add(_ additions: [NoteAddition], _ kind: NotesKind) async throws -> Bool {
        for _ in 0..<8 {
            let notes = try await Self.stage(
                additions, kind, run: site.record.run, site.options, in: site.repository)
            if notes.to == notes.from { return true }
            try await packs.publish()
            switch try await move(notes) {
            case .moved: return true
            case .notMoved(.overtaken): continue
            case .notMoved: return false
            }
        }
        return false
    }

    private func move(_ notes: StagedNotes) async throws -> RefMove.Outcome {
        guard let target = notes.to else { return .moved }
        try site.options.failpoints.reach("before \(notes.kind.ref)")
        let move = RefMove(
            notes.kind.ref, from: notes.from, to: target, reflog: "hone: \(site.record.run)",
            by: try site.committer())
        let outcome = try await site.repository.move(move)
        try ledger.take(outcome, of: move)
        if outcome == .moved { try site.options.failpoints.reach("after \(notes.kind.ref)") }
        return outcome
    }

    private static func stageFirst(
        _ additions: [NoteAddition], run: RunName, _ options: StoreOptions, in repository: isolated Repository
    ) throws -> [StagedNotes] {
        let authorship = try options.authorship(in: repository)
        return try NotesKind.allCases.map {
            try $0.stage(
                additions, areFirst: true, by: authorship, message: "\(run): notes from the journal\n",
                in: repository)
        }
    }

    private static func stage(
        _ additions: [NoteAddition], _ kind: NotesKind, run: RunName, _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> StagedNotes {
        let staged = repository.stagedCount
        let notes = try kind.stage(
            additions, by: options.authorship(in: repository), message: "\(run): notes from the journal\n",
            in: repository)
        if notes.to == notes.from { repository.unstage(allBut: staged) }
        return notes
    }

    /// What some events add to notes.
    private struct Additions: Sendable {
        var steps: [NoteAddition] = []
        var tests: [TestRecord] = []
        var comparisons: [CompareRecord] = []
    }

    private static func additions(
        of commits: [ObjectID], in repository: isolated Repository
    ) throws -> Additions {
        var additions = Additions()
        for commit in commits {
            switch try JournalCommit.event(of: commit, in: repository) {
            case .step(let step):
                guard let candidate = step.candidate else { continue }
                let score = try JournalCommit.file("score.json", of: commit, in: repository)
                let feedback = try JournalCommit.file("feedback.md", of: commit, in: repository)
                additions.steps.append(
                    NoteAddition(
                        commit: ObjectID(candidate), score: score.map { ScoreNote($0) },
                        feedback: feedback.map { FeedbackNote($0) }))
            case .tested(let record): additions.tests.append(record)
            case .compared(let record): additions.comparisons.append(record)
            default: continue
            }
        }
        return additions
    }
}
