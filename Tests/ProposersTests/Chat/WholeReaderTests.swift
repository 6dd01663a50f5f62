import Testing

@testable import Proposers

struct WholeReaderTests {
    @Test(arguments: [
        "src/sort.c\n```c\nint x;\n```\n", "**`src/sort.c`**\n\n```\nint x;\n```",
        "```c src/sort.c\nint x;\n```\n",
        "```c title=src/sort.c\nint x;\n```\n", "Simpler:\n\n```c\nint x;\n```\nThat is all.",
        "# src/sort.c\n~~~~c\nint x;\n~~~~\n",
    ])
    func `a path with a fenced text gives the file its content`(reply: String) throws {
        #expect(try EditFixture().files(reply, WholeReader()) == ["src/sort.c": "int x;\n"])
    }

    @Test func `several files come, go and are written in one reply`() throws {
        let fixture = EditFixture(["src/a.c": "a", "src/b.c": "b\r\nc\r\n", "src/c.c": "c\n"])
        let reply =
            "Two files, and one less.\n\nsrc/a.c\n```\nA\n```\n\nsrc/b.c\n```\nB\nC\n```\nsrc/d.c\n```\nD\n```\n"
            + "*** Delete File: src/c.c\n"
        #expect(
            try fixture.files(reply, WholeReader()) == [
                "src/a.c": "A", "src/b.c": "B\r\nC\r\n", "src/c.c": String?.none, "src/d.c": "D\n",
            ])
    }

    @Test(arguments: [
        // A longer fence holds anything.
        "src/notes.md\n````md\n# A\n```\nx\n```\nB\n````\n",
        // As many signs: a fence with a word opens one within.
        "src/notes.md\n```md\n# A\n```\nx\n```\nB\n```\n",
        "src/notes.md\n```md\n# A\n```\nx\n```\nB\n```\nsrc/other.c\n```\nint y;\n```\n",
    ])
    func `fences within a file are part of it`(reply: String) throws {
        let fixture = EditFixture(["src/notes.md": "old\n", "src/other.c": "old\n"])
        #expect(try fixture.files(reply, WholeReader())["src/notes.md"] == "# A\n```\nx\n```\nB\n")
    }

    @Test func `a fence with a word within a program is part of it`() throws {
        let text = "/*\n```sh\nmake\n```\n*/\nint x;\n"
        let reply = "src/sort.c\n```c\n\(text)```\nRun it:\n```sh\nmake\n```\n"
        #expect(try EditFixture().files(reply, WholeReader()) == ["src/sort.c": text])
    }

    @Test(arguments: [
        "// ... rest of the code unchanged", "    # ... existing code ...", "/* … */",
        "# rest of the file remains the same",
        "... (rest unchanged)", "<!-- ... remaining rules ... -->", "// existing code",
    ])
    func `a file with a part left out is refused`(line: String) {
        let reply = "src/sort.c\n```c\nint x;\n\(line)\n```\n"
        #expect(
            EditFixture().problems(reply, WholeReader())
                == [.leftOut(path: "src/sort.c", line: line.trimmed)])
    }

    @Test(arguments: [
        "    ...", "def f(): ...", "case 1...5:", "# e.g. 1, 2, ...", "print('...')", "// more to come...",
    ])
    func `dots that stand for nothing are let be`(line: String) throws {
        let reply = "src/sort.c\n```\n\(line)\n```\n"
        #expect(try EditFixture().files(reply, WholeReader()) == ["src/sort.c": "\(line)\n"])
    }

    @Test func `dots that the file has already are let be`() throws {
        let fixture = EditFixture(["src/a.py": "# ... rest of the tests\n"])
        let reply = "src/a.py\n```\n# ... rest of the tests\nx = 1\n```\n"
        #expect(try fixture.files(reply, WholeReader())["src/a.py"] == "# ... rest of the tests\nx = 1\n")
    }

    @Test(arguments: [
        ("src/sort.c\n```c\nint x", EditProblem.cutShort), ("No.", .noEdits),
        ("src/sort.c\n```c\n" + EditFixture.sort + "```\n", .nothingChanged),
    ])
    func `what is no whole file is said to be none`(reply: String, problem: EditProblem) {
        #expect(EditFixture().problems(reply, WholeReader()) == [problem])
    }

    @Test func `a fence without a path is refused where there are several files`() {
        let fixture = EditFixture(["src/a.c": "a\n", "src/b.c": "b\n"])
        #expect(fixture.problems("Here it is.\n```\nx\n```\n", WholeReader()) == [.noPath(line: 2)])
    }
}
