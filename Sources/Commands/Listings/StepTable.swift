import StudyModel
import Text

/// Steps as a table for people: newest first, the best marked.
///
/// Each column of scores is of one split; what of them is a part of it says so. The gain over the base is what the run knows of it.
struct StepTable {
    /// A step, and how many follow in the order of the table that are not listed.
    typealias Row = (step: StepSummary, view: RunView, leftOut: Int)

    private var table: Table
    /// Those that are scored; none where the study has no examples.
    private let splits: [Split]
    private let hasExamples: Bool
    /// Further metrics that decide.
    private let others: [String]

    init(_ rows: some Collection<Row>) {
        hasExamples = rows.contains { $0.view.record.study.examples != nil }
        splits = [.train, .validation, .test].filter { split in
            rows.contains {
                $0.view.record.study.examples != nil && Self.score(of: $0.step, on: split, in: $0.view) != nil
            }
        }
        var seen: Set<String> = []
        others = rows.flatMap { $0.view.record.study.otherObjectives.map(\.metric) }
            .filter { seen.insert($0).inserted }
        table = Table(
            [("step", .left), ("standing", .left)] + (hasExamples ? [] : [("score", .right)])
                + splits.prefix { $0 == .train }.map { ($0.rawValue, .right) } + [("vs base", .right)]
                + others.map { ($0, .right) }
                + splits.drop { $0 == .train }.map { ($0.rawValue, .right) }
                + [("lineage", .left), ("commit", .left), ("summary", .left)],
            dispensable: ["lineage", "commit"])
        for row in rows {
            add(row.step, in: row.view)
            if row.leftOut > 0 {
                table.add(note: "⋮ \(row.leftOut) more \(row.leftOut == 1 ? "step" : "steps")")
            }
        }
    }

    private mutating func add(_ step: StepSummary, in view: RunView) {
        let isBest = step.candidate != nil && step.candidate == view.best
        var row: [Table.Cell] = [
            .init(Naming.step(step.step, in: view), isBest ? .bold : nil),
            .init(Naming.standing(step, in: view) + mark(step, in: view, isBest: isBest), Naming.style(step)),
        ]
        if !hasExamples { row.append(.init(step.score.map { Naming.score($0, in: view) } ?? "-")) }
        row += splits.prefix { $0 == .train }.map {
            .init(Self.score(of: step, on: $0, in: view) ?? "-")
        }
        row.append(.init(view.gainOverBase(step).map(view.shortWithVerdict) ?? ""))
        row += others.map { .init(Self.score(of: step, by: $0, in: view) ?? "") }
        row += splits.drop { $0 == .train }.map { .init(Self.score(of: step, on: $0, in: view) ?? "") }
        let objection = Naming.objection(to: step).map { "(\($0)) " } ?? ""
        row += [
            .init(step.lineage.text), .init(step.candidate?.short ?? "-", .cyan),
            .init(objection + step.summary),
        ]
        table.add(row)
    }

    /// The score on a split, of a part of it with how many examples that is; on the sealed one that of the last look. A study without examples, in a table of several
    /// runs, has its score in the first of them.
    private static func score(of step: StepSummary, on split: Split, in view: RunView) -> String? {
        if split == .test {
            return view.tests.telling(of: step.step)?.evaluation?.score(view.objective).map(Figures.value)
        }
        let score =
            (split == .train ? step.scores.first { $0.sample.split == split } : nil) ?? step.score(on: split)
            ?? step.scores.first { $0.sample.split == split }
        return score.map { Naming.score($0, in: view) }
    }

    private static func score(of step: StepSummary, by metric: String, in view: RunView) -> String? {
        view.record.study.otherObjectives.firstIndex { $0.metric == metric }.flatMap {
            Naming.score(step, by: $0 + 1, in: view)
        }
    }

    /// What became of a step after its verdict, what it mends, and whether anything was run for it.
    private func mark(_ step: StepSummary, in view: RunView, isBest: Bool) -> String {
        fate(step, in: view, isBest: isBest)
            + [Naming.mended(step, in: view), Naming.cached(step)].compactMap { $0.map { ", " + $0 } }
            .joined()
    }

    private func fate(_ step: StepSummary, in view: RunView, isBest: Bool) -> String {
        if let fate = Naming.fate(step, in: view) { return ", " + fate }
        let below = step.verdict == .accepted ? Naming.rejectedBelow(step, in: view) : nil
        return (isBest ? " *best" : "") + (below.map { ", " + $0 } ?? "")
    }

    func lines(for console: Console) -> [String] { table.lines(for: console) }
}
