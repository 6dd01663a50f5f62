import Testing

@testable import Proposers

struct LiteralSiteTests {
    private func sites(_ text: String, path: String = "a.c") throws -> [LiteralSite] {
        try #require(Source(path: path, bytes: Array(text.utf8), editable: nil)).literals
    }

    @Test(arguments: [
        ("#define BLOCK 64", "BLOCK"), ("#define AREA(x) (64 * x)", "AREA"),
        ("static const int size = 64;", "size"),
        ("let size: Int = 64", "size"), ("  \"size\": 64,", "size"), ("self._load = 64", "_load"),
        ("size := 64", "size"), ("cmd --block-size=64", "block-size"), ("size += 64", "size"),
        ("size: 64", "size"),
        ("x = -64", "x"),
    ])
    func `a number that is given to a name bears it`(line: String, name: String) throws {
        #expect(try sites(line).first?.name == name)
    }

    @Test(arguments: ["if (x == 64)", "f(64)", "a[64]", "x >= 64", "std::64", "x = y + 64"])
    func `other numbers have no name`(line: String) throws {
        #expect(try sites(line).first?.name == nil)
    }

    @Test func `a named setting outweighs everything else`() throws {
        let text = """
            #define BLOCK 64  /* 512 bits */
            #include "v2.h"
            int i = 0; // 7 times
            for (i = 1; i < 20; i++) { a[0] = "30"; }
            """
        let sites = try sites(text)
        let heaviest = try #require(sites.max { $0.weight < $1.weight })
        #expect(heaviest.name == "BLOCK")
        #expect(sites.filter { [512, 7, 30].contains($0.literal.digits) }.allSatisfy { $0.weight < 0.2 })
    }

    @Test func `text that spans lines weighs as a comment`() throws {
        let text = "def f():\n    \"\"\"Gives\n    x = 5\n    \"\"\"\n    y = 6 // 2\n"
        let sites = try sites(text, path: "a.py")
        #expect(sites.map { $0.literal.digits } == [5, 6, 2])
        #expect(sites[0].weight < 0.2)
        #expect(sites[1].weight > 1)
        #expect(sites[2].weight > 0.5)
    }

    @Test func `a long line of many numbers and strings costs no square of them`() throws {
        let text = (0..<15000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let sites = try sites("{" + text + "}")
        #expect(sites.count == 15000)
        #expect(sites[7].name == "k7")
    }
}
