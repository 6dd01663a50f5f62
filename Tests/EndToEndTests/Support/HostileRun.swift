import Foundation
import TestSupport

/// A run whose diff, summary, rationale and feedback try to be programs.
enum HostileRun {
    private static let words = [
        "<script>window.stolen = 1</script>", "\"><img src=x onerror=\"window.stolen = 2\">",
        "\"\u{301} onmouseover=\"window.stolen = 3", "[x](javascript:window.stolen=4)",
        "</pre></code></table><svg onload=window.stolen=5>",
        "</title><iframe srcdoc=\"<script>parent.window.stolen=6</script>\">", "{{{policy}}}",
        "<a href=javascript:window.stolen=7>",
    ].joined(separator: " ")

    /// Makes the run `sum-1` with two such steps.
    static func make() throws -> UserRepository {
        let judge = """
            printf '{"score": %s, "feedback": "%s"}\\n' "$(awk '{ sum += $2 } END { print sum }' numbers.txt)" \
            "$(sed 's/[\\\\"]/\\\\&/g' judge/words.txt)" > "$HONE_RESULTS"
            """
        let study = Study.sum(
            command: "sh judge/hostile.sh", evaluator: "  results: file", proposer: "kind: external")
        let user = try UserRepository(
            Study(text: study.text.replacing("metric: sum", with: "metric: score"), files: study.files),
            files: ["judge/hostile.sh": judge, "judge/words.txt": words])
        try user.succeed("ask", "--new")
        for number in 1...2 {
            let answer = Answer(
                changes: [Answer.Change(path: "numbers.txt", content: "apples \(number)\n\(words)\n")],
                summary: "\(words) \(number)", rationale: words)
            try user.succeed("tell", input: String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
        }
        return user
    }

    private struct Answer: Encodable {
        struct Change: Encodable {
            let path: String
            let content: String
        }
        let changes: [Change]
        let summary: String
        let rationale: String
    }
}
