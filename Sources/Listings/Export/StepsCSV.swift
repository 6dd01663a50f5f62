import StudyModel
import Text

/// The steps of a run as a table for other programs: a row a step, oldest first, with the figures that the run knows by now.
///
/// Of several objectives the first has the columns without a name, and each other one its own behind them.
package struct StepsCSV {
    private let view: RunView
    private let columns: [Column]

    private struct Column: Sendable {
        let title: String
        let cell: @Sendable (StepSummary, RunView) -> String?
    }

    package init(_ view: RunView) {
        self.view = view
        let others = view.record.study.otherObjectives.enumerated().flatMap { index, objective in
            Self.figures(by: index + 1, prefix: objective.metric + "_")
        }
        columns = Self.course + Self.figures(by: 0, prefix: "") + others + Self.costs
    }

    /// The titles, and then the rows; each without its end.
    package var lines: some Sequence<String> {
        let rows = view.steps.lazy.map { step in
            CommaSeparated.row(columns.map { $0.cell(step, view) ?? "" })
        }
        return [[CommaSeparated.row(columns.map(\.title))], Array(rows)].joined()
    }

    private static let course = [
        Column(title: "run") { _, view in view.record.run.text },
        Column(title: "step") { step, _ in "\(step.step.number)" },
        Column(title: "writer") { step, _ in step.step.writer.text },
        Column(title: "round") { step, _ in "\(step.round)" },
        Column(title: "lineage") { step, _ in step.lineage.text },
        Column(title: "parents") { step, _ in
            step.step.number == 0 ? nil : step.parents.all.map(\.text).joined(separator: " ")
        },
        Column(title: "candidate") { step, _ in step.candidate?.text },
        Column(title: "outcome") { step, _ in step.outcome.rawValue },
        Column(title: "verdict") { step, _ in step.verdict?.rawValue },
        Column(title: "why") { step, _ in (step.why ?? step.reason).map { CommaSeparated.text($0) } },
        Column(title: "best") { step, view in
            step.candidate.map { $0 == view.best ? "1" : "0" }
        },
        Column(title: "undone") { step, view in view.isUndone(step) ? "1" : "0" },
    ]

    private static func figures(by place: Int, prefix: String) -> [Column] {
        @Sendable func gain(_ step: StepSummary, _ view: RunView) -> KnownGain? {
            view.gainOverBase(step, by: place)
        }
        return [
            Column(title: prefix + "metric") { _, view in view.objective(at: place).metric },
            Column(title: prefix + "score") { step, _ in
                step.figures(by: place).scores.first.map { number($0.value) }
            },
            Column(title: prefix + "split") { step, _ in
                step.figures(by: place).scores.first.flatMap { score in
                    score.sample.examples == nil ? nil : score.sample.split?.rawValue
                }
            },
            Column(title: prefix + "gain_over_base") { gain($0, $1).map { number($0.estimate) } },
            Column(title: prefix + "gain_percent") { gain($0, $1)?.percent.map { number($0) } },
            Column(title: prefix + "gain_source") { gain($0, $1)?.source.rawValue },
            Column(title: prefix + "gain_confirmed") { gain($0, $1)?.isConfirmed.map { $0 ? "1" : "0" } },
        ]
    }

    private static let costs = [
        Column(title: "proposer") { step, _ in CommaSeparated.text(step.proposer) },
        Column(title: "model") { step, _ in (step.calls?.model).map { CommaSeparated.text($0) } },
        Column(title: "edit") { step, _ in step.edit.map { CommaSeparated.text($0) } },
        Column(title: "summary") { step, _ in CommaSeparated.text(step.summary) },
        Column(title: "calls") { step, _ in (step.calls?.count).map { "\($0)" } },
        Column(title: "tokens_in") { step, _ in "\(step.usage.tokensIn)" },
        Column(title: "tokens_out") { step, _ in "\(step.usage.tokensOut)" },
        Column(title: "cost") { step, _ in number(step.usage.cost) },
        Column(title: "currency") { _, view in view.record.study.budget.currency },
        Column(title: "trials") { step, _ in "\(step.commandRuns)" },
        Column(title: "seconds") { step, _ in number(step.wallSeconds) },
        Column(title: "at") { step, _ in Moment(step.recordedAt).text },
    ]

    private static func number(_ value: Double) -> String { JSONValue.number(value).text }
}
