import TestSupport
import Testing

extension EndToEnd {
    /// What a proposer was shown, as `hone show --evidence` tells it afterwards.
    struct EvidenceTests {
        /// A study whose agent prints what it is shown and writes its step's number, and whose evaluator leaves traces of 30 steps.
        private static func study(_ evidence: String) -> Study {
            let text = """
                version: 1
                study: cases
                artifact: {editable: [value.txt]}
                evaluator:
                  files: [judge/**]
                  command: {run: sh judge/run.sh, timeout: 20s}
                  deterministic: true
                objective: {metric: score, direction: maximize}
                examples: {file: cases.jsonl, expected: answer, order: dataset}
                batch: {size: 2}
                search: {strategy: chain}
                evidence: {\(evidence)}
                proposer: {kind: agent, command: 'cat "$HONE_EVIDENCE"; echo "$HONE_STEP" > value.txt'}
                budget: {steps: 3}
                """
            let cases = (1...4).map {
                "{\"id\": \"c\($0)\", \"ask\": \"what \($0)\", \"answer\": \"right \($0)\"}\n"
            }
            return Study(
                text: text, files: ["value.txt": "0\n", "judge/run.sh": judge, "cases.jsonl": cases.joined()])
        }

        private static let judge = #"""
            value=$(cat value.txt)
            for id in $(sed 's/.*"id": "\([^"]*\)".*/\1/' "$HONE_EXAMPLES"); do
                awk -v id="$id" -v value="$value" 'BEGIN {
                    for (i = 1; i <= 30; i++) printf "{\"reward\": %s, \"observation\": \"at %d of %s\"}\n", value, i, id
                }' > "$HONE_TRACES/$id.$HONE_REPEAT.jsonl"
                printf '{"id": "%s", "score": %s, "output": "said %s", "feedback": "Of %s: more."}\n' \
                    "$id" "$value" "$value" "$id" >> "$HONE_RESULTS"
            done
            """# + "\n"

        /// The evidence of each step, checked to be what the agent read; and the scores.
        private static func run(_ evidence: String) throws -> (texts: [String], scores: [Double?]) {
            let user = try UserRepository(study(evidence))
            try user.succeed("run")
            let texts = try (1...3).map { step in
                let shown = try user.succeed("show", "cases-1:\(step)", "--evidence")
                // Byte for byte: strings that look alike may differ.
                #expect(
                    Array(shown.utf8) == Array(try user.succeed("show", "cases-1:\(step)", "--reply").utf8))
                return shown
            }
            try user.repository.requireSound()
            return (texts, try user.steps().map(\.score))
        }

        @Test func `a batch is told whole, with inputs, outputs, scores, feedback and traces`() throws {
            let (texts, scores) = try Self.run("template: batch")
            #expect(scores == [0, 1, 2, 3])
            #expect(
                texts[0].contains("### ID [1]: `c1`\n\n- Score: 0\n") && texts[0].contains("### ID [2]: `c2`")
            )
            // The parent was measured on this step's examples, where its own step ran others.
            for part in [
                "### ID [2]: `c4`\n\n- Score: 1\n", "{\"id\": \"c4\", \"ask\": \"what 4\"}", "\nsaid 1\n",
                "> Of c4: more.",
                "\n30 {\"reward\": 1, \"observation\": \"at 30 of c4\"}\n", "## Attempt of step 1",
            ] { #expect(texts[1].contains(part)) }
            #expect(!texts[1].contains("`c1`") && !texts[1].contains("right 4"))
        }

        @Test func `interactive and episodic tell of one trial, each in its way`() throws {
            let interactive = try Self.run("template: interactive, memory: 0").texts[1]
            #expect(
                interactive.contains("## Trial of the parent\n\nID [1]: `c4`\n")
                    && !interactive.contains("c3"))
            let episodic = try Self.run("template: episodic, memory: 0").texts[1]
            #expect(
                episodic.contains(
                    "step 30\n  observation: \"at 30 of c4\"\n  reward: 1\n```\n\nFeedback, after step 30:"))
        }

        @Test func `horizon 1 and all give the same scores and different evidence`() throws {
            let one = try Self.run("horizon: {steps: 1, keep: last}")
            let all = try Self.run("horizon: {steps: all}")
            #expect(one.scores == all.scores)
            #expect(one.texts[1].contains("[steps 1–29 of 30 left out: beyond the credit horizon]\n30 {"))
            #expect(
                all.texts[1].contains("Trace, 30 steps:\n\n```text\n1 {")
                    && !all.texts[1].contains("left out"))
        }

        @Test func `what is shown, remembered and said by stage follows the settings`() throws {
            let most = try Self.run(
                "show: [score, expected], memory: 1, stages: [{below: 2, say: Think anew.}]"
            ).texts
            #expect(most[2].contains("Expected:\n\n```json\n\"right 1\"\n```"))
            #expect(
                !most[2].contains("Trace") && !most[2].contains("more.") && !most[2].contains("The last step")
            )
            #expect(most[2].contains("## Attempt of step 2") && !most[2].contains("## Attempt of step 1"))
            #expect(most[1].contains("\n\nThink anew.\n") && !most[2].contains("Think anew."))
            let least = try Self.run("show: [comparison], limit: 150 tokens").texts
            #expect(
                least[2].contains(
                    "The last step, 2, was better than the previous step (1) on the same examples."))
            #expect(least[2].contains("Left out to stay within 150 tokens: the attempts of step"))
            // The lines of attempts stay.
            #expect(least[2].contains("- Step 1: ") && least[2].utf8.count <= 700)
        }
    }
}
