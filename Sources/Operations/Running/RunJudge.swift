import Search
import StudyModel
import StudyStore
import Wiring

/// What judges candidates of a run apart from its loop, as it judges now.
///
/// Where that is another evaluator than judged the run last, the run is told of it first: figures by the two are not put side by side.
struct RunJudge: Sendable {
    /// As it was begun, but for the evaluator.
    let record: RunRecord
    /// The study's, of every split.
    let examples: [Example]
    let evaluator: RetryingEvaluator

    init(of journal: RunJournal, in workbench: Workbench) async throws {
        let plan = try await StudyPlan(journal)
        let parts = try await RunAssembly(plan, workbench: workbench).parts()
        examples = parts.examples
        evaluator = parts.patient
        if let change = try await EvaluatorChangeRecord(of: journal, plan, in: workbench) {
            await workbench.observer.observe(.evaluatorChanged(change))
            try await journal.record(change, at: workbench.surroundings.now())
        }
        var record = journal.record
        record.evaluator = try await journal.currentView().evaluator
        self.record = record
    }
}

extension EvaluatorChangeRecord {
    /// Looks at a run's evaluator anew; throws where an input is missing, and returns `nil` where all is as it was last judged by.
    init?(of journal: RunJournal, _ plan: StudyPlan, in workbench: Workbench) async throws {
        let view = try await journal.currentView()
        let settings = journal.record.settings.merging(view.changes.settings)
        let now = try EvaluatorIdentity(of: plan, settings, checkout: workbench.checkout.top)
        self.init(from: view.evaluator, to: now)
    }
}
