import Testing

@testable import Wiring

/// Git's progress over a network, as it is passed on.
struct TransferProgressTests {
    @Test func `meters and the remote's words are shown as text, and what has no end yet is waited for`() {
        let (lines, rest) = TransferProgress.lines(
            of: Array("Writing objects:  50% (1/2)\rremote: \u{1B}[2Jhello\nTo origin\nCounting".utf8))
        #expect(lines.count == 3 && rest == Array("Counting".utf8))
        #expect(lines[0] == "Writing objects: 50% (1/2)\r")
        #expect(
            !lines[1].contains("\u{1B}") && lines[1].hasPrefix("remote: ") && lines[1].hasSuffix("hello\n"))
        #expect(lines.map(TransferProgress.isProgress) == [true, true, false])
    }
}
