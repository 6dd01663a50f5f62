import ObjectIDs
import Testing

struct ObjectIDTests {
    static let digits = [
        "0000000000000000000000000000000000000000", "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        "ffffffffffffffffffffffffffffffffffffffff", "0123456789abcdef0123456789abcdef01234567",
        "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
        "0000000000000000000000000000000000000000000000000000000000000001",
    ]

    @Test(arguments: digits) func `a name is written as it was read`(hex: String) throws {
        let id = try #require(ObjectID(hex: hex))
        #expect(id.hex == hex)
        #expect(ObjectID(hex: hex.uppercased()) == id)
        #expect(ObjectID(bytes: id.bytes) == id)
        #expect(id.bytes.count == hex.count / 2)
    }

    @Test(arguments: [
        "", "4b825dc", "4b825dc642cb6eb9a060e54bf8d69288fbee490g", String(repeating: "é", count: 20),
        String(repeating: "0", count: 41), String(repeating: "0", count: 66),
    ])
    func `what is no name gives none`(text: String) {
        #expect(ObjectID(hex: text) == nil)
    }

    @Test func `names sort as their digits do`() throws {
        let digits = [40, 64].flatMap { count in
            ["10", "01", "ff", "7f"].flatMap { end in
                ["0", "f"].map { end + String(repeating: $0, count: count - 4) + end }
            }
        }
        let ids = try digits.map { try #require(ObjectID(hex: $0)) }
        #expect(ids.sorted().map(\.hex) == digits.sorted())
    }

    @Test func `a long name is not the short one that it begins with`() throws {
        let short = try #require(ObjectID(hex: String(repeating: "0", count: 40)))
        let long = try #require(ObjectID(hex: String(repeating: "0", count: 64)))
        #expect(short != long)
        #expect(Set([short, long]).count == 2)
    }
}
