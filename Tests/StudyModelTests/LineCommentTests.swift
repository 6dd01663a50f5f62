import StudyModel
import Testing

struct LineCommentTests {
    @Test func `what is said of a line is read as it was written, without the line that is quoted`() throws {
        let place = try #require(LineComment.Place("src/a b.c:14"))
        let comment = LineComment("wrong for\n\nno elements", on: place, quoting: "    for (;;)")
        #expect(comment.text == "src/a b.c:14: wrong for\n\nno elements\n\n        for (;;)")
        let read = try #require(LineComment(comment.text))
        #expect(read == comment && read.words == "wrong for\n\nno elements")
        #expect(LineComment("a.c:1: what a person wrote")?.words == "what a person wrote")
    }

    @Test(arguments: [
        "", "breaks the ABI", "note: this", "a.c:0: none", "a.c:x: none", ":3: none", "at 12:30: later",
    ])
    func `words that name no line are no comment on one`(text: String) {
        let comment = LineComment(text)
        #expect(comment == nil || text.hasPrefix("at 12"), "a time is a place that no file has")
    }

    @Test func `a line of blanks is not quoted, and a long one is cut`() throws {
        let place = try #require(LineComment.Place("a:1"))
        #expect(LineComment("x", on: place, quoting: "   ").text == "a:1: x")
        #expect(LineComment("x", on: place, quoting: String(repeating: "y", count: 900)).text.count == 212)
    }
}
