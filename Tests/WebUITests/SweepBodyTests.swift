import Listings
import StudyModel
import Testing
import Text

@testable import WebUI

/// A sweep on a page: the same as in a terminal and in its JSON.
struct SweepBodyTests {
    private let root = CommitID(text: String(repeating: "c", count: 40))!

    /// Two factors of two levels, four seeds.
    private func plan(level: String = "chain") -> SweepPlan {
        let factor = { (name: String, levels: [String]) in
            SweepFactor(name: name, levels: levels.map { SweepLevel(label: $0, settings: [:]) })
        }
        return SweepPlan(
            name: RunName(text: "grid")!, study: "sum",
            factors: [factor("batch.size", ["1", "3"]), factor("search.strategy", [level, "beam"])],
            seeds: [1, 2, 3], budget: .init(unit: "updates", each: .number(3)))
    }

    private func run(_ cell: Int, _ seed: UInt64, _ state: SweepReport.Run.State) -> SweepReport.Run {
        var run = SweepReport.Run(
            seed: seed, name: RunName(text: "grid-c\(cell)-s\(seed)")!, state: state)
        guard state == .finished else {
            run.reason = state == .failed ? "no <route>" : nil
            return run
        }
        let value = 0.1 * Double(cell) + 0.01 * Double(seed)
        run.figure = RunFigure(Score(value, on: Sample(), by: EvaluatorTag("x")))
        run.best = "grid-c\(cell)-s\(seed):2"
        run.base = 0.05
        return run
    }

    private func report(
        _ plan: SweepPlan, state: (Int, UInt64) -> SweepReport.Run.State = { _, _ in .finished }
    ) -> SweepReport {
        let cells = plan.cells.map { cell in
            var own = SweepReport.Cell(
                number: cell.number,
                levels: zip(plan.factors, cell.levels).map { .init(factor: $0.name, level: $1.label) },
                runs: plan.seeds.map { run(cell.number, $0, state(cell.number, $0)) })
            guard !own.figures.isEmpty else { return own }
            own.mean = own.figures.reduce(0, +) / Double(own.figures.count)
            own.standardError = 0.02
            own.best = own.figures.max()
            own.curve = MeanCurve([
                .init(steps: 0, n: own.figures.count, mean: 0.05, standardError: 0),
                .init(steps: 2, n: own.figures.count, mean: own.mean ?? 0, standardError: 0.02),
                .init(steps: 3, n: own.figures.count, mean: own.mean ?? 0, standardError: 0.02),
            ])
            return own
        }
        let measured = cells.filter { $0.mean != nil }
        return SweepReport(
            plan: plan, root: root, objective: Objective(metric: "score", direction: .maximize),
            figure: .score(nil), compared: .score(nil), cells: cells, baselines: [],
            comparisons: measured.count == 4
                ? [
                    .init(
                        cell: 2, with: 1, n: 3, estimate: 0.1, low: -0.05, high: 0.25, p: 0.1, holm: 0.2,
                        flipP: nil, improvement: 0.9)
                ] : [],
            fresh: nil,
            marginals: measured.count == 4
                ? [
                    .init(factor: "batch.size", level: "1", n: 3, mean: 0.17, low: 0.1, high: 0.24),
                    .init(factor: "batch.size", level: "3", n: 3, mean: 0.37, low: nil, high: nil),
                ] : [],
            runtime: measured.isEmpty
                ? []
                : [
                    .init(target: 0.2, rows: measured.map { .init(cell: $0.number, n: 3, reached: [4, 9]) }),
                    .init(target: 0.4, rows: measured.map { .init(cell: $0.number, n: 3, reached: [9]) }),
                ],
            chosen: measured.count == 4 ? 4 : nil, power: nil, limited: nil, freshLimited: nil,
            hasEnded: measured.count == 4)
    }

