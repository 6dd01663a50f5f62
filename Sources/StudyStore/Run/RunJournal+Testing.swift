import Git
import StudyModel

extension RunJournal {
    /// Records that a step's candidate is about to be run on the sealed test split, durably, and returns what was recorded.
    ///
    /// A test that was begun counts, whether or not it comes to an end. Throws `StoreError.unknownCandidate` for one of another run.
    ///
    /// - Parameter sample: what it is run on; its sitting is named here.
    package func beginTest(of candidate: CommitID, on sample: Sample) async throws -> TestRecord {
        try await withTurn {
            try await absorb()
            guard let step = history.view.step(of: candidate) else {
                throw StoreError.unknownCandidate(candidate)
            }
            var begun = TestRecord(
                id: "", candidate: candidate, step: step.step, look: 1, sample: sample,
                recordedAt: options.now())
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
        record.recordedAt = options.now()
        try await append(.tested(record), feedback: nil, attachments: attachments)
    }
}
