import Testing

@testable import Operations

/// What profilers write, read.
struct ProfileTests {
    @Test func `samples are seconds, with the symbol apart from what it is in`() throws {
        let profile = Profile(
            Array("perf\t999\t1998\tstd::sort(int*) (/hone/slot/a b)\nperf\tx\t1\ty (z)\n".utf8))
        let frame = try #require(profile.frames.first)
        #expect(profile.frames.count == 1 && !profile.isOfPython)
        #expect(frame.name == "std::sort(int*)" && frame.place == "/hone/slot/a b")
        #expect(frame.own == 1 && frame.whole == 2)
    }

    @Test
    func
        `an interpreter that was sampled is told by its own account, and a short script beside a program is not`()
    {
        let python = "python\t2.0\t2.0\tf\t/hone/slot/a.py\t3\n"
        #expect(Profile(Array((python + "perf\t1998\t1998\tx (y)\n").utf8)).isOfPython)
        #expect(!Profile(Array((python + "perf\t19980\t19980\tx (y)\n").utf8)).isOfPython)
        #expect(Profile([0xFF, 0x0A, 0x09]).frames.isEmpty)
    }

    @Test func `what several runs spent in a place is told together`() {
        let profile = Profile(Array("runs\t2\npython\t2\t3\tf\ta.py\t3\npython\t1\t1\tf\ta.py\t3\n".utf8))
        #expect(profile.runs == 2 && profile.frames.map(\.own) == [3] && profile.frames.map(\.whole) == [4])
    }

    @Test(arguments: [
        ("count", "count"), ("ns::Sorter<int>::run(int, char)", "run"),
        ("sort::merge::h0123456789abcdef", "merge"),
        ("merge_sort.part.0", "merge_sort"), ("[unknown]", nil), ("void fill<a<b>>(c)", "fill"), ("x", nil),
    ]) func `a symbol is looked for by its last name`(symbol: String, name: String?) {
        #expect(SymbolPlaces.name(symbol).map(String.init) == name)
    }

    @Test func `a definition goes before a declaration and a call`() {
        let places = SymbolPlaces([
            ("a.h", "int count(int n);\n"), ("b.c", "  x = count(3);\n"), ("c.c", "int\ncount(int n)\n{\n"),
            ("d.rs", "    pub fn merge(a: u8) {\n"), ("e.c", "int recount(int n) {\n"),
        ])
        #expect(places.place(of: "count")?.path == "c.c" && places.place(of: "count")?.line == 2)
        #expect(places.place(of: "crate::merge")?.path == "d.rs")
        #expect(places.place(of: "nothing") == nil)
    }
}
