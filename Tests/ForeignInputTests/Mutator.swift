/// Spoils inputs: bytes anywhere, and what readers of text trip over, at the places where a text has its tokens.
///
/// The same seed spoils the same input in the same way, so a number is enough to have it again.
struct Mutator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// Returns an input made of one of the given ones, or of two; now and then of bytes alone.
    mutating func input(from seeds: [[UInt8]]) -> [UInt8] {
        guard !seeds.isEmpty, next(50) > 0 else { return noise(next(200)) }
        var bytes = seeds[next(seeds.count)]
        if next(8) == 0 { splice(&bytes, seeds[next(seeds.count)]) }
        for _ in 0..<(1 + next(4)) { spoil(&bytes) }
        return Array(bytes.prefix(1 << 16))
    }

    private mutating func spoil(_ bytes: inout [UInt8]) {
        switch next(10) {
        case 0: bytes.insert(contentsOf: noise(1 + next(8)), at: next(bytes.count + 1))
        case 1: bytes.removeSubrange(range(in: bytes))
        case 2: if !bytes.isEmpty { bytes[next(bytes.count)] = UInt8(next(256)) }
        case 3: bytes.insert(contentsOf: bytes[range(in: bytes)], at: next(bytes.count + 1))
        case 4: repeatPiece(&bytes)
        default: replaceToken(&bytes)
        }
    }

    /// Puts a nasty word in the place of a number, a word or a quoted text.
    private mutating func replaceToken(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else {
            bytes = nasty()
            return
        }
        var start = next(bytes.count)
        while start > 0, Self.isWord(bytes[start - 1]) { start -= 1 }
        while start < bytes.count, !Self.isWord(bytes[start]) { start += 1 }
        var end = start
        while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
        bytes.replaceSubrange(start..<end, with: nasty())
    }

    /// Repeats one short piece many times: depth, length, and endless lists.
    private mutating func repeatPiece(_ bytes: inout [UInt8]) {
        let piece =
            next(2) == 0
            ? Array(bytes[range(in: bytes)].prefix(6)) : [Self.brackets[next(Self.brackets.count)]]
        let at = next(bytes.count + 1)
        bytes.insert(contentsOf: (0..<(1 << next(13))).flatMap { _ in piece }, at: at)
    }

    private mutating func splice(_ bytes: inout [UInt8], _ other: [UInt8]) {
        bytes = Array(bytes.prefix(next(bytes.count + 1))) + other.suffix(next(other.count + 1))
    }

    private mutating func noise(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(next(256)) } }

    private mutating func nasty() -> [UInt8] { Array(Self.nastyWords[next(Self.nastyWords.count)].utf8) }

    private mutating func range(in bytes: [UInt8]) -> Range<Int> {
        let start = next(bytes.count + 1)
        return start..<(start + next(min(bytes.count - start, 40) + 1))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == 45 || byte == 46 || byte == 95
    }

    private static let brackets = Array("[{(\"'\n\t @-+`#<\\".utf8)

    private static let nastyWords = [
        "0", "-0", "-1", "1e309", "-1e309", "1e-400", "NaN", "nan", "inf", "-Infinity", "0x7fffffffffffffff",
        "9223372036854775807", "9223372036854774784", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615", "18446744073709551616", "9007199254740993", "4294967296", "2147483648",
        "99999999999999999999999999999999999999999", "1.7976931348623157e308", "5e-324", "1e18", "1e19",
        "null", "true", "[]", "{}", "\"\"", "\"a\":1,\"a\":2", "\\ud800", "\\u0000", "\u{0}", "\u{202E}",
        "\u{FEFF}",
        "é", "e\u{301}", "👩‍👩‍👧‍👦", "..", "../../etc/passwd", "/", ".git", ".", "~", "C:\\", "%s%n", "$(id)",
        "9999999999999999999999s", "1e300d", "-5m", "0x", "1_000", "Fri, 31 Dec 9999 23:59:60 GMT",
        "Sun, 29 Feb 9223372036854775807 00:00:00 GMT", "@@ -9223372036854775807,1 +1,9223372036854775807 @@",
        "@@ -0,0 +18446744073709551616 @@", "<<<<<<< SEARCH", "```",
        "0000000000000000000000000000000000000000",
        "&a *a", "!!binary", "<<: *x", "|", ">-", "%", "429", "tokens", "\r", "\r\n", "\u{2028}",
        String(repeating: "9", count: 400), String(repeating: "a", count: 5000),
    ]

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(bound, 1)))
    }
}
