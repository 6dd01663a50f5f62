import Testing
import Text

/// What other programs report is converted and added up without an end to ours.
struct TotalNumbersTests {
    private static let numbers: [(Double, Int)] = [
        (1e300, .max), (-1e300, .min), (.infinity, .max), (-.infinity, .min), (.nan, 0), (-0.9, 0),
        (9.99, 9), (-9.99, -9), (0x1p63, .max),
    ]

    @Test(arguments: numbers)
    func `a number becomes the nearest whole one that there is`(value: Double, expected: Int) {
        #expect(Int(clamping: value) == expected)
    }

    @Test func `a number without a place in a narrow type is its end`() {
        #expect(UInt8(clamping: 256.0) == 255)
        #expect(UInt8(clamping: -1.0) == 0)
        #expect(Int32(clamping: 1e10) == .max)
    }

    @Test func `a sum without a place is the nearest that has one`() {
        #expect(Int.max.adding(clamping: 1) == .max)
        #expect(Int.min.adding(clamping: -1) == .min)
        #expect(Int.max.adding(clamping: .min) == -1)
    }

    private static let pauses: [(Double, Int)] = [
        (-1, 0), (.nan, 0), (.infinity, 1_000_000_000), (1e300, 1_000_000_000), (2, 2),
    ]

    @Test(arguments: pauses)
    func `a pause is none at the least and thirty years at the most`(seconds: Double, expected: Int) {
        #expect(Duration.seconds(clamping: seconds) == .seconds(expected))
    }
}
