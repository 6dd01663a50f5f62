import Testing

@testable import Commands

struct TableTests {
    private let console = Console(isTerminal: false, hasColor: false, width: 0)

    @Test func `columns are as wide as their widest cell, and numbers stand to the right`() {
        var table = Table([("step", .left), ("score", .right), ("summary", .left)])
        table.add([.init("sort-1:2"), .init("0.5"), .init("faster")])
        table.add([.init("a"), .init("12.25"), .init("x")])
        #expect(
            table.lines(for: console).joined(separator: "\n") + "\n" == """
                step      score  summary
                sort-1:2    0.5  faster
                a         12.25  x

                """)
    }

    @Test func `on a terminal the last column is cut to the width`() {
        var table = Table([("a", .left), ("b", .left)])
        table.add([.init("1"), .init("a summary that is far too long")])
        let narrow = Console(isTerminal: true, hasColor: false, width: 20)
        #expect(table.lines(for: narrow).last == "1  a summary that i…")
    }

    @Test func `colors do not change the columns`() {
        let colored = Console(isTerminal: true, hasColor: true, width: 80)
        var table = Table([("a", .left), ("b", .left)])
        table.add([.init("x", .green), .init("y")])
        #expect(table.lines(for: colored).last?.hasSuffix("\u{1B}[32mx\u{1B}[0m  y") == true)
    }
}
