/// Pieces of Markdown.
enum Markdown {
    /// Returns a text as a code block whose fence is longer than any run of backticks in it, so the text cannot end it.
    static func fenced(_ text: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestBacktickRun(in: text) + 1))
        return fence + "\n" + text + "\n" + fence
    }

    /// Returns a text as inline code; the same care.
    static func code(_ text: String) -> String {
        let run = longestBacktickRun(in: text)
        let fence = String(repeating: "`", count: run + 1)
        let line = text.map { $0.isNewline ? " " : String($0) }.joined()
        return run == 0 ? fence + line + fence : fence + " " + line + " " + fence
    }

    private static func longestBacktickRun(in text: String) -> Int {
        var longest = 0
        var current = 0
        for byte in text.utf8 {
            current = byte == UInt8(ascii: "`") ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
