import Testing

@testable import WebUI

struct PatchPartTests {
    private let diff = """
        diff --git a/a.sql b/a.sql
        --- a/a.sql
        +++ b/a.sql
        @@ -1,3 +1,3 @@ <script>
         same
        --- a comment that was removed
        +++ a line with pluses
        \\ No newline at end of file

        """

    private func part(_ lines: Int = 100) throws -> PatchPart {
        try #require(PatchPart(diff, label: "x", lines: lines, elsewhere: "hone show sort-1:2"))
    }

    @Test func `a removed comment is no header`() throws {
        let lines = try part().lines
        #expect(lines.map(\.file) == [true, true, true, false, false, false, false, false])
        #expect(lines.filter(\.removed).map(\.text) == ["--- a comment that was removed\n"])
        #expect(lines.filter(\.added).map(\.text) == ["+++ a line with pluses\n"])
        #expect(try part().size == "+1 −1")
    }

    @Test func `what is copied from the page is the diff`() throws {
        #expect(try part().lines.map(\.text).joined() == diff)
    }

    @Test func `a long diff is cut, with the command that prints all of it`() throws {
        let part = try part(3)
        #expect(part.lines.count == 3)
        #expect(part.patchLimit == "5 more lines; `hone show sort-1:2` prints them all.")
    }

    @Test func `nothing that a diff holds is markup`() throws {
        let html = try Pages.render("patch", try part())
        #expect(!html.contains("<script>") && html.contains("&lt;script&gt;"))
    }

    @Test func `no diff is no part`() {
        #expect(PatchPart("", label: "x", lines: 5, elsewhere: "") == nil)
    }
}
