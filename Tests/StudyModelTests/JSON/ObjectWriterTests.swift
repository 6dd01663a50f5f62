import Foundation
import StudyModel
import Testing
import Text

/// Foundation's reader is the oracle.
struct ObjectWriterTests {
    private static func read(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test(arguments: [
        0, 1, -1, 0.1, 1e-7, 2.3e-308, 1e16, 123_456_789.125, 1e21, -2.5e-10, 1.797_693_134_862_315_7e308,
    ]) func `a number is read as it was`(number: Double) throws {
        let read = try Self.read(ObjectWriter.bytes { $0.put("a", number) })
        #expect(read["a"] as? Double == number)
    }

    @Test func `every character is read as it was`() throws {
        let all = (0..<0x180).compactMap { Unicode.Scalar($0).map(String.init) }.joined()
        let odd = all + "\u{2028}\u{2029}\u{feff}🙂e\u{301}\"\\/"
        #expect(try Self.read(ObjectWriter.bytes { $0.put(odd, odd) })[odd] as? String == odd)
    }

    @Test(arguments: [Int.min, -1 << 53, 0, 1 << 53, 1 << 53 + 1, .max])
    func `a whole number that a reader may not hold is text, and read as the last that it does`(number: Int)
        throws
    {
        let bytes = ObjectWriter.bytes { $0.put("a", number) }
        #expect((try Self.read(bytes)["a"] is String) == (number.magnitude > 1 << 53))
        #expect(try Fields(bytes).value("a") == min(max(number, -1 << 53), 1 << 53))
    }

    @Test func `what has no value is not there`() {
        let bytes = ObjectWriter.bytes { line in
            line.put("nothing", nil as Int?)
            line.put("infinite", Double.infinity)
            line.put("empty", each: [] as [Int])
            line.objects("none", [Int]()) { $1.put("n", $0) }
            line.list("list", [Int]()) { $1.put("n", $0) }
        }
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"list":[]}"#)
    }
}
