import Git
import StudyModel

extension RunJournal {
    /// Records that a step's candidate is about to be run on the sealed test split, durably, and returns what was recorded.
    ///
    /// A test that was begun counts, whether or not it comes to an end. Throws `StoreError.unknownCandidate` for one of another run.
    package func beginTest(of candidate: CommitID, examples: Int, repeats: Int) async throws -> TestRecord {
        try await withTurn {
            try await absorb()
            guard let step = history.view.step(of: candidate) else {
                throw StoreError.unknownCandidate(candidate)
            }
            var begun = TestRecord(
                id: "", candidate: candidate, step: step.step, number: 1, examples: examples,
                repeats: repeats, recordedAt: options.now())
            try await record { view in
                begun.number = view.tests.count(of: begun.step) + 1
                begun.id = "\(candidate.short)-\(writer)-\(begun.number)"
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
