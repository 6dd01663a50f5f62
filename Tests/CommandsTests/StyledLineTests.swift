import Testing

@testable import Commands

struct StyledLineTests {
    @Test func `styles take no room, and none stays open where a line is cut`() {
        let line = StyledLine("a \u{1B}[32mgreen\u{1B}[0m word")
        #expect(line.count == 12)
        #expect(line.cut(to: 12) == "a \u{1B}[32mgreen\u{1B}[0m word")
        #expect(line.cut(to: 5) == "a \u{1B}[32mgr\u{1B}[0m…")
        #expect(line.cut(to: 10) == "a \u{1B}[32mgreen\u{1B}[0m w…")
        #expect(line.cut(to: 0) == "a \u{1B}[32mgreen\u{1B}[0m word")
    }

    @Test func `a terminal that is too narrow for a table loses the columns that are missed least`() {
        var table = Table(
            [("step", .left), ("lineage", .left), ("commit", .left), ("summary", .left)],
            dispensable: ["lineage", "commit"])
        table.add([.init("sort-1:2"), .init("a"), .init("3f2a9c1"), .init("change BUCKETS from 16 to 24")])
        func header(_ width: Int) -> String? {
            table.lines(for: Console(isTerminal: true, hasColor: false, width: width)).first
        }
        #expect(header(0) == "step      lineage  commit   summary")
        #expect(header(60) == "step      lineage  commit   summary")
        #expect(header(45) == "step      commit   summary")
        #expect(header(30) == "step      summary")
    }
}
