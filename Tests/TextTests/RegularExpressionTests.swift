import Testing
import Text

struct RegularExpressionTests {
    @Test(arguments: [
        ("took ([0-9.]+) s", "took 1.5 s\ntook 2.5 s\n", "2.5"),
        // The last match in the line, and the last line that has one.
        ("([0-9]+)", "1 2 3\nnone\n", "3"), ("[0-9]+", "a 12 b\r\n", "12"),
        ("^score:\\s*(-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)$", "score: 1\nscore: -2.5e-3\n", "-2.5e-3"),
        // The group had no part in the last match.
        ("a([0-9])|b", "a1\nb\n", ""), ("(a)|(b)", "b", ""), ("(a)(b)?", "a", "a"),
        // Empty matches go on, over whole characters.
        ("(x*)", "äxx", ""), ("é*(\\d?)", "éé7", ""), ("", "a", ""),
        ("(?<=ü)(\\d+)", "ü5", "5"), ("a\\K(?=a)(a)", "aa", "a"),
    ])
    func `the last match's first group is found`(_ pattern: String, _ text: String, _ expected: String) throws
    {
        let expression = try #require(RegularExpression(pattern))
        #expect(try expression.lastMatch(in: text) == expected)
    }

    @Test func `what does not match is nil`() throws {
        #expect(try #require(RegularExpression("(b)")).lastMatch(in: "a\nc\n") == nil)
        #expect(try #require(RegularExpression("(a\nb)")).lastMatch(in: "a\nb\n") == nil)
        #expect(try #require(RegularExpression("(b)")).lastMatch(in: "") == nil)
    }

    @Test(arguments: ["(", "[", "*", "(?<n>a)(?<n>b)", "\\C", String(repeating: "(", count: 100_000)])
    func `what is no regular expression is refused`(_ pattern: String) {
        #expect(RegularExpression(pattern) == nil)
    }

    /// Each would take longer than anybody waits: exponential, of a high power, over a long line, over many lines, and by going deep. The character that a
    /// match cannot do without stands at the end, or PCRE2 would see at once that there is none.
    @Test(arguments: [
        ("(a*)*(a*)*(a*)*b([0-9])", "a", 60, "-b", 1), ("^(\\d+)*$", "1", 60, "-", 1),
        ("(x+x+)+y", "x", 100, "-y", 1),
        ("(.*).*.*.*.*=;", "ab ", 2_000, "=-;", 1), ("(\\s+)$", " ", 100_000, "-", 1),
        ("^(?:(a)|b)*c", "ab", 5_000_000, "-c", 1), ("(a+)+c", "a", 18, "-c", 50_000),
    ])
    func `a search that would not end is given up`(
        _ pattern: String, _ part: String, _ count: Int, _ end: String, _ lines: Int
    ) throws {
        let line = String(repeating: part, count: count) + end
        let text = [String](repeating: line, count: lines).joined(separator: "\n")
        let expression = try #require(RegularExpression(pattern))
        #expect(throws: RegularExpression.TooMuchWork.self) { _ = try expression.lastMatch(in: text) }
    }

    @Test func `a long text without a match is searched to its end`() throws {
        let text = String(repeating: "step 12 took 3.25 s, all well\n", count: 50_000)
        #expect(try #require(RegularExpression("^score: ([0-9.]+)$")).lastMatch(in: text) == nil)
        #expect(try #require(RegularExpression("score.*= ([0-9.]+)")).lastMatch(in: text) == nil)
    }
}
