/// The first lines of a request, as far as they say how much of it there is: looked at before anything else reads a word of it.
struct RequestHead: Equatable {
    /// Bytes of all lines, and of one: a browser's have a tenth, and what reads them after this takes longer than in proportion for a long one.
    static let limit = 8_192
    static let lineLimit = 4_096
    /// Bytes of what follows: forms are small.
    static let bodyLimit = 64 * 1_024

    /// What is told to whoever sent what is not taken.
    enum Refusal: Error, Equatable {
        case headTooLong, bodyTooLong, malformed
        /// No length, or one in several words.
        case unknownLength
    }

    /// How many bytes follow the lines.
    let bodyLength: Int
    /// Whether the connection is to become a web socket.
    let isUpgrade: Bool
    /// The lines for who answers, which answers one request alone.
    let bytes: [UInt8]

    /// Reads the lines without the empty one at their end.
    init(_ head: some Collection<UInt8>) throws(Refusal) {
        guard head.count <= Self.limit else { throw .headTooLong }
        let lines = head.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
        guard lines.allSatisfy({ $0.count <= Self.lineLimit }) else { throw .headTooLong }
        let fields = lines.dropFirst().map(Self.field)
        guard lines.first?.isEmpty == false, !fields.contains(where: { $0 == nil }) else { throw .malformed }
        bodyLength = try Self.length(fields.compactMap(\.self))
        let isUpgrade = fields.contains { $0?.name == "upgrade" }
        let kept = zip(lines.dropFirst(), fields).filter { isUpgrade || $0.1?.name != "connection" }.map(\.0)
        self.isUpgrade = isUpgrade
        let all = [lines[0]] + kept
        bytes =
            all.flatMap { Array($0) + [13, 10] }
            + (isUpgrade ? [] : Array("Connection: close\r\n".utf8)) + [13, 10]
    }

    private static func field(_ line: some Collection<UInt8>) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon != line.startIndex else { return nil }
        let name = line[..<colon]
        // A space before the colon, or at the line's beginning, means one thing to one reader and another to the next.
        guard name.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        let value = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
        return (String(decoding: name, as: UTF8.self).lowercased(), value.trimmed)
    }

    private static func length(_ fields: [(name: String, value: String)]) throws(Refusal) -> Int {
        guard !fields.contains(where: { $0.name == "transfer-encoding" }) else { throw .unknownLength }
        let lengths = fields.filter { $0.name == "content-length" }.map(\.value)
        guard let text = lengths.first else { return 0 }
        guard lengths.count == 1, !text.isEmpty, text.allSatisfy({ ("0"..."9").contains($0) }) else {
            throw .unknownLength
        }
        guard let length = Int(text), length <= bodyLimit else { throw .bodyTooLong }
        return length
    }
}

extension String {
    fileprivate var trimmed: String {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(drop(while: blank).reversed().drop(while: blank).reversed())
    }
}
