import StudyModel
import Text

/// What follows from a sweep.
package struct SweepConclusions {
    private let report: SweepReport
    private let words: SweepWords

    package init(_ report: SweepReport) {
        self.report = report
        words = SweepWords(report)
    }

    private var plan: SweepPlan { report.plan }

    /// What follows, a sentence or two each.
    package var sentences: [String] {
        [limit, dropped, found, marginals, baselines, choice, missing].compactMap { $0 }
    }

    /// The cells that have fewer seeds, and what decided that.
    private var dropped: String? {
        let texts = report.cells.compactMap { cell in
            cell.dropped.map { drop in
                "cell \(cell.number) after \(drop.seeds) seeds (\(words.difference(drop.estimate)) against cell \(drop.leader + 1), "
                    + "\(SweepWords.chance(drop.p, digits: 4)), below \(Figures.fixed(drop.level, digits: 4)))"
            }
        }
        return texts.isEmpty
            ? nil : "Dropped: " + texts.joined(separator: "; ") + ". Their figures are those until then."
    }

    private var found: String? {
        guard !report.comparisons.isEmpty else {
            return plan.seeds.count < 2 ? "One seed compares nothing: cells differ from seed to seed." : nil
        }
        let differing = report.comparisons.filter { plan.isDifference($0.holm) }
        let test =
            unit + (report.comparisons.count > 1 ? ", Holm" : "")
            + (report.compared == report.figure ? "" : ", by the sealed test, which chose nothing")
        let power = report.power.map { power in
            let half = power.seeds.map { "; \($0) seeds would find \(findable(power.detectable / 2))" }
            return " \(power.n) seeds find \(findable(power.detectable)) in four cases of five\(half ?? "")."
        }
        guard !differing.isEmpty else {
            return "No difference found at this budget (\(test))." + (power ?? "")
        }
        let names = differing.map { comparison in
            "cell \(comparison.cell) is \(comparison.estimate > 0 ? "better" : "worse") than cell \(comparison.with) by "
                + "\(words.unsigned(abs(comparison.estimate))) [\(words.difference(comparison.low)), \(words.difference(comparison.high))]"
        }
        return names.joined(separator: "; ") + " (\(test))." + (power ?? "")
    }

    /// What the comparisons speak of: other seeds, and other examples like these.
    private var unit: String {
        if report.comparisons.allSatisfy({ $0.examples != nil }) { return "t test over seeds and examples" }
        return "paired t test over seeds"
            + (report.objective?.aggregate != nil && report.figure != .gain ? ", on these examples" : "")
    }

    /// A difference as large as this; of scores that lie between 0 and 1 there is none beyond one, if they end there.
    private func findable(_ amount: Double) -> String {
        let scores = report.cells.flatMap(\.figures)
        let isBounded = report.figure != .gain && scores.allSatisfy { (0...1).contains($0) }
        return isBounded && amount >= 1
            ? "no difference of scores that end at 0 and 1" : "a difference of \(words.unsigned(amount))"
    }

    private var marginals: String? {
        guard !report.marginals.isEmpty else { return nil }
        let texts = report.marginals.map { "\($0.factor)=\($0.level) \(words.text(of: $0))" }
        let isOfExamples = report.comparisons.contains { $0.examples != nil }
        return "By level, over all cells that have it"
            + (isOfExamples ? " (by seeds, on these examples)" : "") + ": " + texts.joined(separator: ", ")
            + "."
    }

    /// What is to be known of the rows that are no cells.
    private var baselines: String? {
        let notes = report.baselines.compactMap { baseline in
            baseline.note.map { "\(baseline.kind.rawValue): \($0)" }
        }
        return notes.isEmpty ? nil : notes.joined(separator: "; ") + "."
    }

    private var choice: String? {
        guard let chosen = report.chosen, let cell = report.cells.first(where: { $0.number == chosen }) else {
            return nil
        }
        let levels = cell.levels.map { "\($0.factor)=\($0.level)" }.joined(separator: ", ")
        let tested = cell.runs.count { $0.tested != nil }
        let equal = report.cells.filter { $0.number != chosen && $0.dropped == nil && $0.mean == cell.mean }
        let others = equal.map { "cell \($0.number)" }.joined(separator: ", ")
        return "Best mean: cell \(chosen) (\(levels))"
            + (equal.isEmpty ? "" : ", the first of equals (\(others))")
            + (tested > 0 ? ", tested on the sealed examples: its \(tested) winners and the base" : "")
            + ". "
            + (again
                ?? "Its figure is of what chose it, so run it with other seeds before anything is said of it.")
    }

    /// What fresh seeds say of the chosen cell.
    private var again: String? {
        guard let fresh = report.fresh else { return nil }
        let found =
            !plan.isDifference(fresh.p)
            ? "no difference found" : fresh.estimate > 0 ? "it is better" : "it is worse"
        return "On \(fresh.n) fresh seeds, which chose nothing: \(found) (against \(words.text(of: fresh)))."
    }

    private var limit: String? {
        let reached = [
            report.limited.map { "\($0) of \(plan.seeds.count) seeds" },
            report.freshLimited.map { "\($0) fresh ones" },
        ].compactMap { $0 }
        return reached.isEmpty
            ? nil
            : "The limit was reached after \(reached.joined(separator: " and after ")), and no further one of them was begun."
    }

    private var missing: String? {
        guard !report.missing.isEmpty else { return "Missing: none." }
        let reasons = report.missing.filter { $0.run.reason != nil }.prefix(5).map { missing in
            "\(report.name(ofCell: missing.cell)) seed \(missing.run.seed): \(missing.run.reason ?? "")"
        }
        let count = report.missing.count
        return "Missing: \(count) of \(report.runs.count) runs"
            + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))")
            + (report.hasEnded ? "." : ". Go on with `hone sweep --resume \(plan.name)`.")
    }
}
