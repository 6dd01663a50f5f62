import Testing
import Text

struct PatchLineTests {
    private let diff = """
        diff --git a/src/a.c b/src/a.c
        index 1..2 100644
        --- a/src/a.c
        +++ b/src/a.c
        @@ -10,3 +12,3 @@ int f()
         same
        -old
        +++ new
         end
        @@ -30 +32,2 @@
        -x
        +y
        +z
        \\ No newline at end of file
        diff --git a/gone b/gone
        --- a/gone
        +++ /dev/null
        @@ -1 +0,0 @@
        -away

        """

    @Test func `a line of the new file has its number there, and nothing else has one`() {
        let places = PatchLine.lines(of: diff).map { line in line.number.map { "\(line.path ?? ""):\($0)" } }
        #expect(
            places == [
                nil, nil, nil, nil, nil, "src/a.c:12", nil, "src/a.c:13", "src/a.c:14", nil, nil,
                "src/a.c:32",
                "src/a.c:33", nil, nil, nil, nil, nil, nil,
            ])
    }

    @Test func `what looks like a header in a hunk is none`() {
        #expect(PatchLine.lines(of: diff).filter(\.isHeader).count == 7)
        #expect(PatchLine.lines(of: "").isEmpty)
    }
}
