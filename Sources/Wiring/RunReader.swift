import StudyModel
import StudyStore

/// A run that stays open to be read again and again: looking for what is new costs a look at its refs.
package struct RunReader: Sendable {
    let journal: RunJournal

    package var record: RunRecord { journal.record }
    /// The run's identity: runs of one name may come and go.
    package var root: CommitID { journal.root }

    /// Returns the run as it stands now; throws `Problem`.
    package func view() async throws -> RunView {
        try await Workbench.translating { try await journal.currentView() }
    }

    /// Whether a process of this clone is stepping it now.
    package func isStepping() async throws -> Bool {
        try await Workbench.translating { try journal.isBeingStepped() }
    }

    /// Returns all that is known of a step, or `nil` where the run has no such step.
    package func details(of step: StepSummary, in view: RunView) async throws -> CandidateDetails? {
        try await Workbench.translating {
            guard let record = try await journal.record(of: step.step) else { return nil }
            return CandidateDetails(
                view: view, step: step, record: record,
                feedback: try await journal.feedback(of: step.step) ?? "",
                rationale: try await rationale(of: step), diff: try await diff(of: step),
                attachments: try await journal.attachmentPaths(of: step.step))
        }
    }

    /// Returns a raw file that the journal keeps of a step, or `nil` where there is none of that name.
    package func recorded(_ path: String, of step: StepID) async throws -> String? {
        try await Workbench.translating { try await journal.attachment(path, of: step)?.text }
    }

    /// Returns the unified diff from one candidate to another.
    package func diff(from: CommitID, to: CommitID) async throws -> String {
        try await Workbench.translating { try await journal.diff(from: from, to: to) }
    }

    private func rationale(of step: StepSummary) async throws -> String {
        guard step.step.number > 0, let candidate = step.candidate else { return "" }
        return try await journal.trees.rationale(of: candidate)
    }

    private func diff(of step: StepSummary) async throws -> String {
        guard step.step.number > 0, let candidate = step.candidate else { return "" }
        return try await journal.diff(from: step.parent, to: candidate)
    }
}

extension Workbench {
    /// Opens a run to be read: by name, or the newest one; throws `Problem`.
    package func reader(_ name: String?) async throws -> RunReader {
        try await Self.translating { RunReader(journal: try await journal(name, for: .reading)) }
    }

    /// The runs that have a journal here, by name, with their identities.
    package func runIdentities() async throws -> [RunName: CommitID] {
        try await Self.translating {
            try await store.runs().reduce(into: [:]) { $0[$1.name] = $1.root }
        }
    }
}
