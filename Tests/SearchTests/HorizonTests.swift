import Search
import Simulation
import StudyModel
import Testing
import Text

/// How much of a trace is told.
struct HorizonTests {
    private func run(
        _ horizon: CreditHorizon, steps: Int, _ change: @escaping (inout Study) -> Void = { _ in }
    ) async throws -> TestRun {
        var run = TestRun(
            .test {
                $0.budget.steps = 1
                $0.evidence.horizon = horizon
                change(&$0)
            })
        let trace = (1...steps).map { "{\"at\": \"t\($0).\"}\n" }.joined()
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .told(Double(files["x"] ?? "") ?? 0, feedback: "The whole went well.", trace: trace)
        }
        try await run.run()
        return run
    }

    private func steps(in text: String) -> [Int] {
        text.split(separator: "\n").compactMap { line in
            line.hasSuffix(".\"}") ? line.split(separator: " ").first.flatMap { Int($0) } : nil
        }
    }

    @Test(arguments: [
        (
            CreditHorizon.Keep.last, [7, 8, 9, 10],
            ["[steps 1–6 of 10 left out: beyond the credit horizon]\n7 "], "the last 4"
        ),
        (
            .first, [1, 2, 3, 4], [".\"}\n[steps 5–10 of 10 left out: beyond the credit horizon]\n```"],
            "the first 4"
        ),
        (
            .both, [1, 2, 9, 10], ["[steps 3–8 of 10 left out: beyond the credit horizon]\n9 "],
            "4, the first and the last"
        ),
        (.everyNth, [1, 4, 7, 10], [], "4, every 3th step"),
    ])
    func `it says which steps there are, and in place which there are not`(
        keep: CreditHorizon.Keep, shown: [Int], said: [String], words: String
    ) async throws {
        let text = try #require(await run(CreditHorizon(steps: 4, keep: keep), steps: 10).evidence(of: 1))
        #expect(steps(in: text) == shown)
        #expect(text.contains("Trace, 4 of 10 steps; the credit horizon is \(words):"))
        for notice in said { #expect(text.contains(notice)) }
    }

    @Test func `horizon 1 and all give the same score and different evidence`() async throws {
        let one = try await run(CreditHorizon(steps: 1), steps: 300)
        let all = try await run(CreditHorizon(), steps: 300)
        #expect(
            await one.steps().map { $0.evaluation?.metrics }
                == (await all.steps().map { $0.evaluation?.metrics }))
        let texts = try (#require(await one.evidence(of: 1)), #require(await all.evidence(of: 1)))
        #expect(steps(in: texts.0) == [300])
        #expect(steps(in: texts.1) == Array(1...300))
        #expect(texts.1.contains("Trace, 300 steps:") && !texts.1.contains("left out"))
        for text in [texts.0, texts.1] {
            #expect(text.contains("- Score: 0\n") && text.contains("The whole went well."))
        }
    }

    @Test func `a trace of 100000 steps is told within the limit`() async throws {
        let text = try #require(
            await run(CreditHorizon(), steps: 100_000) { $0.evidence.limit = 2000 }.evidence(of: 1))
        #expect(estimatedTokens(text) <= 2000)
        let shown = steps(in: text)
        #expect(shown.first == 1 && shown.last == 100_000 && shown.count > 200)
        #expect(text.contains(" of 100000 left out: over the limit]"))
        #expect(text.contains("Left out to stay within 2000 tokens: the middle of a trace."))
        #expect(text.contains("> The whole went well."))
    }

    @Test func `the journal keeps what can be shown, or all of it`() async throws {
        let path = "traces/all.0.jsonl"
        let base = { (run: TestRun) in StepID(number: 0, writer: run.repository.record.writer) }
        let shown = try await run(CreditHorizon(steps: 2, keep: .both), steps: 50)
        #expect(
            await shown.repository.attachment(path, of: base(shown))?.text
                == "{\"at\": \"t1.\"}\n{\"at\": \"t50.\"}\n")
        let extent = await shown.steps()[0].evaluation?.trials[0].traceExtent
        #expect(extent == TraceExtent(total: 50, kept: [1...1, 50...50]))
        let all = try await run(CreditHorizon(steps: 2), steps: 50) { $0.store.traces = .all }
        #expect(await all.repository.attachment(path, of: base(all))?.text.split(separator: "\n").count == 50)
        let none = try await run(CreditHorizon(steps: 2), steps: 50) { $0.evidence.show = [.score] }
        #expect(await none.repository.attachment(path, of: base(none)) == nil)
    }

    @Test(arguments: [nil, 1, 2, 3, 7, 10, 11], [CreditHorizon.Keep.first, .last, .both, .everyNth])
    func `a horizon never takes more steps than it names, nor one that is not there`(
        steps: Int?, keep: CreditHorizon.Keep
    ) {
        for total in 0...12 {
            let extent = TraceExtent(of: total, within: CreditHorizon(steps: steps, keep: keep))
            #expect(extent.count <= steps ?? total)
            #expect(extent.kept.allSatisfy { $0.lowerBound >= 1 && $0.upperBound <= total })
            #expect(keep == .everyNth || extent.count == min(total, steps ?? total))
            #expect(total == 0 || extent.count > 0)
        }
    }
}
