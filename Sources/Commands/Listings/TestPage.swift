import Listings
import Operations
import StudyModel
import Text

/// What came of a look at the sealed test split, for people: beside validation, and how often one has looked.
struct TestPage {
    private let report: TestReport
    private var test: TestRecord { report.test }
    private var view: RunView { report.view }

    init(_ report: TestReport) { self.report = report }

    var lines: [String] { [heading] + beside + [resolution] + compared + looks }

    /// Both on every metric.
    private var compared: [String] {
        guard let over = report.over else { return [] }
        let together = report.pooled > 1 ? ", \(report.pooled) tests of the two put together" : ""
        let rest = report.isNew ? together : ", as tested before: nothing is random here"
        return ["  against \(over.name)" + rest]
            + ComparisonText.lines(sealed: report.metrics).map { "  " + $0 }
    }

    private var heading: String {
        let name = Naming.step(test.step, in: view)
        guard let scores = TestWords(test, in: view, names: true).scores else {
            let reason = test.evaluation?.reason.map { ": \($0)" } ?? ""
            return "\(name)  test  \(test.evaluation?.outcome.rawValue ?? "not ended")\(reason)"
        }
        return "\(name)  test \(scores)"
    }

    private var beside: [String] {
        let scores = [Split.validation, .train].compactMap { split in
            report.step.score(on: split).map { "\(split.rawValue) \(Figures.value($0.value))" }
        }
        return scores.isEmpty ? [] : ["  beside " + scores.joined(separator: ", ")]
    }

    private var resolution: String {
        let unit = report.resolution.map { "; resolution 1/\(test.examples) = \(Figures.value($0))" } ?? ""
        let examples = "\(test.examples) \(test.examples == 1 ? "example" : "examples")"
        let repeats = test.sample.repeats == 1 ? "" : ", \(test.sample.repeats) repeats"
        return "  \(examples)\(repeats)\(unit)" + (report.obstacleToInterval.map { "; " + $0 } ?? "")
    }

    private var looks: [String] {
        let own = view.tests.looks(of: test.step)
        let candidates = view.tests.candidates
        let all = view.tests.count
        var lines = [
            "  tested \(Self.times(own)); \(candidates) \(candidates == 1 ? "candidate" : "candidates") of "
                + "\(view.record.run) tested, \(Self.times(all)) in all"
        ]
        if let at = report.looks { lines.append("  " + words(at)) }
        if candidates > 2 {
            lines.append("  Whoever picks by these scores makes the test split a second validation split")
        }
        return lines
    }

    /// Which look at these examples it was, in all runs, and what that leaves for a claim.
    private func words(_ looks: TestLooks) -> String {
        let number = test.gains.first?.looks ?? looks.count
        let runs = looks.byRun.map { "\($0.run) \(Self.times($0.looks))" }.joined(separator: ", ")
        let each = test.gains.count > 1 ? " by one of \(test.gains.count) objectives" : ""
        let claim = report.tail.map { "; a claim takes a p of \(Figures.value($0)) or less\(each)" } ?? ""
        let short = report.shortfall.map { ", and so \($0.least) \($0.unit) at least" } ?? ""
        return "look \(number) at these \(test.examples) examples: \(runs)"
            + (test.over == nil ? "" : claim + short)
    }

    /// That no claim can come of a look, whatever is measured.
    static func words(_ shortfall: TestShortfall) -> String {
        let (look, count, unit) = (shortfall.look, shortfall.observations, shortfall.unit)
        let reason =
            look > 1 ? ": all looks at these examples share one error rate, and this is look \(look)" : ""
        return
            "No claim can come of \(count) \(count == 1 ? String(unit.dropLast()) : unit), whatever is measured; it takes \(shortfall.least) at least"
            + reason
    }

    static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
