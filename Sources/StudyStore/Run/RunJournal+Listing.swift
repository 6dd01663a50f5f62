import Git
import ObjectIDs
import StudyModel

extension RunJournal {
    /// Tells whether a process of this clone is stepping the run now.
    package nonisolated func isBeingStepped() throws -> Bool {
        try StepLock.isHeld(localFolder + "step.lock")
    }

    /// Returns the paths of the raw files that are kept of a step, sorted; the event itself is left out.
    package func attachmentPaths(of step: StepID) async throws -> [String] {
        guard let commit = try await commit(of: step) else { return [] }
        return try await JournalCommit.paths(of: commit, in: repository)
    }

    /// Returns the reasons that a candidate's commit gives: its body without the trailers.
    package func rationale(of candidate: CommitID) async throws -> String {
        CandidateMessage.rationale(in: try await repository.readCommit(ObjectID(candidate)).message)
    }
}
