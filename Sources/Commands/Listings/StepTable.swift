import StudyModel
import Text

/// Steps as a table for people: newest first, the best marked.
///
/// Each column of scores is of one split; what of them is a part of it says so. The gain over the base is what the run knows of it.
struct StepTable {
    private var table: Table
    private let splits: [Split]
    /// Whether the study has examples, whose first scores are of train.
    private let hasExamples: Bool
    /// Further metrics that decide.
    private let others: [String]

    init(_ rows: some Collection<(step: StepSummary, view: RunView)>) {
        splits = [.validation, .test].filter { split in
            rows.contains { Self.score(of: $0.step, on: split, in: $0.view) != nil }
        }
        hasExamples = rows.contains { $0.view.record.study.examples != nil }
        var seen: Set<String> = []
        others = rows.flatMap { $0.view.record.study.otherObjectives.map(\.metric) }
            .filter { seen.insert($0).inserted }
        table = Table(
            [
                ("step", .left), ("standing", .left), (hasExamples ? "train" : "score", .right),
                ("vs base", .right),
            ]
                + others.map { ($0, .right) } + splits.map { ($0.rawValue, .right) }
                + [("lineage", .left), ("commit", .left), ("summary", .left)])
        for row in rows { add(row.step, in: row.view) }
    }

    private mutating func add(_ step: StepSummary, in view: RunView) {
        let isBest = step.candidate != nil && step.candidate == view.best
        var row: [Table.Cell] = [
            .init(Naming.step(step.step, in: view), isBest ? .bold : nil),
            .init(Naming.standing(step) + mark(step, in: view, isBest: isBest), Naming.style(step)),
            .init(step.score.map { Naming.score($0, in: view) } ?? "-"),
            .init(
                view.gainOverBase(step).map { [view.short($0), $0.verdict].compactMap { $0 } }?
                    .joined(separator: ", ") ?? ""),
        ]
        row += others.map { .init(Self.score(of: step, by: $0, in: view) ?? "") }
        row += splits.map { .init(Self.score(of: step, on: $0, in: view).map(Figures.value) ?? "") }
        row += [
            .init(step.lineage.text), .init(step.candidate?.short ?? "-", .cyan), .init(step.summary),
        ]
        table.add(row)
    }

    /// The score on all of a split; on the sealed one that of the last look.
    private static func score(of step: StepSummary, on split: Split, in view: RunView) -> Double? {
        split == .test
            ? view.tests.last(of: step.step)?.evaluation?.score(view.objective)
            : step.score(on: split)?.value
    }

    private static func score(of step: StepSummary, by metric: String, in view: RunView) -> String? {
        view.record.study.otherObjectives.firstIndex { $0.metric == metric }.flatMap {
            Naming.score(step, by: $0 + 1, in: view)
        }
    }

    /// What became of a step after its verdict, and what it mends.
    private func mark(_ step: StepSummary, in view: RunView, isBest: Bool) -> String {
        fate(step, in: view, isBest: isBest) + (Naming.mended(step, in: view).map { ", " + $0 } ?? "")
    }

    private func fate(_ step: StepSummary, in view: RunView, isBest: Bool) -> String {
        if let fate = Naming.fate(step, in: view) { return ", " + fate }
        let below = step.verdict == .accepted ? Naming.rejectedBelow(step, in: view) : nil
        return (isBest ? " *best" : "") + (below.map { ", " + $0 } ?? "")
    }

    func render(for console: Console) -> String { table.render(for: console) }
}
