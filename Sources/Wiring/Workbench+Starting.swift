import Git
import Search
import StudyFile
import StudyModel
import StudyStore
import Workspaces

extension Workbench {
    /// Starts a run: tries the base once, then writes the run's first event; throws `Problem`.
    ///
    /// The try is recorded nowhere: it keeps a study whose evaluator does not work from leaving a run behind.
    package func start(
        _ parsed: ParsedStudy, from: String?, budget: BudgetOverrides, seed: UInt64?
    ) async throws -> LiveRun {
        try await Self.translating {
            try await store.checkBeforeFirstEvent()
            var study = parsed.study
            study.budget = budget.applied(to: study.budget)
            study.seed = seed ?? study.seed
            study.artifact.base = from ?? study.artifact.base
            let plan = try await StudyPlan(study, workbench: self)
            let assembly = try await RunAssembly(plan, workbench: self)
            let parts = try assembly.parts()
            try await assembly.checkProposer()
            try await tryBase(plan, parts)
            let journal = try await store.createRun(
                RunSetup(
                    study: study, studyText: Array(parsed.text.utf8), base: plan.base.commit,
                    defaults: parsed.defaults, evaluatorDigest: plan.files.digest,
                    evaluatorFiles: plan.files.stored,
                    versions: surroundings.programs))
            return LiveRun(
                record: journal.record, store: store, journal: journal,
                proposer: try assembly.proposer(for: journal),
                parts: parts, budget: study.budget, surroundings: surroundings)
        }
    }

    /// Opens a run to go on with it; its evaluator's files are those it began with.
    package func resume(_ name: String?, budget: BudgetOverrides) async throws -> LiveRun {
        try await Self.translating {
            let journal = try await journal(name, for: .appending)
            let record = journal.record
            let plan = StudyPlan(
                record, files: EvaluatorFiles(try await journal.evaluatorFiles().map { OverlayFile($0) }))
            let assembly = try await RunAssembly(plan, workbench: self)
            try await assembly.checkProposer()
            return LiveRun(
                record: record, store: store, journal: journal, proposer: try assembly.proposer(for: journal),
                parts: try assembly.parts(), budget: budget.applied(to: record.study.budget),
                surroundings: surroundings)
        }
    }

    private func tryBase(_ plan: StudyPlan, _ parts: RunParts) async throws {
        let example = parts.examples.first { $0.split == .train }
        let sitting = Sitting(
            candidates: [plan.base], examples: example.map { [$0] } ?? [], repeats: 1, seed: plan.study.seed)
        let found = try await parts.evaluator.evaluate(sitting)[0]
        guard found.outcome == .scored else {
            throw Problem.study(
                .baseFailed(outcome: found.outcome, reason: found.reason, feedback: found.feedback))
        }
    }
}
