import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// Moves the notes refs to what was published with an event; returns whether both stand.
    func moveNotes(_ staged: StagedEvent) async throws -> Bool {
        var complete = true
        for notes in staged.notes where notes.to != notes.from {
            if try await move(notes) == .moved { continue }
            let stands = try await addNotes(staged.additions, notes.kind)
            complete = complete && stands
        }
        return complete
    }

    /// Stages the notes of the steps that have none yet, through the journal's last, so that they go into one pack with the steps.
    func stageBacklog(through tip: ObjectID) async throws {
        let through = projected?.through.map { ObjectID($0) } ?? ObjectID(root)
        guard let additions = backlog.additions(after: through, through: tip) else { return }
        let notes = try await Self.stageFirst(additions, run: record.run, options, in: repository)
        backlog.staged = StagedEvent(commit: tip, additions: additions, notes: notes)
    }

    private static func stageFirst(
        _ additions: [NoteAddition], run: RunName, _ options: StoreOptions, in repository: isolated Repository
    ) throws -> [StagedNotes] {
        let signature = try options.signature(in: repository)
        return try NotesKind.allCases.map {
            try $0.stage(
                additions, areFirst: true, by: signature, message: "\(run): notes from the journal\n",
                in: repository)
        }
    }

    /// Adds to the notes as they are now; returns false where their ref could not be had.
    ///
    /// A `git notes add` in between is built upon: the additions are merged into what it left.
    func addNotes(_ additions: [NoteAddition], _ kind: NotesKind) async throws -> Bool {
        for _ in 0..<8 {
            let notes = try await Self.stage(additions, kind, run: record.run, options, in: repository)
            if notes.to == notes.from { return true }
            if let pack = try await repository.publish(syncing: options.sync) { hold(pack) }
            switch try await move(notes) {
            case .moved: return true
            case .overtaken: continue
            case .locked: return false
            }
        }
        return false
    }

    /// Puts every note that the journals tell of and that is missing back in place, for all writers' steps.
    ///
    /// For a notes ref that was lost, and after journals arrived from elsewhere. Lines that people changed stay as they are.
    package func rebuildProjections() async throws {
        try await withTurn {
            try await absorb()
            for portion in Array(history.steps.values).portions(of: 1024) {
                _ = try await addNotes(of: portion)
            }
            _ = try await addNotes(testMarks(of: history.view.tests.ended), .score)
            try await catchUp()
            if var state = projected {
                _ = try await projectReviews(of: Array(history.view.everReviewed).sorted(), in: &state)
                try save(state)
            }
            try await letGo()
        }
    }

    /// Adds what journal commits tell of steps to both notes; returns whether both stand.
    func addNotes(of commits: [ObjectID]) async throws -> Bool {
        let found = try await Self.additions(of: commits, in: repository)
        return try await addNotes(found.steps + testMarks(of: found.tests))
    }

    /// Adds to both notes; returns whether both stand.
    func addNotes(_ additions: [NoteAddition]) async throws -> Bool {
        guard !additions.isEmpty else { return true }
        var complete = true
        for kind in NotesKind.allCases {
            let stands = try await addNotes(additions, kind)
            complete = complete && stands
        }
        return complete
    }

    /// What the notes say of tests, as the run knows them all.
    private func testMarks(of tests: [TestRecord]) -> [NoteAddition] {
        tests.compactMap { test in
            TestMark(of: test.step, root: root, in: history.view).map {
                NoteAddition(commit: ObjectID(test.candidate), test: $0)
            }
        }
    }

    /// What became of a notes ref's move.
    private enum Move { case moved, overtaken, locked }

    private func move(_ notes: StagedNotes) async throws -> Move {
        guard let target = notes.to else { return .moved }
        do {
            try options.failpoints.reach("before \(notes.kind.ref)")
            try await repository.moveReference(
                notes.kind.ref, from: notes.from, to: target, reflog: "hone: \(record.run)",
                by: try await signature())
            concerns[notes.kind.ref] = nil
            try options.failpoints.reach("after \(notes.kind.ref)")
            return .moved
        } catch let error as GitError {
            if error.code == .modified { return .overtaken }
            guard case .locked(let file) = error.code else { throw error }
            concerns[notes.kind.ref] = ProjectionConcern(
                ref: notes.kind.ref, wanted: CommitID(target), reason: .locked(file: file))
            return .locked
        }
    }

    private static func stage(
        _ additions: [NoteAddition], _ kind: NotesKind, run: RunName, _ options: StoreOptions,
        in repository: isolated Repository
    ) throws -> StagedNotes {
        let staged = repository.stagedCount
        let notes = try kind.stage(
            additions, by: options.signature(in: repository), message: "\(run): notes from the journal\n",
            in: repository)
        if notes.to == notes.from { repository.unstage(allBut: staged) }
        return notes
    }

    /// What some events add to notes.
    private struct Additions: Sendable {
        var steps: [NoteAddition] = []
        var tests: [TestRecord] = []
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
            default: continue
            }
        }
        return additions
    }
}

extension Array {
    fileprivate func portions(of count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
    }
}
