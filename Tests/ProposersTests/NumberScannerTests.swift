import Testing

@testable import Proposers

struct NumberScannerTests {
    private func spellings(_ line: String) -> [String] {
        NumberScanner.numbers(in: Array(line.utf8)).map {
            String(decoding: $0.literal.spelling, as: UTF8.self)
        }
    }

    @Test(arguments: [
        "64", "0", "0x1F", "0xff", "0b1010", "0o17", "0644", "08", "1_000_000", "1'000", "3.14", "1e-3",
        "2.50",
        "10UL", "1.0f", "100ms", "10_u8", "7i32", "5usize", "0.05", "0x00ff", "6.02e23", ".5", "1.5E+3",
    ])
    func `a number is read and written back as it stood`(spelling: String) {
        #expect(spellings("x = \(spelling);") == [spelling])
    }

    @Test(arguments: [
        "int32_t x2", "v1.2.3", "1.2.3", "127.0.0.1", "pair.0", "#112233", "\\1", "3f2a9c1b", "0x1.8p3",
        "99999999999999999999", "$1", "é2",
    ])
    func `digits that are no number of their own are left alone`(line: String) {
        #expect(spellings(line) == [])
    }

    @Test func `numbers of a line are found where they stand`() {
        let found = NumberScanner.numbers(in: Array("for i in 0..<10 { a[3] = 0x10 }".utf8))
        #expect(found.map(\.columns) == [9..<10, 13..<15, 20..<21, 25..<29])
    }

    @Test(arguments: [
        ("64", "128", "32"), ("0xff", "0x1fe", "0x80"), ("0644", "01510", "0322"), ("1_000", "2_000", "500"),
        ("0.5", "1.0", "0.25"), ("1e-3", "2e-3", "0.5e-3"), ("10UL", "20UL", "5UL"), ("1.0f", "2.0f", "0.5f"),
        ("500'000", "1'000'000", "250'000"), (".5", "1.0", ".25"), ("08", "16", "04"),
    ])
    func `a factor of two keeps the spelling`(spelling: String, double: String, half: String) throws {
        let literal = try #require(NumberScanner.numbers(in: Array(spelling.utf8)).first?.literal)
        #expect(literal.scaled(by: 2, over: 1).map { String(decoding: $0.spelling, as: UTF8.self) } == double)
        #expect(literal.scaled(by: 1, over: 2).map { String(decoding: $0.spelling, as: UTF8.self) } == half)
    }

    @Test func `every step goes its way and none is proposed twice`() throws {
        for spelling in ["0", "1", "2", "7", "64", "0.5", "0x10", "1000000"] {
            let literal = try #require(NumberScanner.numbers(in: Array(spelling.utf8)).first?.literal)
            let all = [NumberDirection.up, .down].flatMap { NumberSteps.options(for: literal, $0) }
            let written = all.map(\.literal.spelling)
            #expect(Set(written).count == written.count)
            #expect(!written.contains(literal.spelling))
        }
    }

    @Test func `zero goes up only`() throws {
        let zero = NumberLiteral(digits: 0)
        #expect(NumberSteps.options(for: zero, .down).isEmpty)
        #expect(NumberSteps.options(for: zero, .up).map(\.literal.digits) == [1, 2])
    }

    @Test func `a number may become any other of its file that is written alike, near ones sooner`() throws {
        let text = (["0 3", "1 2", "0x10 1.5"] + [String](repeating: "x", count: 40) + ["7"]).joined(
            separator: "\n")
        let source = try #require(Source(path: "net.txt", bytes: Array(text.utf8), editable: nil))
        let options = NumberSteps.options(for: source.literals[1], .other, among: source.literals)
        #expect(options.map { String(decoding: $0.literal.spelling, as: UTF8.self) } == ["0", "1", "2", "7"])
        #expect(options[3].weight < options[0].weight / 10)
        #expect(EditEnumeration(source).contains { $0.label.kind == .numberOther })
        let alone = try #require(Source(path: "a", bytes: Array("4 4 0x4".utf8), editable: nil))
        #expect(NumberSteps.options(for: alone.literals[0], .other, among: alone.literals).isEmpty)
    }
}
