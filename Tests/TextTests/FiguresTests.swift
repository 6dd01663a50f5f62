import Testing
import Text

struct FiguresTests {
    @Test(arguments: [
        (0.118_41, "0.1184"), (12.5, "12.5"), (1204, "1204"), (0, "0"), (0.000_000_31, "3.1e-7"),
        (-2.5, "-2.5"),
        (123_456, "123456"), (1e9, "1e9"), (0.1, "0.1"),
        (0.000_099_999_9, "0.0001"), (0.000_009_999_96, "1e-5"), (-0.000_009_999_96, "-1e-5"),
        (0.000_099_99, "9.999e-5"), (99_999_999, "1e8"),
    ])
    func `a value keeps four significant digits`(value: Double, text: String) {
        #expect(Figures.value(value) == text)
    }

    @Test(arguments: [(0.1234, "+12.3%"), (-0.004, "-0.4%"), (0, "+0.0%"), (1.5, "+150.0%")])
    func `a share is a signed percentage`(share: Double, text: String) {
        #expect(Figures.percent(share) == text)
    }

    @Test(arguments: [(0.42, "0.4s"), (42, "42s"), (185, "3m 05s"), (7800, "2h 10m"), (59.6, "1m 00s")])
    func `a duration has its two leading units`(seconds: Double, text: String) {
        #expect(Figures.duration(seconds) == text)
    }

    @Test(arguments: [(0.8279, 2, "0.83"), (-1234, 2, "-1200"), (0.00996, 2, "0.01"), (0, 2, "0")])
    func `a number is rounded to digits that mean something`(value: Double, digits: Int, text: String) {
        #expect(Figures.value(Figures.rounded(value, digits: digits)) == text)
    }

    @Test(arguments: [
        (0.95, "95%"), (0.96, "96%"), (0.9995, "99.95%"), (0.999_821_4, "99.982%"), (0.99999, "99.999%"),
    ])
    func `a level below certainty is never told as certain`(confidence: Double, text: String) {
        #expect(Figures.level(confidence) == text)
    }
}
