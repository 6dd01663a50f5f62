import ObjectIDs
import Testing

@testable import Git

struct SHA1Tests {
    private static func hexadecimal(_ hash: consuming SHA1) -> String {
        hash.finish().withUnsafeBytes { ObjectID(sha1: $0) }.hex
    }

    // What `sha1sum` says of so many times the letter a.
    @Test(
        arguments: [
            (0, "da39a3ee5e6b4b0d3255bfef95601890afd80709"), (3, "7e240de74fb1ed08fa08d38063f6a6a91462a815"),
            (64, "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
            (119, "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56"),
            (1_000_000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
        ], [1, 63, 64, 4_099])
    func `a checksum is what sha1sum says, in whatever pieces the bytes come`(
        expected: (count: Int, checksum: String), piece: Int
    ) {
        var hash = SHA1()
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: piece)
        // Byte by byte a million takes a while without optimisation.
        let count = min(expected.count, piece == 1 ? 119 : .max)
        for start in stride(from: 0, to: count, by: piece) {
            bytes[..<min(piece, count - start)].withUnsafeBytes { hash.update($0) }
        }
        if count == expected.count { #expect(Self.hexadecimal(hash) == expected.checksum) }
    }

    @Test(arguments: [0, 64, 128, 640, 65_536])
    func `a checksum goes on from where its progress was taken`(count: Int) throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 9) }
        var whole = SHA1()
        bytes.withUnsafeBytes { whole.update($0) }
        var first = SHA1()
        bytes[..<count].withUnsafeBytes { first.update($0) }
        var second = try #require(SHA1(progress: first.progress, after: count))
        bytes[count...].withUnsafeBytes { second.update($0) }
        #expect(Self.hexadecimal(second) == Self.hexadecimal(whole))
    }

    @Test(arguments: [0, 1, 63, 64, 65, 1_000, 65_536])
    func `a checksum is the same with and without the processor's instructions for it`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        var (with, without) = (SHA1(usingInstructions: true), SHA1(usingInstructions: false))
        bytes.withUnsafeBytes {
            with.update($0)
            without.update($0)
        }
        #expect(Self.hexadecimal(with) == Self.hexadecimal(without))
    }

    @Test func `what is no progress is refused`() {
        #expect(SHA1(progress: [], after: 0) == nil)
        #expect(SHA1(progress: [UInt8](repeating: 0, count: 20), after: 63) == nil)
        #expect(SHA1(progress: [UInt8](repeating: 0, count: 20), after: -64) == nil)
    }
}
