extension String {
    /// Returns the text cut to so many bytes, at a character's end, and how many bytes that leaves out.
    package func clipped(toBytes limit: Int) -> (text: String, leftOut: Int) {
        let bytes = utf8
        guard bytes.count > max(0, limit) else { return (self, 0) }
        var end = bytes.index(bytes.startIndex, offsetBy: max(0, limit))
        while end > bytes.startIndex, bytes[end].isContinuation { end = bytes.index(before: end) }
        let kept = String(decoding: bytes[..<end], as: UTF8.self)
        return (kept, bytes.count - kept.utf8.count)
    }

    /// Returns the beginning and the end of the text, whole lines where there are some, and between them what is left out.
    ///
    /// The beginning gets two thirds. `name` is what the text is called where it says so: `the diff`.
    package func excerpt(bytes limit: Int, of name: String) -> String {
        guard utf8.count > limit else { return self }
        var head = clipped(toBytes: limit * 2 / 3).text[...].utf8
        if let line = head.lastIndex(of: newline) { head = head[...line] }
        var tail = utf8.suffix(limit / 3)
        while let first = tail.first, first.isContinuation { tail = tail.dropFirst() }
        if let line = tail.dropLast().firstIndex(of: newline) { tail = tail[tail.index(after: line)...] }
        let gap = head.last == newline ? "" : "\n"
        let leftOut = utf8.count - head.count - tail.count
        return String(decoding: head, as: UTF8.self) + gap + "[\(leftOut) bytes of \(name) left out]\n"
            + String(decoding: tail, as: UTF8.self)
    }
}

private let newline = UInt8(ascii: "\n")

extension UInt8 {
    /// Whether it goes on with a character of UTF-8.
    fileprivate var isContinuation: Bool { self & 0xC0 == 0x80 }
}
