import TestSupport
import Testing

extension EndToEnd {
    /// A study says which of its lines are executed, and edits those.
    struct CoverageTests {
        private static let coverage = """
              coverage: "printf 'SF:numbers.txt\\\\nDA:1,3\\\\nDA:2,1\\\\nDA:4,0\\\\n'"
            evaluator:
              gates: ["sh judge/sum.sh > /dev/null", "sh tests/run.sh"]
            """

        private func user(steps: Int) throws -> UserRepository {
            let study = Study.sum(steps: steps)
            let text = study.text.replacing("evaluator:", with: Self.coverage).replacing(
                "[numbers.txt]", with: "[numbers.txt, tests/]")
            return try UserRepository(
                Study(text: text, files: study.files.merging(["tests/run.sh": "exit 0\n"]) { $1 }))
        }

        @Test func `check says how much is executed, and where tests may be edited`() throws {
            let check = try user(steps: 1).succeed("check")
            #expect(check.contains("of 6 editable lines 2 (33%) are executed and 1 (17%) never"))
            #expect(check.contains("A gate runs 'tests/run.sh', which may be edited"))
            let lines = try user(steps: 1).succeed("check", "--json")
            for part in ["\"executed\": 2", "\"never\": 1", "\"other\": 3"] { #expect(lines.contains(part)) }
        }

        @Test func `what was counted is kept with the run, and a run that goes on goes by it`() throws {
            let whole = try user(steps: 8)
            try whole.succeed("run")
            let journal = try whole.repository.git(
                "for-each-ref", "--format=%(refname)", "refs/hone/journal/")
            let root =
                try whole.repository.git("rev-list", "--first-parent", journal).split(separator: "\n").last
                ?? ""
            #expect(
                try whole.repository.git("show", "\(root):coverage.json")
                    == #"{"files":{"numbers.txt":{"executed":"1-2","never":"4"}}}"#)
            let halves = try user(steps: 8)
            try halves.succeed("run", "--steps", "3")
            try halves.succeed("run", "--resume", "--steps", "8")
            #expect(try halves.history() == whole.history())
        }
    }
}
