import TestSupport
import Testing

extension EndToEnd {
    /// What is said of a line of a candidate.
    struct LineCommentTests {
        @Test
        func `it stands below its line, reaches the proposer, and a note that a person writes counts too`()
            throws
        {
            let user = try UserRepository(.sum(proposer: "kind: external"))
            try user.succeed("ask", "--new")
            try user.succeed(
                "tell",
                input:
                    #"{"changes": [{"path": "numbers.txt", "content": "apples 3\npears 31\nplums 22\n"}]}"#
            )
            try user.succeed("review", "sum-1:1", "--at", "numbers.txt:1", "-m", "too few apples")
            let page = try user.succeed("review", "sum-1:1").split(separator: "\n")
            let line = try #require(page.firstIndex { $0 == "+apples 3" })
            #expect(page[line + 1].hasPrefix("  ┃ ") && page[line + 1].hasSuffix(": too few apples"))
            let evidence = try user.succeed("ask")
            #expect(evidence.contains("numbers.txt:1: too few apples"))
            #expect(evidence.contains("    apples 3"))
            let note = try user.repository.git("notes", "--ref=hone/review", "show", "hone/sum-1/a")
            #expect(note.contains("numbers.txt:1: too few apples"))
        }

        @Test(arguments: [
            (["--at", "numbers.txt:9", "-m", "x"], 1, "has no line 9"),
            (["--at", "nosuch:1", "-m", "x"], 1, "nosuch"),
            (["--at", "numbers.txt", "-m", "x"], 64, "names a line as PATH:LINE"),
            (["--at", "numbers.txt:1"], 64, "add '-m'"),
        ]) func `a line that is not there is none to speak of`(
            options: [String], status: Int32, words: String
        ) throws {
            let user = try UserRepository(.sum(steps: 2))
            try user.succeed("run")
            let result = try user.hone(["review", "sum-1:0"] + options)
            #expect(result.status == status && result.errors.contains(words), "\(result.errors)")
            #expect(try user.succeed("review", "sum-1:0").contains("Opinions") == false)
        }
    }
}
