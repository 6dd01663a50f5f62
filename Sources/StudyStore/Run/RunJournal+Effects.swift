import Git
import ObjectIDs
import StudyModel

/// Effects outside the run: an event tells of each before and after.
extension RunJournal {
    // MARK: - Landing

    /// Lands: records the intent, moves the branch from where the plan found it, and records that it is done.
    ///
    /// The checkout is not touched: a branch that is checked out is for the caller to merge in the user's sight, between
    /// `append(.landing(…))` and `append(.landed(…))`. Throws `StoreError.branchMoved` where somebody moved it meanwhile.
    package func land(_ landing: LandRecord) async throws {
        try await append(.landing(landing), feedback: nil, attachments: [])
        try await moveBranch(of: landing)
        try await recordEnd(of: landing)
    }

    /// Moves a branch of the user's from where it is expected, which is checked out nowhere.
    func moveBranch(of landing: LandRecord) async throws {
        try site.options.failpoints.reach("before \(landing.onto)")
        try require(try await repository.move(landingMove(landing)), of: landing)
        try site.options.failpoints.reach("after \(landing.onto)")
    }

    /// Records that a landing is done which the user's own git carried out.
    ///
    /// Throws `StoreError.branchMoved` where the branch is not where it was to go, and nothing is recorded.
    package func recordLanded(_ landing: LandRecord) async throws {
        try await requireLanded(landing)
        try await recordEnd(of: landing)
    }

    /// Another process may have found the branch moved, and have recorded it.
    private func recordEnd(of landing: LandRecord) async throws {
        try await appendIfNeeded { $0.openLandings[landing.id] == nil ? nil : .landed(landing) }
    }

    /// Records what this clone has done to branches, and did not come to record: a landing, or one that was taken back or made again.
    func finishLandings() async throws {
        guard !view.openLandings.isEmpty else { return }
        for operation in view.operations where operation.isOwn {
            guard case .event(.landing(let landing)) = operation.content,
                view.openLandings[landing.id] == landing, landing.from != landing.result,
                try await repository.reference(landing.onto) == ObjectID(landing.result)
            else { continue }
            try await finish(landing)
        }
    }

    private func finish(_ landing: LandRecord) async throws {
        guard let takenBack = view.operations.last(where: { landing.isMove(backFrom: $0.id) })?.id else {
            return try await recordEnd(of: landing)
        }
        let undo = UndoRecord(event: takenBack, landing: landing.id, recordedAt: site.options.now())
        try await appendIfNeeded {
            $0.openLandings[landing.id] == nil ? nil : $0.event(takingBack: undo)
        }
    }

    /// Throws where a branch that the user's own git was to move is anywhere else.
    package func requireLanded(_ landing: LandRecord) async throws {
        try require(try await repository.outcome(of: landingMove(landing)), of: landing)
    }

    private func landingMove(_ landing: LandRecord) -> RefMove {
        RefMove(
            landing.onto, from: landing.from.map { ObjectID($0) }, to: ObjectID(landing.result),
            reflog: "hone: land \(landing.candidate.short) of \(record.run)")
    }

    private func require(_ outcome: RefMove.Outcome, of landing: LandRecord) throws {
        switch outcome {
        case .moved: return
        case .notMoved(.overtaken):
            throw StoreError.branchMoved(landing.onto, expected: landing.from ?? landing.result)
        case .notMoved(let obstacle): throw obstacle.error(moving: landing.onto)
        }
    }

    // MARK: - Testing

    /// Records that a step's candidate is about to be run on the sealed test split, durably, and returns what was recorded.
    ///
    /// A test that was begun counts, whether or not it comes to an end. Throws `StoreError.unknownCandidate` for one of another run.
    ///
    /// - Parameters:
    ///   - rival: what it is compared with, if with any: its commit, its step, and the root of its run where that is another.
    ///   - sample: what they are run on; its sitting is named here.
    package func beginTest(
        of candidate: CommitID, over rival: (commit: CommitID, step: StepID, run: CommitID?)? = nil,
        on sample: Sample
    ) async throws -> TestRecord {
        try await withCurrentRun { view in
            guard let step = view.step(of: candidate) else {
                throw StoreError.unknownCandidate(candidate)
            }
            var begun = TestRecord(
                id: "", candidate: candidate, step: step.step, over: rival?.commit, overStep: rival?.step,
                overRun: rival?.run, look: 1, sample: sample,
                recordedAt: site.options.now())
            try await record { view in
                begun.look = view.tests.count(of: begun.step) + 1
                begun.id = "\(candidate.short)-\(writer)-\(begun.look)"
                begun.sample.sitting = "test.\(begun.step.number).\(begun.look)"
                return Addendum(event: .testing(begun))
            }
            return begun
        }
    }

    /// Records what came of a test that was begun; its raw files stay in the journal, and nothing of it becomes feedback.
    package func endTest(_ record: TestRecord, attachments: [Attachment]) async throws {
        var record = record
        record.recordedAt = site.options.now()
        try await append(.tested(record), feedback: nil, attachments: attachments)
    }
}
