import Listings
import StudyModel
import StudyStore

/// What people do with the lineages of a run.
package struct Lineages: Sendable {
    let candidates: Candidates
    let now: @Sendable () -> Int64

    /// Goes back to a step: its tree becomes a new commit on its lineage. Returns what was recorded, and the run.
    package func revert(to text: String) async throws -> Reverted {
        let (view, step, candidate) = try await candidates.stepWithCandidate(text)
        let journal = try await candidates.runs.store.open(view.record.run, for: .appending)
        let record = try await journal.revert(lineage: step.lineage, to: candidate)
        return Reverted(record, in: try await journal.currentView())
    }

    /// Starts a lineage at a candidate. Returns what was recorded, and the run.
    package func fork(_ text: String, name: LineageName?) async throws -> Forked {
        let (view, step, candidate) = try await candidates.stepWithCandidate(text)
        let journal = try await candidates.runs.store.open(view.record.run, for: .appending)
        let lineage = try await journal.fork(at: candidate, name: name)
        let record = ForkRecord(
            lineage: lineage, from: candidate, fromStep: step.step, knows: step.step,
            writer: journal.writer,
            recordedAt: now())
        return Forked(record, in: try await journal.currentView())
    }
}
