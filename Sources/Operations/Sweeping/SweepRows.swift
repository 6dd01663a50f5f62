import Statistics
import StudyModel
import StudyStore

/// What a run's winner scored on each example, by split: what its scores are means of. Empty where they are none, or where the run goes on.
struct SweepRows: Sendable {
    private(set) var bySplit: [Split: [String: Double]] = [:]

    init() {}

    init(of run: RunJournal, _ view: RunView) async throws {
        guard view.hasEnded, view.record.study.examples != nil, view.objective.aggregate == nil else {
            return
        }
        let best = view.best
        if let step = view.step(of: best), let record = try await run.record(of: step.step) {
            add(record.evaluations.filter { $0.of == best }, view.objective)
        }
        if let test = view.tests.ended.last(where: { $0.candidate == best }) {
            for entry in try await run.events(after: 0) {
                guard case .event(.tested(let other)) = entry.content, other.id == test.id, let id = entry.id
                else { continue }
                add(try await run.evaluations(of: id).filter { $0.of == best }, view.objective)
            }
        }
    }

    /// The first of a split is what its score is of.
    private mutating func add(_ evaluations: [RecordedEvaluation], _ objective: Objective) {
        for evaluation in evaluations where evaluation.source != .reported {
            guard let split = evaluation.sample.wholeSplit, bySplit[split] == nil else { continue }
            let values = Dictionary(grouping: evaluation.evaluation.trials) { $0.example }
            var means: [String: Double] = [:]
            for case (let id?, let trials) in values {
                means[id] = Summaries.mean(trials.compactMap { $0.metrics[objective.metric] })
            }
            if means.count == evaluation.sample.examples?.used { bySplit[split] = means }
        }
    }
}
