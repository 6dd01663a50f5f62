import Testing

@testable import Proposers

struct BlocksReaderTests {
    private static func block(_ old: String, _ new: String, path: String = "src/sort.c\n") -> String {
        "\(path)<<<<<<< SEARCH\n\(old)\n=======\n\(new)\n>>>>>>> REPLACE\n"
    }

    private static func sort(_ old: String, _ new: String) -> String {
        EditFixture.sort.replacingFirst(old, with: new)
    }

    @Test func `a block replaces the lines that it names`() throws {
        let reply = Self.block("int size = 64;", "int size = 128;")
        #expect(
            try EditFixture().files(reply, BlocksReader()) == [
                "src/sort.c": Self.sort("size = 64", "size = 128")
            ])
    }

    @Test(arguments: [
        "```c\nsrc/sort.c\n", "`src/sort.c`:\n```\n", "### src/sort.c\n\n```c\n", "**src/sort.c**\n",
        "```c src/sort.c\n",
        "File: src/sort.c\n", "", "```\n", "sort.c\n",
    ])
    func `decoration of the path does not matter, nor its want where there is one file`(path: String) throws {
        let reply = "Bigger.\n\n" + Self.block("int size = 64;", "int size = 1;", path: path) + "```\nDone.\n"
        let read = BlocksReader().read(reply, known: ["src/sort.c"])
        #expect(read.summary == "Bigger.")
        #expect(try EditFixture().files(reply, BlocksReader())["src/sort.c"] == Self.sort("64", "1"))
    }

    @Test(arguments: [
        ("int swaps = 0;\nreturn swaps;", "int swaps = 1;\nreturn swaps;"),
        ("        int swaps = 0;\n        return swaps;", "        int swaps = 1;\n        return swaps;"),
        ("    int swaps = 0;   \n    return swaps;", "    int swaps = 1;\n    return swaps;"),
        ("    int  swaps  =  0;\n    return  swaps;", "    int swaps = 1;\n    return swaps;"),
        ("\n    int swaps = 0;\n    return swaps;\n\n", "    int swaps = 1;\n    return swaps;"),
        ("swaps = 0", "swaps = 1"),
    ])
    func `spaces need not agree, and the file keeps its own`(old: String, new: String) throws {
        #expect(
            try EditFixture().files(Self.block(old, new), BlocksReader())["src/sort.c"]
                == Self.sort("swaps = 0", "swaps = 1"))
    }

    @Test func `text that stands there twice is refused, with its lines`() {
        let fixture = EditFixture(["src/a.c": "x = 1;\ny = 2;\nx = 1;\n"])
        let found = fixture.problems(Self.block("x = 1;", "x = 2;", path: ""), BlocksReader())
        #expect(found == [.ambiguous(path: "src/a.c", old: ["x = 1;"], at: [1, 3])])
    }

    @Test func `text that is not there is refused, with what looks most like it`() {
        let found = EditFixture().problems(
            Self.block("    int swap = 1;\n    return swap;", "x"), BlocksReader())
        let nearest = NearestText(line: 4, lines: ["    int swaps = 0;", "    return swaps;"])
        #expect(
            found == [
                .notFound(
                    path: "src/sort.c", old: ["    int swap = 1;", "    return swap;"], nearest: nearest)
            ])
        #expect(found[0].advice.contains("lines 4 to 5"))
        #expect(found[0].advice.contains("    int swaps = 0;\n    return swaps;"))
    }

    @Test func `an empty search makes a new file, and never empties one that is there`() throws {
        let fixture = EditFixture()
        let new = Self.block("", "int other;", path: "src/other.c\n").replacingFirst(
            "SEARCH\n\n", with: "SEARCH\n")
        #expect(try fixture.files(new, BlocksReader()) == ["src/other.c": "int other;\n"])
        #expect(
            fixture.problems(Self.block("", "int other;"), BlocksReader())
                == [.emptySearch(path: "src/sort.c")])
    }

    @Test func `a file can be deleted`() throws {
        let reply = "Unused.\n\n*** Delete File: src/sort.c\n"
        #expect(try EditFixture().files(reply, BlocksReader()) == ["src/sort.c": String?.none])
        #expect(
            EditFixture().problems("*** Delete File: src/none.c", BlocksReader())
                == [.unknownFile(path: "src/none.c", known: ["src/sort.c"])])
    }

    @Test func `blocks build on one another, and an empty replacement takes lines away`() throws {
        let reply =
            Self.block("int size = 64;", "int size = 65;")
            + Self.block("int size = 65;", "int size = 66;", path: "")
            + "<<<<<<< SEARCH\n    return swaps;\n=======\n>>>>>>> REPLACE\n"
        #expect(
            try EditFixture().files(reply, BlocksReader())["src/sort.c"]
                == Self.sort("64", "66").replacingFirst("    return swaps;\n", with: ""))
    }

    @Test func `none of a reply's edits counts where one does not apply`() {
        let reply = Self.block("int size = 64;", "int size = 65;") + Self.block("nothing like it", "x")
        #expect(EditFixture().problems(reply, BlocksReader()).count == 1)
    }

    @Test(arguments: [
        ("src/sort.c\n<<<<<<< SEARCH\nint size = 64;\n=======\nint si", EditProblem.cutShort),
        ("I cannot do that.", .noEdits), ("", .noEdits),
        (
            "<<<<<<< SEARCH\na\n=======\nb\n<<<<<<< SEARCH\nc\n=======\nd\n>>>>>>> REPLACE\n",
            .malformed(line: 1, missing: ">>>>>>> REPLACE")
        ),
    ])
    func `what is no block is said to be none`(reply: String, problem: EditProblem) {
        #expect(EditFixture().problems(reply, BlocksReader()).first == problem)
    }

    @Test func `a block without a path is refused where there are several files`() {
        let fixture = EditFixture(["src/a.c": "a\n", "src/b.c": "b\n"])
        #expect(
            fixture.problems("Here:\n" + Self.block("a", "c", path: ""), BlocksReader())
                == [.noPath(line: 2)])
    }

    @Test func `carriage returns stay as the file has them`() throws {
        let fixture = EditFixture(["src/a.c": "a\r\nb\r\nc"])
        let reply = Self.block("b", "b1\nb2", path: "src/a.c\n")
        #expect(try fixture.files(reply, BlocksReader()) == ["src/a.c": "a\r\nb1\r\nb2\r\nc"])
    }

    @Test(arguments: ["=====", "=======", "========="])
    func `a heading in the text divides nothing`(underline: String) throws {
        let fixture = EditFixture(["src/p.md": "Prompt\n\(underline)\nYou are a long long helper.\n"])
        let reply = Self.block(
            "Prompt\n\(underline)\nYou are a long long helper.", "Prompt\n\(underline)\nHelp.",
            path: "src/p.md\n")
        #expect(try fixture.files(reply, BlocksReader()) == ["src/p.md": "Prompt\n\(underline)\nHelp.\n"])
        let added = Self.block(
            "You are a long long helper.", "Rules\n\(underline)\nNone.", path: "src/p.md\n")
        #expect(
            try fixture.files(added, BlocksReader())
                == ["src/p.md": "Prompt\n\(underline)\nRules\n\(underline)\nNone.\n"])
    }

    @Test func `a file with the signs of a conflict can be edited`() throws {
        let conflict = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch"
        let fixture = EditFixture(["src/a.txt": "a\n\(conflict)\nz\n"])
        let reply = Self.block(conflict, "ours", path: "src/a.txt\n")
        #expect(try fixture.files(reply, BlocksReader()) == ["src/a.txt": "a\nours\nz\n"])
    }

    @Test func `a text with a divider in it that stands there twice is refused`() {
        let fixture = EditFixture(["src/p.md": "A\n=====\nB\n\nA\n=====\nB\n"])
        let found = fixture.problems(Self.block("A\n=====\nB", "C", path: "src/p.md\n"), BlocksReader())
        #expect(found == [.ambiguous(path: "src/p.md", old: ["A", "=====", "B"], at: [1, 5])])
    }

    @Test func `a byte order mark stays where it is, whether a reply has it or not`() throws {
        let fixture = EditFixture(["src/a.txt": "\u{FEFF}first\nsecond\n"])
        #expect(fixture.artifact.editable.first?.text?.shown == "first\nsecond\n")
        let reply = Self.block("first", "FIRST", path: "src/a.txt\n")
        #expect(try fixture.files(reply, BlocksReader()) == ["src/a.txt": "\u{FEFF}FIRST\nsecond\n"])
        for mark in ["", "\u{FEFF}"] {
            let whole = "src/a.txt\n```\n\(mark)new\n```\n"
            #expect(try fixture.files(whole, WholeReader()) == ["src/a.txt": "\u{FEFF}new\n"])
        }
    }

    @Test func `an edit elsewhere is left for the scope to refuse`() throws {
        let reply = Self.block("exit 1", "exit 0", path: "bench/run.sh\n")
        #expect(try EditFixture().files(reply, BlocksReader()) == ["bench/run.sh": "exit 0\n"])
    }
}

extension String {
    /// With the first occurrence of a text replaced.
    func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return replacingCharacters(in: range, with: new)
    }

    private func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
