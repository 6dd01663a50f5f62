import StudyModel
import StudyStore
import Wiring

extension Workbench {
    /// Goes back to a step: its tree becomes a new commit on its lineage. Returns what was recorded, and the run.
    package func revert(to text: String) async throws -> (RevertRecord, RunView) {
        try await Self.translating {
            let (view, step) = try await step(text)
            guard let candidate = step.candidate else {
                throw Problem.run(.noCandidate(text, outcome: step.outcome))
            }
            let journal = try await store.open(view.record.run, for: .appending)
            let record = try await journal.revert(lineage: step.lineage, to: candidate)
            return (record, try await journal.currentView())
        }
    }

    /// Starts a lineage at a candidate. Returns what was recorded, and the run.
    package func fork(_ text: String, name: LineageName?) async throws -> (ForkRecord, RunView) {
        try await Self.translating {
            let (view, step) = try await step(text)
            guard let candidate = step.candidate else {
                throw Problem.run(.noCandidate(text, outcome: step.outcome))
            }
            let journal = try await store.open(view.record.run, for: .appending)
            let lineage = try await journal.fork(at: candidate, name: name)
            let record = ForkRecord(
                lineage: lineage, at: candidate, step: step.step, recordedAt: surroundings.now())
            return (record, try await journal.currentView())
        }
    }
}
