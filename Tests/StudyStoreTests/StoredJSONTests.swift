import Foundation
import StudyModel
import Testing
import Text

@testable import StudyStore

/// Foundation's encoder is the oracle.
struct StoredJSONTests {
    private static func foundation(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func stored(_ value: some Encodable) throws -> String {
        String(decoding: try StoredJSON.bytes(of: value), as: UTF8.self)
    }

    @Test(arguments: [
        0, -0.0, 1, -1, 0.1, 1e-7, 2.3e-308, 1e16, 123_456_789.125, 1e21, -2.5e-10,
        1.797_693_134_862_315_7e308,
    ]) func `numbers are written as Foundation writes them`(number: Double) throws {
        #expect(try Self.stored([number]) == Self.foundation([number]))
        #expect(try Self.stored([Float(number / 1e280)]) == Self.foundation([Float(number / 1e280)]))
    }

    @Test func `whole numbers of every size are written in full`() throws {
        #expect(try Self.stored([Int.min, .max]) == Self.foundation([Int.min, .max]))
        #expect(try Self.stored([UInt64.max]) == Self.foundation([UInt64.max]))
        #expect(try Self.stored([Int8.min]) == Self.foundation([Int8.min]))
    }

    @Test func `every character is escaped where Foundation does`() throws {
        let all = (0..<0x180).compactMap { Unicode.Scalar($0).map(String.init) }.joined()
        let odd = all + "\u{2028}\u{2029}\u{feff}🙂e\u{301}\"\\/"
        #expect(try Self.stored([odd: odd]) == Self.foundation([odd: odd]))
    }

    @Test func `keys are in Foundation's order`() throws {
        let keys = ["b", "B", "a10", "a2", "_", "ä", "z", "a", "", "aa", "~", "A"]
        let value = Dictionary(uniqueKeysWithValues: keys.map { ($0, 1) })
        #expect(try Self.stored(value) == Self.foundation(value))
    }

    private enum Shape: Encodable {
        case point
        case circle(radius: Double)
        case polygon([Int], name: String?)
    }

    private class Named: Encodable {
        let name = "n"
    }

    private final class Numbered: Named {
        private enum CodingKeys: CodingKey { case number }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(3, forKey: .number)
            try super.encode(to: container.superEncoder())
        }
    }

    @Test func `values of every shape are written as Foundation writes them`() throws {
        let shapes: [Shape] = [.point, .circle(radius: 2), .polygon([], name: nil), .polygon([1], name: "x")]
        #expect(try Self.stored(shapes) == Self.foundation(shapes))
        #expect(try Self.stored(Numbered()) == Self.foundation(Numbered()))
        #expect(try Self.stored([[1: true], [2: false]]) == Self.foundation([[1: true], [2: false]]))
        let value = JSONValue.object(["a": .array([.null, .bool(true), .number(2)]), "b": .object([:])])
        #expect(try Self.stored(value) == Self.foundation(value))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what is no number in JSON is refused`(number: Double) {
        #expect(throws: EncodingError.self) { try StoredJSON.bytes(of: ["a": number]) }
    }
}
