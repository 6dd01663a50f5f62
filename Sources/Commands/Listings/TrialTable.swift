import Listings
import Operations
import StudyModel
import Text

/// The trials of a step, its parent's beside them where they were measured together.
struct TrialTable {
    private struct Row {
        let candidate: String
        let trial: Trial
    }

    private let rows: [Row]
    private let objective: Objective

    init(_ details: CandidateDetails) {
        objective = details.view.objective
        let own = details.record.evaluation?.trials ?? []
        let parent = details.record.parentEvaluation?.trials ?? []
        rows =
            own.map { Row(candidate: "candidate", trial: $0) }
            + parent.map { Row(candidate: "parent", trial: $0) }
    }

    func lines(for console: Console) -> [String] {
        var table = Table([
            ("of", .left), ("example", .left), ("repeat", .right), ("outcome", .left),
            (objective.metric, .right),
            ("other metrics", .left),
        ])
        for row in rows {
            let others = row.trial.metrics.filter { $0.key != objective.metric }.sorted { $0.key < $1.key }
            table.add([
                .init(row.candidate), .init(row.trial.example ?? "-"), .init("\(row.trial.repetition)"),
                .init(row.trial.outcome.rawValue),
                .init(row.trial.metrics[objective.metric].map(Figures.value) ?? "-"),
                .init(others.map { "\($0.key) \(Figures.value($0.value))" }.joined(separator: ", ")),
            ])
        }
        return table.lines(for: console)
    }
}
