import Listings
import StudyModel
import StudyStore
import Wiring
import Workspaces

/// What people do with the lineages of a run.
package struct Lineages: Sendable {
    let workbench: Workbench
    let candidates: Candidates

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
            recordedAt: workbench.surroundings.now())
        let change = try await noteEvaluator(of: journal)
        return Forked(record, in: try await journal.currentView(), evaluatorChange: change)
    }

    /// Records that another evaluator judges what comes; nothing where an input of it is missing, which whoever goes on will be told.
    private func noteEvaluator(of journal: RunJournal) async throws -> EvaluatorChangeRecord? {
        do {
            let change = try await EvaluatorChangeRecord(
                of: journal, try await StudyPlan(journal), in: workbench)
            try await journal.record(change, at: workbench.surroundings.now())
            return change
        } catch WorkspaceError.missingInput {
            return nil
        }
    }
}
