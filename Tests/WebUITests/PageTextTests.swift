import Testing

@testable import WebUI

struct PageTextTests {
    private func escaped(_ text: String) -> String { PageText().escapeText(text) }

    @Test func `what means something to a browser is escaped`() {
        #expect(escaped("<a href='x'>\"&") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;")
    }

    @Test(arguments: ["\u{301}", "\u{338}", "\u{200D}", "\u{FE0F}", "\r\n"])
    func `a sign is escaped whatever combines with it`(mark: String) {
        for sign in ["<", ">", "\"", "'", "&"] {
            let result = escaped(sign + mark + "x")
            #expect(
                result.hasPrefix("&")
                    && !result.unicodeScalars.dropFirst().contains { "<>\"'&".unicodeScalars.contains($0) })
        }
    }

    @Test func `what turns the direction of text around is made visible`() {
        #expect(escaped("a\u{202E}b\u{2066}c") == "a[U+202E]b[U+2066]c")
    }

    @Test func `controls are replaced, line ends and tabs are kept`() {
        #expect(escaped("a\u{0}\u{1B}[1m\tb\r\nc") == "a\u{FFFD}\u{FFFD}[1m\tb\nc")
    }
}
