import TestSupport
import Testing

extension EndToEnd {
    /// What an evaluator can do to a candidate, seen from outside.
    ///
    /// Every command here treats the base well: it is told by its first line.
    struct OutcomeTests {
        struct Fate: CustomTestStringConvertible, Sendable {
            let outcome: String
            var command = "sh judge/sum.sh"
            var evaluator = ""
            var testDescription: String { outcome }
        }

        private static let onlyBase = "cmp -s numbers.txt judge/base.txt"

        private static let fates = [
            Fate(outcome: "build failed", evaluator: "  build: {run: '\(onlyBase)'}"),
            Fate(outcome: "gate failed", evaluator: "  gates: [{run: '\(onlyBase)'}]"),
            Fate(outcome: "crashed", command: "\(onlyBase) || kill -SEGV $$; echo 1"),
            Fate(outcome: "invalid", command: "\(onlyBase) && echo 1 || echo none"),
            Fate(outcome: "invalid", command: "\(onlyBase) && echo 1 || echo nan"),
        ]

        @Test(arguments: fates) func `an outcome without a score is a commit with its reason`(_ fate: Fate)
            throws
        {
            let study = Study.sum(steps: 2, command: fate.command, evaluator: fate.evaluator)
            let user = try UserRepository(study, files: ["judge/base.txt": study.files["numbers.txt"] ?? ""])
            try user.succeed("run")
            let step = try #require(try user.steps().first { $0.step == 1 })
            #expect(step.outcome == fate.outcome)
            #expect(step.verdict == "rejected")
            #expect(step.score == nil)
            let commit = try #require(step.candidate)
            #expect(
                try user.repository.git("notes", "--ref=hone/score", "show", commit).contains(
                    "\"\(fate.outcome)\""))
            #expect(try user.repository.git("notes", "--ref=hone/feedback", "show", commit).contains("sum-1"))
            #expect(
                try user.repository.git("rev-parse", "hone/sum-1/best")
                    == user.repository.git("rev-parse", "main"))
        }

        @Test func `a candidate that takes too long is timed out and its children end with it`() throws {
            let mark = "sleep 8642\(Int.random(in: 1000..<10_000))"
            let command = "cmp -s numbers.txt judge/base.txt && echo 1 || { \(mark) & \(mark); }"
            let study = Study.sum(steps: 1, command: command)
            let text = study.text.replacing("timeout: 20s", with: "timeout: 2s")
            let user = try UserRepository(
                Study(text: text, files: study.files),
                files: ["judge/base.txt": study.files["numbers.txt"] ?? ""]
            )
            try user.succeed("run")
            #expect(try user.steps().last?.outcome == "timed out")
            #expect(ProcessTable.commands(containing: mark) == [])
        }

        @Test func `a candidate outside a repository of its own is kept through a collection of garbage`()
            throws
        {
            let study = Study.sum(
                steps: 12, command: "sum=$(sh judge/sum.sh); test $sum -gt 140 && echo $sum")
            let user = try UserRepository(study)
            try user.succeed("run")
            let steps = try user.steps()
            #expect(Set(steps.map(\.outcome)).isSuperset(of: ["scored", "crashed"]))
            try user.repository.git("reflog", "expire", "--expire=now", "--all")
            try user.repository.git("gc", "-q", "--prune=now")
            for step in steps {
                guard let commit = step.candidate else { continue }
                #expect(try user.tree(commit) == step.tree)
            }
            try user.repository.requireSound()
        }
    }
}
