import TestSupport
import Testing

extension EndToEnd {
    /// Marks in everything that is hidden or sealed, and programs that look for them wherever they can.
    @Suite(.needs("python3")) struct SealedTests {
        /// Prints each mark that can be found from where it runs: in files, in git's objects, in the environment.
        private static let look = """
            if [ "$HOME" = /hone/home ]; then
              roots=$(ls -d /* | grep -vE '^/(proc|sys|dev|usr|bin|sbin|lib|lib32|lib64|libx32|etc|opt|nix)$')
            else
              roots=". $HOME $TMPDIR $(git rev-parse --git-dir) ${HONE_EVIDENCE%/*}"
            fi
            { grep -rahoE 'm4[r]k-[a-z]*' $roots 2>/dev/null
              git cat-file --batch-all-objects --batch | grep -aoE 'm4[r]k-[a-z]*'
              env | grep -oE 'm4[r]k-[a-z]*'; } | sort -u
            """

        /// Wants to see what it alone is given: gates have the hidden files, which shows too that looking finds what is there.
        private static let judge = """
            grep -q m4[r]k-hidden judge/secret/answers || exit 7
            [ "$HONE_SPLIT" != train ] || grep -q m4[r]k-expected "$HONE_EXAMPLES" || exit 8
            sum=$(awk '{ sum += $2 } END { print sum }' numbers.txt)
            sed 's/.*"id": "\\([a-z]*\\)".*/\\1/' "$HONE_EXAMPLES" | while read -r id; do
              echo "{\\"id\\": \\"$id\\", \\"metrics\\": {\\"sum\\": $sum}, \\"feedback\\": \\"saw $id\\"}"
            done > "$HONE_RESULTS"
            """

        private static let cases = """
            {"id": "one", "part": "train", "text": "a question", "answer": "m4rk-expected"}
            {"id": "two", "part": "validation", "text": "m4rk-validation", "answer": "m4rk-validation"}
            {"id": "three", "part": "test", "text": "m4rk-test", "answer": "m4rk-test"}

            """

        private static func user(sandbox: String, history: String = "short") throws -> UserRepository {
            let text = """
                version: 1
                study: sum
                instructions: Make the sum of the numbers small.
                artifact: {editable: [numbers.txt, found.txt]}
                context: ["**"]
                evidence: {history: \(history)}
                evaluator:
                  files: [judge/**]
                  hidden: [judge/secret/**]
                  build: sh judge/look.sh > found-by-build; cat found-by-build; test ! -s found-by-build
                  gates: ['sh judge/look.sh > found-by-gate; cat found-by-gate; test "$(cat found-by-gate)" = m4\\rk-hidden']
                  command: sh judge/run.sh
                  deterministic: true
                  sandbox: {mode: \(sandbox)}
                objective: {metric: sum, direction: minimize}
                examples: {file: cases.jsonl, expected: answer, split: {field: part}}
                proposer:
                  kind: agent
                  command: |
                    sh judge/look.sh > found.txt; echo "step $HONE_STEP" >> found.txt
                    git for-each-ref --format='%(refname:short)' refs/heads/sum-1 >> found.txt
                    git log --branches=sum-1 --format=%N 2>/dev/null | grep -o 'saw [a-z]*' >> found.txt
                    sed -i "s/apples 4/apples /" numbers.txt
                budget: {steps: 2}

                """
            let files = [
                "numbers.txt": "apples 44\npears 31\n", "judge/look.sh": look, "judge/run.sh": judge,
                "judge/secret/answers": "m4rk-hidden\n", "cases.jsonl": cases,
            ]
            return try UserRepository(Study(text: text, files: files))
        }

        @Test(arguments: ["auto", "off"])
        func `no proposer, build or gate finds what is hidden or sealed`(sandbox: String) throws {
            let user = try Self.user(sandbox: sandbox)
            try user.succeed("run")
            let steps = try user.steps()
            #expect(steps.map(\.outcome) == ["scored", "scored", "scored"])
            for step in steps.dropFirst() {
                let found = try user.repository.git("show", "\(try #require(step.candidate)):found.txt")
                #expect(found == "step \(step.step)")
                let evidence = try user.succeed("show", step.name, "--evidence")
                #expect(!evidence.contains("m4rk"))
                #expect(!evidence.contains("saw two"))
            }
            // What an optimizer outside is told is told to a proposer too.
            try user.proposeFromOutside()
            let asked = try user.succeed("ask", "--new")
            #expect(asked.contains("judge/look.sh"))
            #expect(!asked.contains("m4rk-"))
        }

        @Test(arguments: ["auto", "off"])
        func `an agent that holds the whole run finds in no object of it what is hidden or sealed`(
            sandbox: String
        ) throws {
            let user = try Self.user(sandbox: sandbox, history: "full")
            try user.succeed("run")
            let steps = try user.steps()
            #expect(steps.map(\.outcome) == ["scored", "scored", "scored"])
            let last = try #require(steps.last?.candidate)
            let found = try user.repository.git("show", "\(last):found.txt")
            #expect(found == "step 2\nsum-1/0\nsum-1/1\nsaw one\nsaw one")
            let evidence = try user.succeed("show", "sum-1:2", "--evidence")
            #expect(evidence.contains("`git log --branches --graph --oneline`"))
            #expect(!evidence.contains("m4rk") && !evidence.contains("saw two"))
            try user.repository.requireSound()
        }
    }
}
