import Testing
import Text

/// What others wrote does nothing where it is shown.
struct ShownTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("two\n\tlines", "two\n\tlines"), ("a\r\nb", "a\nb"),
        ("over\rwritten", "overwritten"),
        ("\u{1B}[2Jcleared", "cleared"), ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{07}x", "x"),
        ("\u{1B}]52;c;aGk=\u{1B}\\x", "x"), ("\u{1B}]8;;http://a\u{1B}\\link", "link"),
        ("\u{1B}Pdevice\u{1B}\\x", "x"),
        ("bell\u{07}nul\u{0}", "bellnul"), ("\u{9B}2Jc1", "2Jc1"), ("\u{202E}drawkcab", "drawkcab"),
        ("a\u{2066}b\u{2069}c\u{200F}", "abc"), ("mark\u{FEFF}", "mark"), ("tag\u{E0041}", "tag"),
        ("line\u{2028}end", "line\nend"), ("cut\u{1B}", "cut"), ("cut\u{1B}[12", "cut"),
        ("cut\u{1B}]0;x", "cut"),
        ("שלום – 🇫🇷 👩‍👩‍👧 é", "שלום – 🇫🇷 👩‍👩‍👧 é"),
    ])
    func `what commands a terminal, turns text around or hides is left out`(text: String, shown: String) {
        #expect(ShownText(text).text == shown)
    }

    @Test func `only sequences of our own stay`() {
        let marked = "\u{1B}[32mgreen\u{1B}[0m\u{1B}[2J\u{1B}[38;5;1m"
        #expect(ShownText(marked, keeping: ["\u{1B}[32m", "\u{1B}[0m"]).text == "\u{1B}[32mgreen\u{1B}[0m")
    }

    @Test func `a line is one line, as long as it may be`() {
        #expect(ShownText(line: "  a\n\n b\u{1B}[2J\tc ").text == "a b c")
        #expect(ShownText(line: String(repeating: "x", count: 30), limit: 10).text == "xxxxxxxxx…")
    }

    @Test func `a document in JSON says the same to a program`() {
        let document = "{\"a\":\"\u{202E}x\u{7F}\u{E0041}é\"}"
        let shown = ShownText(json: document).text
        #expect(shown == "{\"a\":\"\\u202ex\\u007f\\udb40\\udc41é\"}")
        #expect(JSONReader.read(shown) == JSONReader.read(document))
    }

    @Test func `what is shown holds nothing hidden, whatever it is made of`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<20).compactMap { _ in
                        Unicode.Scalar(UInt32.random(in: 0...0x20_00, using: &generator))
                    } + ["\u{1B}", "[", "]"].shuffled(using: &generator)))
            #expect(
                !ShownText(text).text.unicodeScalars.contains(where: ShownText.isHidden),
                "\(Array(text.utf8))")
        }
    }
}
