import Testing
import Text

@testable import Evaluation

struct FirstErrorsTests {
    @Test(arguments: [
        (
            "cc -c a.c\na.c:3:5: warning: unused\na.c:4:1: error: expected ';'\n  x\n  ^\n1 error generated.",
            ["a.c:4:1: error: expected ';'"]
        ),
        (
            "\u{1B}[1ma.c:1:2: \u{1B}[0m\u{1B}[0;1;31mfatal error: \u{1B}[0m'x.h' file not found",
            ["a.c:1:2: fatal error: 'x.h' file not found"]
        ),
        ("Main.java:7: error: ';' expected", ["Main.java:7: error: ';' expected"]),
        (
            "src/a.ts(3,5): error TS2304: Cannot find name 'x'.",
            ["src/a.ts(3,5): error TS2304: Cannot find name 'x'."]
        ),
        (
            "error[E0308]: mismatched types\n --> src/main.rs:2:5\n  |",
            ["error[E0308]: mismatched types --> src/main.rs:2:5"]
        ),
        ("# demo\n./a.go:5:2: undefined: foo", ["./a.go:5:2: undefined: foo"]),
        (
            "Traceback (most recent call last):\n  File \"setup.py\", line 3\n    def f(:\n          ^\nSyntaxError: invalid syntax",
            ["File \"setup.py\", line 3: SyntaxError: invalid syntax"]
        ),
        (
            "/usr/bin/ld: a.o: in function `main':\na.c:(.text+0x5): undefined reference to `f'",
            ["a.c:(.text+0x5): undefined reference to `f'"]
        ),
        ("make: *** [Makefile:3: all] Error 2\nno error here", []),
        ("", []),
    ])
    func `errors are found with their places`(output: String, errors: [String]) {
        #expect(firstErrors(in: output) == errors)
    }

    @Test func `only the first are given`() {
        let output = (1...20).map { "a.c:\($0):1: error: number \($0)\n" }.joined()
        #expect(
            firstErrors(in: output, limit: 2) == ["a.c:1:1: error: number 1", "a.c:2:1: error: number 2"])
    }

    @Test func `the end of a text is whole lines without control characters`() {
        let text = "one\r\n\u{1B}]0;title\u{07}two\u{8}\nthree\n\n\n"
        #expect(PlainText.end(of: text, lines: 2, bytes: 100) == ("two\nthree", 1))
        #expect(PlainText.end(of: text, lines: 9, bytes: 8) == ("three", 2))
        #expect(PlainText.end(of: "\n \n", lines: 9, bytes: 8).text == " ")
        #expect(
            PlainText.end(of: String(repeating: "x", count: 5000), lines: 1, bytes: 10).text.count == 1001)
    }

    @Test(arguments: [("a", "`a`"), ("a`b", "`` a`b ``"), ("a\nb", "`a b`")])
    func `inline code holds any text`(text: String, code: String) {
        #expect(Markdown.code(text) == code)
    }

    @Test(arguments: [(0.118123456, 0.118123), (1_234_567.0, 1_234_570.0), (0, 0), (-2.5e-9, -2.5e-9)])
    func `numbers are shown with six digits`(value: Double, shown: Double) {
        #expect(value.rounded(toDigits: 6) == shown)
    }
}
