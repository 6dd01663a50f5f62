import Testing

@testable import Proposers

struct JSONEditsReaderTests {
    @Test(arguments: [
        #"{"summary": "Grow it", "rationale": "Why not.", "edits": [{"path": "src/sort.c", "old": "int size = 64;", "new": "int size = 1;"}]}"#,
        "```json\n"
            + #"{"summary": "Grow it", "rationale": "Why not.", "edits": [{"old": "int size = 64;\n", "new": "int size = 1;\n"}]}"#
            + "\n```",
    ])
    func `an object with edits is read, in a fence or not`(reply: String) throws {
        let read = JSONEditsReader().read(reply, known: ["src/sort.c"])
        #expect(read.summary == "Grow it")
        #expect(read.rationale == "Why not.")
        #expect(
            try EditFixture().files(reply, JSONEditsReader())
                == ["src/sort.c": EditFixture.sort.replacingFirst("64", with: "1")])
    }

    @Test func `files are written whole, made and deleted`() throws {
        let reply = #"""
            {"edits": [{"path": "src/sort.c", "delete": true}, {"path": "src/new.c", "old": "", "new": "int a;"},
             {"path": "./src/all.c", "content": "int b;\n"}]}
            """#
        #expect(
            try EditFixture().files(reply, JSONEditsReader())
                == ["src/sort.c": String?.none, "src/new.c": "int a;\n", "src/all.c": "int b;\n"])
    }

    @Test(arguments: [
        (#"{"summary": "x", "edits": [{"path": "src/sort.c", "ol"#, EditProblem.cutShort),
        ("I will not.", .notJSON(detail: "it cannot be parsed")),
        (#"{"summary": "x"}"#, .notJSON(detail: "the key \"edits\" is missing")),
        (#"{"edits": []}"#, .noEdits),
        (#"{"edits": [{"path": "src/sort.c", "new": "x"}]}"#, .malformed(line: 1, missing: "old")),
        (
            #"{"edits": [{"path": "src/sort.c", "old": "int x = 64;", "new": "x"}]}"#,
            .notFound(
                path: "src/sort.c", old: ["int x = 64;"],
                nearest: NearestText(line: 1, lines: ["int size = 64;"]))
        ),
    ])
    func `what is no such object is said to be none`(reply: String, problem: EditProblem) {
        #expect(EditFixture().problems(reply, JSONEditsReader()) == [problem])
    }
}
