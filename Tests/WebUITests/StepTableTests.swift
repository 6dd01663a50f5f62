import StudyModel
import Testing

@testable import WebUI

struct StepTableTests {
    private static let hostile = "\"\u{301}><img src=x onerror=alert(1)><script>alert(1)</script>"

    @Test func `a summary, a reason and a metric's name are text`() throws {
        let view = RunView(
            Samples.record(metric: "seconds"),
            events: [
                Samples.step(0, score: 10, accepted: true),
                Samples.step(1, score: 9, accepted: true, summary: Self.hostile, why: Self.hostile),
            ])
        let table = StepTable(view, order: .oldestFirst)
        let html =
            try Pages.render("steps_table", table)
            + Pages.render("run_heading", RunHeading(view, isStepping: false))
            + Pages.render("score_figure", ScoreFigure(view, base: nil))
            + Pages.render("lineage_tree", LineageTree(view))
        #expect(!html.contains("<script") && !html.contains("<img"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test func `a name of a metric that is markup stays text in drawings and tables`() throws {
        let view = RunView(Samples.record(instructions: Self.hostile, metric: Self.hostile), events: [])
        let html =
            try Pages.render("steps_table", StepTable(view, order: .oldestFirst))
            + Pages.render("score_figure", ScoreFigure(view, base: nil))
            + Pages.render("run_heading", RunHeading(view, isStepping: false))
            + Pages.render("choices", ChoiceTable(view.record))
        #expect(!html.contains("<script") && !html.contains("<img"))
    }

    @Test func `where nothing is decided no page calls a candidate accepted`() throws {
        var record = Samples.record()
        record.study.search.accept.rule = .always
        let events = [
            Samples.step(0, score: 10, accepted: true), Samples.step(1, score: 12, accepted: true),
            Samples.step(2, score: nil, accepted: false),
        ]
        let view = RunView(
            record, events: events + (3...20).map { Samples.step($0, score: 9, accepted: true) })
        let html =
            try Pages.render("steps_table", StepTable(view, order: .oldestFirst))
            + Pages.render("run_heading", RunHeading(view, isStepping: false))
            + Pages.render("score_figure", ScoreFigure(view, base: nil))
            + Pages.render("lineage_tree", LineageTree(view))
        #expect(html.contains(">scored</span>") && html.contains("19 scored, 1 without score"))
        // It stays the name of a mark and of a filter.
        #expect(!html.replacing(/<[^>]*>/, with: " ").contains("accepted"))
    }

    @Test func `a step without a score has a dash, never a zero`() throws {
        let view = RunView(
            Samples.record(),
            events: [
                Samples.step(0, score: 10, accepted: true), Samples.step(1, score: nil, accepted: false),
            ])
        let row = try #require(StepTable(view, order: .newestFirst).rows.first)
        #expect(row.name == "1" && row.score == "–" && row.gain == "–" && row.look == "failed")
        #expect(row.standing == "crashed" && row.why == "exit 1")
    }

    @Test func `a thousand steps are all listed, ten thousand are not, and it is said`() throws {
        let thousand = StepTable(Samples.long(1000), order: .oldestFirst)
        #expect(thousand.rows.count == 1000 && thousand.limit == nil)
        #expect(try Pages.render("steps_table", thousand).utf8.count < 1_000_000)
        let many = StepTable(Samples.long(10_000), order: .newestFirst)
        #expect(many.rows.count <= 1500)
        #expect(many.limit?.contains("of 10000 steps are listed") == true)
        #expect(many.rows.first?.name == "9999")
    }

    @Test func `a report of a long run has all details of the best, the last and those accepted last`() {
        let view = Samples.long(1000)
        let selection = ReportMaterial.selection(view)
        #expect(selection.count <= 61)
        #expect(selection.suffix(20) == Array(980..<1000))
        #expect(view.index(of: view.best).map(selection.contains) == true)
        #expect(ReportMaterial.selection(Samples.long(20)) == Array(1..<20))
    }
}
