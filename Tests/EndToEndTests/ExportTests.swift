import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A run as other programs take it.
    struct ExportTests {
        @Test func `a run is written as events, as a table and as a trace`() throws {
            let user = try UserRepository(.sum(steps: 3))
            try user.succeed("run")
            let watched = try user.succeed("watch", "--json").split(separator: "\n").dropLast()
            #expect(try user.succeed("export").split(separator: "\n") == Array(watched))

            let rows = try user.succeed("export", "sum-1", "--format", "csv").split(separator: "\n")
            let titles = rows[0].split(separator: ",").map(String.init)
            #expect(titles.prefix(3) == ["run", "step", "writer"] && Set(titles).count == titles.count)
            #expect(rows.count == 5)
            let steps = try user.steps()
            for (row, step) in zip(rows.dropFirst(), steps) {
                let score = try #require(step.score.flatMap { Int(exactly: $0) })
                #expect(row.contains(",\(step.outcome),") && row.contains(",sum,\(score),"))
            }

            let lines = try StreamTests.lines(user.succeed("export", "--format", "otlp"))
            let resource = try #require((lines[0]["resourceSpans"] as? [[String: Any]])?.first)
            let scope = try #require((resource["scopeSpans"] as? [[String: Any]])?.first)
            let spans = try #require(scope["spans"] as? [[String: Any]])
            #expect(lines.count == 1 && spans.count == 5)
            #expect(Set(spans.compactMap { $0["spanId"] as? String }).count == 5)
            let root = spans[0]["spanId"] as? String
            #expect(spans.dropFirst().allSatisfy { $0["parentSpanId"] as? String == root })
            let results = spans.flatMap { $0["events"] as? [[String: Any]] ?? [] }
            #expect(results.count == steps.filter { $0.score != nil }.count)
            #expect(results.allSatisfy { $0["name"] as? String == "gen_ai.evaluation.result" })
        }
    }
}
