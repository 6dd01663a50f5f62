import Listings
import StudyModel
import Testing
import Text

/// A run as a table and as a trace, from what it remembers.
struct ExportedRunTests {
    private static let root = CommitID(text: "0123456789abcdef0123456789abcdef01234567")!

    private static func step(_ number: Int, _ metrics: [String: Double]?, summary: String) -> StepRecord {
        StepRecord(
            step: StepID(number: number, writer: Samples.writer), lineage: .first,
            parents: Parents(Samples.id(0)),
            candidate: metrics == nil ? nil : Samples.id(number), tree: nil,
            outcome: metrics == nil ? .noProposal : .scored, reason: metrics == nil ? "it said nothing" : nil,
            verdict: metrics == nil ? nil : .accepted, summary: summary, proposer: "chat",
            evaluations: metrics.map { [Samples.evaluation(of: number, $0)] } ?? [],
            proposerUsage: Usage(tokensIn: 10, tokensOut: 2, cost: 0.5),
            calls: number == 0 ? nil : ModelCalls(model: "m", count: 1, seconds: 2), wallSeconds: 3,
            recordedAt: 1_700_000_000 + Int64(number))
    }

    private static func view(_ steps: [StepRecord]) -> RunView {
        var study = Samples.study(Objective(metric: "wrong", direction: .minimize))
        study.otherObjectives = [Objective(metric: "size", direction: .minimize)]
        return RunView(
            Samples.record(of: study, startedAt: 1_699_999_990), events: steps.map(Event.step))
    }

    @Test func `a row has every objective, and no text of others is a formula or breaks the table`() {
        let view = Self.view([
            Self.step(0, ["wrong": 4, "size": 10], summary: "the base"),
            Self.step(1, ["wrong": 2.5, "size": 12], summary: "=cmd(\"x\"),\nand more"),
            Self.step(2, nil, summary: "-1"),
        ])
        let lines = Array(StepsCSV(view).lines)
        let titles = lines[0].split(separator: ",").map(String.init)
        #expect(titles.contains("score") && titles.contains("size_score"))
        #expect(lines.count == 4)
        #expect(lines[2].contains(",\"'=cmd(\"\"x\"\"),\nand more\","))
        #expect(lines[2].contains(",2.5,") && lines[2].contains(",12,"))
        #expect(lines[3].contains(",no proposal,,it said nothing,") && lines[3].contains(",'-1,"))
    }

    @Test func `a trace has a span a step and one for its model, below the run's, in lines of 500 steps`()
        throws
    {
        let steps =
            [Self.step(0, ["wrong": 4, "size": 10], summary: "the base")]
            + (1...600).map { Self.step($0, $0 == 3 ? nil : ["wrong": 4, "size": 1], summary: "edit") }
        let lines = Array(RunTrace(Self.view(steps), root: Self.root, version: "1").lines)
        #expect(lines.count == 2)
        let spans = try lines.flatMap { line in
            let scope = try #require(JSONReader.read(line)?["resourceSpans"]?.elements?.first?["scopeSpans"])
            return try #require(scope.elements?.first?["spans"]?.elements)
        }
        #expect(spans.count == 1 + 601 + 600)
        #expect(Set(spans.compactMap { $0["spanId"]?.string }).count == spans.count)
        #expect(spans.allSatisfy { $0["traceId"] == .string("0123456789abcdef0123456789abcdef") })
        #expect(spans.allSatisfy { $0["spanId"]?.string?.count == 16 })
        let known = Set(spans.compactMap { $0["spanId"]?.string })
        #expect(spans.dropFirst().allSatisfy { $0["parentSpanId"]?.string.map(known.contains) == true })
        #expect(spans[0]["startTimeUnixNano"] == .string("1699999990000000000"))
        let failed = spans.filter { $0["status"]?["code"] == .number(2) }
        #expect(failed.map { $0["status"]?["message"] } == [.string("it said nothing")])
        let first = try #require(spans.first { $0["name"] == .string("step s-1:1") })
        let names = first["events"]?.elements?.flatMap { event in
            (event["attributes"]?.elements ?? []).filter { $0["key"] == .string("gen_ai.evaluation.name") }
                .compactMap { $0["value"]?["stringValue"]?.string }
        }
        #expect(names == ["wrong", "size"])
        let model = try #require(spans.first { $0["parentSpanId"] == first["spanId"] })
        #expect(model["name"] == .string("chat m") && model["kind"] == .number(3))
    }
}
