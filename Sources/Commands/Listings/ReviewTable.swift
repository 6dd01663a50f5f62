import Listings
import Operations
import StudyModel
import Text

/// The candidates that are worth a look, for people.
struct ReviewTable {
    private let list: ReviewList

    init(_ list: ReviewList) { self.list = list }

    func lines(for console: Console) -> [String] {
        let run = list.view.record.run
        guard !list.rows.isEmpty else {
            return [
                "\(run) has no \(Naming.accepted(in: list.view)) candidate yet. See every step with `hone log \(run)`"
            ]
        }
        let others = list.view.record.study.otherObjectives
        var table = Table(
            [("candidate", .left), ("score", .right), ("vs base", .right)]
                + others.map { ($0.metric, .right) }
                + [("lines", .right), ("why", .left), ("opinions", .left), ("summary", .left)],
            dispensable: ["lines", "why"])
        for row in list.rows {
            let figures: [Table.Cell] =
                [
                    .init(Naming.step(row.step.step, in: list.view)),
                    .init(Naming.scores(row.step, in: list.view) ?? "-"),
                    .init(list.view.gainOverBase(row.step).map(list.view.shortWithVerdict) ?? ""),
                ]
                + others.indices.map { .init(Naming.score(row.step, by: $0 + 1, in: list.view) ?? "") }
            table.add(
                figures + [
                    .init("\(row.changedLines)"),
                    .init(why(row)),
                    .init(opinions(row), row.isRejected ? .yellow : nil), .init(row.step.summary),
                ])
        }
        return table.lines(for: console)
            + list.landed.compactMap(\.words) + [
                "", "Open one with `hone review \(run):STEP`, then `--approve` or `--reject -m WHY`",
            ]
    }

    /// Why it is listed, and what is to be known of it.
    private func why(_ row: ReviewList.Row) -> String {
        let below = Naming.rejectedBelow(row.step, in: list.view)
        return (row.reasons.map(\.words) + [below].compactMap { $0 }).joined(separator: ", ")
    }

    private func opinions(_ row: ReviewList.Row) -> String {
        var counts: [(String, Int)] = []
        for decision in ReviewRecord.Decision.ofPeople + [.landed] {
            let count = row.reviews.count { $0.record.decision == decision }
            if count > 0 { counts.append((decision.rawValue, count)) }
        }
        let words = counts.map { $0.1 == 1 ? $0.0 : "\($0.1) \($0.0)" }.joined(separator: ", ")
        return words.isEmpty ? "-" : words + (row.isRejected ? " (rejected)" : "")
    }
}
