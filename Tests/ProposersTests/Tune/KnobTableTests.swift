import StudyModel
import Testing

@testable import Proposers

/// Which numbers are tuned, over what, and how they are written.
struct KnobTableTests {
    private func table(_ files: [String: String], _ knobs: [KnobSettings] = []) async throws -> KnobTable {
        try await KnobTable(knobs, in: FolderOfText(files))
    }

    private func knob(_ name: String, _ low: Double, _ high: Double, _ scale: KnobSettings.Scale = .linear)
        -> KnobSettings
    {
        KnobSettings(name: name, values: .range(low...high, scale))
    }

    private static let code = """
        #include "v2.h"
        #define BLOCK 64
        int i = 0; // 77 times
        double rate = 0.05, bias = 0.0;
        for (i = 1; i < 20; i++) a[3] += 2.5 * b;
        """

    @Test func `numbers that are likely to matter are tuned where none are named`() async throws {
        let knobs = try await table(["a.c": Self.code]).knobs
        #expect(knobs.map(\.name) == ["BLOCK", "rate", "bias", "a.c:5.2", "a.c:5.3", "a.c:5.4"])
        #expect(knobs.map(\.start) == [64, 0.05, 0, 20, 3, 2.5])
    }

    @Test func `a name of several numbers has the file or the line beside it`() async throws {
        let knobs = try await table(["a.c": "x = 5;\nx = 6;\ny = 7;", "b.c": "y = 8; z = 9;"]).knobs
        #expect(knobs.map(\.name) == ["a.c:1", "a.c:2", "a.c:y", "b.c:y", "z"])
    }

    @Test(arguments: ["BLOCK", "a.c:BLOCK", "a.c:2", "a.c:2.1"])
    func `a number is named in each of these ways`(name: String) async throws {
        let knobs = try await table(["a.c": Self.code], [knob(name, 16, 4096, .log)]).knobs
        #expect(knobs.map(\.start) == [64])
        #expect(knobs.map(\.name) == [name])
    }

    @Test(arguments: ["CHUNK", "b.c:BLOCK", "a.c:5", "a.c:9"])
    func `what is no number, or several, is refused by its name`(name: String) async throws {
        await #expect {
            try await table(["a.c": Self.code], [knob(name, 1, 2)])
        } throws: {
            ($0 as? Failure).map { $0.scope == .run && $0.cause.contains("'\(name)'") } ?? false
        }
    }

    @Test func `numbers of lines that may not change are none`() async throws {
        var folder = FolderOfText(["a.c": Self.code])
        folder.editable["a.c"] = [2...2]
        #expect(try await KnobTable([], in: folder).knobs.map(\.name) == ["BLOCK"])
    }

    @Test func `values are written at their places and nothing else is changed`() async throws {
        let table = try await table(["a.c": Self.code, "b.c": "z = 9;\n"])
        let changed = FolderOfText(["a.c": Self.code, "b.c": "z = 9;\n"])
            .applying(table.changes([128, 0.0125, -0.5, 40, 7, 3, 10]))
        #expect(
            changed.text("a.c") == """
                #include "v2.h"
                #define BLOCK 128
                int i = 0; // 77 times
                double rate = 0.0125, bias = -0.5;
                for (i = 1; i < 40; i++) a[7] += 3.0 * b;
                """)
        #expect(changed.text("b.c") == "z = 10;\n")
    }

    @Test(arguments: [
        ("64", 130.4, "130"), ("0x40", 255, "0xff"), ("0644", 8, "0010"), ("1_000", 2_000_000, "2_000_000"),
        ("1'000", 12, "12"), ("0.50", 0.25, "0.25"), ("0.50", 2, "2.00"), ("1.0", 3, "3.0"),
        (".5", 0.125, ".125"),
        ("1e-3", 0.000123456789, "1.23457e-4"), ("1E+06", 20, "2E+01"), ("2.5e-7", 1, "1.0e0"),
        ("1.0f", 9.9999999, "10.0f"), ("3.14", 0.000001234, "0.000001234"),
        ("10UL", 1e30, "1000000000000000UL"),
        ("7", -3, "0"), ("0.1", 0, "0.0"),
    ])
    func `a number is written in its own spelling, with six digits at most`(
        old: String, value: Double, new: String
    ) throws {
        let literal = try #require(NumberScanner.numbers(in: Array(old.utf8)).first?.literal)
        #expect(String(decoding: literal.setting(value).spelling, as: UTF8.self) == new)
    }

    @Test(arguments: [
        ("x = -1.5", 2.0, "x = 2.0"), ("x = 1.5", -2, "x = -2.0"), ("f(-1.5)", 0.5, "f(0.5)"),
        ("x = y - 1.5", -2, "x = y - -2.0"), ("x = y-1.5", -2, "x = y- -2.0"), ("1.0 -1.5", 2, "1.0 2.0"),
    ])
    func `a named number may change its sign, which is no subtraction`(
        old: String, value: Double, new: String
    ) async throws {
        let name = old.hasPrefix("1.0") ? "a:1.2" : "a:1"
        let table = try await table(["a": old], [knob(name, -5, 5)])
        #expect(FolderOfText(["a": old]).applying(table.changes([value])).text("a") == new)
    }

    @Test(arguments: [
        (KnobSettings.Values.range(16...4096, .log), 16.0, 4096.0), (.range(-5...5, .linear), -5, 5),
        (.range(1...8, .integer), 1, 8), (.choice([4, 1, 2]), 4, 2),
    ])
    func `a range is gone through from end to end, and back`(
        values: KnobSettings.Values, first: Double, last: Double
    ) {
        for isWhole in [false, true] {
            let range = KnobRange(values, isWhole: isWhole)
            #expect(abs(range.value(at: 0) - first) < 1e-9)
            #expect(abs(range.value(at: 1) - last) < 1e-9)
            for place in stride(from: 0.0, through: 1, by: 0.125) {
                let value = range.value(at: place)
                #expect(abs(range.value(at: range.coordinate(of: value)) - value) < 1e-9)
            }
        }
    }

    @Test func `whole numbers and choices go by TPE, fractions up to thirty by CMA-ES`() async throws {
        let method = { (text: String) in
            TuneMethod(.auto, for: try await self.table(["a": text]).knobs)
        }
        #expect(try await method("x = 0.5\ny = 2.5") == .covariance)
        #expect(try await method("x = 0.5\ny = 25") == .parzen)
        #expect(try await method((1...31).map { "x\($0) = 0.5" }.joined(separator: "\n")) == .parzen)
    }
}
