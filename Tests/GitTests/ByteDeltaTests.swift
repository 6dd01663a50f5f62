import Testing

@testable import Git

/// Deltas, put together again as gitformat-pack says.
struct ByteDeltaTests {
    private static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }

    /// Reads a delta from its beginning.
    private struct Reader {
        let bytes: [UInt8]
        var cursor = 0

        mutating func byte() -> UInt8 {
            cursor += 1
            return bytes[cursor - 1]
        }

        mutating func size() -> Int {
            var (size, shift) = (0, 0)
            while true {
                let next = byte()
                size |= Int(next & 0x7f) << shift
                shift += 7
                if next & 0x80 == 0 { return size }
            }
        }

        /// The bytes of a number that its flags say are there.
        mutating func number(_ flags: UInt8, _ count: Int) -> Int {
            var number = 0
            for index in 0..<count where flags >> UInt8(index) & 1 == 1 {
                number |= Int(byte()) << (8 * index)
            }
            return number
        }
    }

    private static func apply(_ delta: [UInt8], to base: [UInt8]) -> [UInt8] {
        var reader = Reader(bytes: delta)
        #expect(reader.size() == base.count)
        let expected = reader.size()
        var result: [UInt8] = []
        while reader.cursor < delta.count {
            let first = reader.byte()
            if first & 0x80 == 0 {
                for _ in 0..<first { result.append(reader.byte()) }
            } else {
                let offset = reader.number(first & 0xf, 4)
                let length = reader.number(first >> 4 & 7, 3)
                result += base[offset..<(offset + (length == 0 ? 0x10000 : length))]
            }
        }
        #expect(result.count == expected)
        return result
    }

    private static let text = noise(70_000, seed: 1)
    private static let other = noise(3_000, seed: 2)

    private static func sevens(_ count: Int) -> [UInt8] { [UInt8](repeating: 7, count: count) }

    /// Ways to make one text of another.
    enum Change: CaseIterable {
        case nothing, appended, cutOff, begunLater, inserted, removed, turnedAround, insertedTwice

        func change(_ text: [UInt8], with other: [UInt8]) -> [UInt8] {
            switch self {
            case .nothing: return text
            case .appended: return text + other
            case .cutOff: return Array(text.dropLast())
            case .begunLater: return Array(text.dropFirst(3))
            case .inserted: return Array(text[..<500]) + [9] + Array(text[500...])
            case .removed: return Array(text[..<500]) + Array(text[501...])
            case .turnedAround: return Array(text[40_000...]) + Array(text[..<40_000])
            case .insertedTwice:
                let middle = Array(text[100..<60_000])
                return Array(text[..<100]) + other + middle + Array(other[..<100]) + Array(text[60_000...])
            }
        }
    }

    @Test(arguments: Change.allCases) func `a delta makes the target of its base`(change: Change) throws {
        let target = change.change(Self.text, with: Self.other)
        let delta = try #require(ByteDelta(from: Self.text, to: target, limit: Self.other.count + 300))
        #expect(Self.apply(delta.bytes, to: Self.text) == target)
        let back = try #require(ByteDelta(from: target, to: Self.text, limit: .max))
        #expect(Self.apply(back.bytes, to: target) == Self.text)
    }

    @Test(arguments: [0, 1, 3, 7, 8, 9, 100, 131], [0, 1, 3, 7, 8, 9, 100, 131])
    func `what is the same at both ends may overlap`(base: Int, target: Int) throws {
        let delta = try #require(ByteDelta(from: Self.sevens(base), to: Self.sevens(target), limit: .max))
        #expect(Self.apply(delta.bytes, to: Self.sevens(base)) == Self.sevens(target))
    }

    @Test func `one byte in the middle costs a few, and what has nothing in common is given up`() throws {
        var target = Self.text
        target[25_000] ^= 1
        let delta = try #require(ByteDelta(from: Self.text, to: target, limit: 40))
        #expect(Self.apply(delta.bytes, to: Self.text) == target)
        let foreign = Self.noise(50_000, seed: 4)
        #expect(ByteDelta(from: Self.text, to: foreign, limit: 25_000) == nil)
    }
}