    @Test func `the page has the rows and the sentences of the terminal`() throws {
        let report = report(plan())
        let body = SweepBody(report)
        let grid = SweepGrid(report)
        // The comparisons stand apart on the page, as they do in a terminal.
        #expect(body.table.heads.map(\.text) == grid.columns.dropFirst().dropLast().map(\.name))
        #expect(
            body.table.cellRows.map { [$0.name] + $0.fields.map(\.text) }
                == grid.rows.map { Array($0.texts.dropLast()) })
        #expect(body.conclusions == SweepConclusions(report).sentences)
        #expect(body.meaning == grid.meaning)
        let row = try #require(body.comparisons?.intervalRows.first)
        #expect("\(row.name) \(row.words)" == grid.sides[0])
        #expect(body.table.cellRows.map(\.isChosen) == [false, false, false, true])
        #expect(body.marginals?.intervalRows.map(\.words) == ["0.17 [0.1, 0.24]", "0.37"])
    }

    @Test func `every figure of a curve is one of the report's document`() throws {
        let report = report(plan())
        let body = SweepBody(report)
        let document = try #require(JSONReader.read(report.document))
        let cells = try #require(document["cells"]?.elements)
        let keys = try #require(body.curves).keys
        try #require(cells.count == keys.count)
        for (cell, key) in zip(cells, keys) {
            let last = try #require(cell["curve"]?.elements?.last)
            let mean = try #require(last["mean"]?.number)
            let spread = try #require(last["se"]?.number)
            #expect(
                key.title.hasSuffix(
                    ": \(Figures.value(mean)) ± \(Figures.value(spread)) after 3 steps, 3 runs"))
        }
        // Three of the six pairs of a run and a target, by the document's runtime too.
        let reached = try #require(document["runtime"]?.elements).reduce(0) { count, target in
            count + (target["cells"]?.elements?.first?["trials"]?.elements?.count ?? 0)
        }
        #expect(body.runtime?.keys[0].title.hasSuffix(": \(reached) of 6 reached, 50 %") == true)
    }

    @Test(arguments: ["sweep_page", "sweep_report"])
    func `a sweep of which nothing has run says so, and draws nothing`(page: String) throws {
        let html = try rendered(page, report(plan()) { _, _ in .missing })
        #expect(html.contains("nothing to draw") && !html.contains("<svg"))
        #expect(html.contains("The runs: 0 of 12 ended") && html.contains("Missing: 12 of 12 runs"))
        #expect(!html.contains("/runs/grid-c1-s1"))
    }

    @Test func `of a sweep that is half done, what ended is drawn, and what failed has its reason`() throws {
        let report = report(plan(level: "<script>")) { cell, seed in
            cell == 1 ? .finished : cell == 2 ? .failed : seed == 1 ? .running : .unfinished
        }
        let html = try rendered("sweep_page", report)
        #expect(html.contains("<svg") && html.contains("not ended") && html.contains("no &lt;route&gt;"))
        #expect(html.contains("&lt;script&gt;") && !html.contains("<script>"))
        #expect(html.contains("href=\"/runs/grid-c1-s1\"") && !html.contains("href=\"/runs/grid-c2-s1\""))
        let body = SweepBody(report)
        #expect(body.curves?.keys.count == 1 && body.comparisons == nil && body.marginals == nil)
        #expect(body.stateClass == "running")
    }

    @Test func `of many cells the first and the best are drawn, and the others are told of`() {
        var plan = plan()
        let levels = (1...10).map { SweepLevel(label: "\($0)", settings: [:]) }
        plan.factors = [SweepFactor(name: "batch.size", levels: levels)]
        let charts = SweepCharts(report(plan))
        #expect(charts.drawn.map(\.number) == [1, 6, 7, 8, 9, 10])
        #expect(charts.leftOut?.contains("4 more are in the table") == true)
    }

    @Test func `a band lies around its curve, and closes`() throws {
        let series = CurveSeries(
            title: "cell 1", look: "series s1",
            points: [.init(x: 0, y: 1, reach: 0.5), .init(x: 2, y: 2, reach: 0.5), .init(x: 3, y: 2)])
        let chart = CurveChart(
            [series], over: CurveAxes(title: "t", name: "n", over: "step"), id: "c", frame: .wide)
        let path = try #require(chart.bandAreas.first).line
        #expect(path.hasPrefix("M") && path.hasSuffix("Z"))
        // There and back: each change of place is one line to the side, and the last value is held a little.
        #expect(path.count { $0 == "H" } == 3 + 4)
        #expect(chart.curves.first?.line.count { $0 == "H" } == 3)
    }

    private func rendered(_ page: String, _ report: SweepReport) throws -> String {
        let html = try Pages.render(
            page,
            page == "sweep_page"
                ? SweepPage(report, repository: "here") as Any
                : SweepReportPage(report, file: "sweep: grid", version: "1", now: 0))
        return html.replacing(Pages.style, with: "")
    }
}
