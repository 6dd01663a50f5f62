import Git
import Search
import StudyFile
import StudyModel
import StudyStore
import Text
import Wiring
import Workspaces

/// Starts runs, and opens them to go on.
package struct LiveRuns: Sendable {
    let workbench: Workbench
    let runs: Runs

    private var store: StudyRepository { workbench.store }

    /// Who asks for a run's proposals: the loop asks the study's proposer, or somebody outside, who makes them, asks for each step's evidence.
    package enum Proposals: Hashable, Sendable { case byProposer, fromOutside }

    /// Starts a run: tries the base once, then writes the run's first event; throws `Problem`.
    ///
    /// The try is recorded nowhere: it keeps a study whose evaluator does not work from leaving a run behind.
    ///
    /// - Parameter cell: the run's name and where it stands in a sweep, for one that is of one.
    package func start(
        _ file: ParsedStudy, proposals: Proposals, as cell: (name: RunName, place: SweepCell)? = nil
    ) async throws -> LiveRun {
        if proposals == .byProposer, file.study.proposer == .external {
            throw Problem.study(.proposedFromOutside)
        }
        let asked = proposals == .fromOutside ? file.proposedFromOutside : file
        try await store.checkBeforeFirstEvent()
        let plan = try await StudyPlan(asked.study, workbench: workbench)
        let assembly = try await RunAssembly(plan, workbench: workbench)
        let parts = try assembly.parts()
        let decided = try DecidedStudy(
            asked.proposing(inRoundsOf: assembly.generation(of: try await assembly.tuning())),
            examples: parts.examples)
        let parsed = decided.parsed
        try assembly.checkPrograms()
        try await assembly.checkProposer()
        try await tryBase(plan, parts)
        let programs = try await workbench.programs()
        var setup = RunSetup(
            study: parsed.study, settings: parsed.settings, studyText: Array(parsed.text.utf8),
            base: plan.base.commit,
            evaluator: try EvaluatorIdentity(of: plan, parsed.settings, checkout: workbench.checkout.top),
            evaluatorFiles: plan.files.stored,
            coverage: asked.study.proposer == .mutation ? try await assembly.coverage() : nil,
            host: .current(), programs: programs)
        setup.sweep = cell?.place
        setup.starts = plan.starts
        let journal = try await store.createRun(setup, named: cell?.name)
        return LiveRun(
            record: journal.record, store: store, journal: journal,
            proposer: try await assembly.proposer(for: journal),
            parts: parts, settings: parsed.settings, budget: parsed.study.budget, programs: programs,
            surroundings: workbench.surroundings, notes: [decided.race].compactMap { $0 } + decided.notes)
    }

    /// Opens a run whose proposals come from outside: the one that is named, or the newest of the study.
    ///
    /// - Parameter study: the study's name; asked only where no run is named.
    package func resumeFromOutside(
        _ name: String?, of study: () throws -> String, options: [String: JSONValue] = [:]
    ) async throws -> LiveRun {
        let journal =
            if let name { try await runs.journal(name, for: .appending) } else {
                try await runs.newestFromOutside(of: study)
            }
        let record = journal.record
        guard record.study.proposer == .external else {
            throw Problem.run(.notFromOutside(record.run, proposer: record.study.proposer.name))
        }
        return try await resume(record.run.text, options: options)
    }

    /// Opens a run to go on with it; its evaluator's files are those it began with.
    ///
    /// It goes by what it last went by.
    ///
    /// - Parameter options: what the command line has in place of that, by key; the record stays as it is.
    package func resume(_ name: String?, options: [String: JSONValue] = [:]) async throws -> LiveRun {
        let journal = try await runs.journal(name, for: .appending)
        let record = journal.record
        let plan = try await StudyPlan(journal)
        let assembly = try await RunAssembly(plan, workbench: workbench)
        try assembly.checkPrograms()
        try await assembly.checkProposer()
        let view = try await journal.currentView()
        let settings = record.settings.merging(view.changes.settings).setting(options)
        let change = try await EvaluatorChangeRecord(of: journal, plan, in: workbench)
        if let change { await workbench.observer.observe(.evaluatorChanged(change)) }
        return LiveRun(
            record: record, store: store, journal: journal,
            evaluatorChange: change,
            proposer: try await assembly.proposer(for: journal),
            parts: try assembly.parts(), settings: settings,
            budget: try SettingsReading(settings).study.budget, programs: try await workbench.programs(),
            surroundings: workbench.surroundings)
    }

    /// Returns the evaluator's files that the checkout has otherwise than a run that goes on by those it began with, sorted.
    package func changedFiles(since run: LiveRun) async throws -> [String] {
        let before = try await StudyPlan(run.journal)
        let now = try await StudyPlan.evaluatorFiles(of: before.study, in: workbench)
        return Set(Set(before.files.files).symmetricDifference(now.files).map(\.path)).sorted()
    }

    private func tryBase(_ plan: StudyPlan, _ parts: RunParts) async throws {
        let example = parts.examples.first { $0.split == .train }
        let sitting = Sitting(
            candidates: [plan.base], examples: example.map { [$0] } ?? [], repeats: 1, seed: plan.study.seed)
        let found = try await parts.patient.evaluate(sitting)[0]
        // Of a metric that is no mean over examples one may have no value; that it counts for something is enough.
        let counts = plan.study.objective.aggregate.map { formula in
            found.outcome == .invalid && found.trials.contains { formula.row(of: $0) != nil }
        }
        guard found.outcome == .scored || counts == true else {
            throw Problem.study(
                .baseFailed(outcome: found.outcome, reason: found.reason, feedback: found.feedback))
        }
    }
}
