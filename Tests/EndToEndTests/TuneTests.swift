import TestSupport
import Testing

extension EndToEnd {
    /// Numbers are tuned in a repository.
    struct TuneTests {
        private func user(_ proposer: String, steps: Int) throws -> UserRepository {
            try UserRepository(Study.sum(steps: steps, proposer: proposer))
        }

        @Test func `a generation is the round, and a run that goes on comes to the same numbers`()
            throws
        {
            let whole = try user("kind: tune, method: cma", steps: 20)
            let check = try whole.succeed("check")
            #expect(check.contains("search.round 8"))
            #expect(
                check.contains("tuned by cma: apples, pears")
                    || check.contains("tuned by cma: numbers.txt:1, numbers.txt:2"))
            try whole.succeed("run")
            let steps = try whole.steps()
            #expect(Set(steps[1...8].map(\.parent)).count == 1)
            #expect(steps.contains { $0.verdict == "accepted" && $0.step > 0 })
            let diff = try whole.succeed("diff", "sum-1:0", "sum-1:best")
            #expect(
                diff.split(separator: "\n").filter { $0.hasPrefix("+") }.dropFirst().allSatisfy {
                    $0.contains(" ")
                })
            let halves = try user("kind: tune, method: cma", steps: 20)
            try halves.succeed("run", "--steps", "8")
            try halves.succeed("run", "--resume", "--steps", "20")
            #expect(try halves.history() == whole.history())
            try whole.repository.requireSound()
        }

        @Test func `a study without a number to tune says what to do`() throws {
            let study = Study.sum(proposer: "kind: tune")
            let user = try UserRepository(
                Study(text: study.text, files: study.files.merging(["numbers.txt": "none 0\n"]) { $1 }))
            let failed = try user.hone("run").errors
            #expect(failed.contains("The editable files have no number that is likely to matter"))
            #expect(failed.contains("artifact.knobs"))
            // Whoever wants to know at the end what numbers alone would give is told before it.
            let ceiling = try UserRepository(
                Study(
                    text: Study.sum(proposer: "kind: mutation, ceiling: 9").text,
                    files: study.files.merging(["numbers.txt": "none 0\n"]) { $1 }))
            #expect(try ceiling.hone("run").errors.contains("The editable files have no number"))
        }
    }
}
