/// What is kept of an output stream: its beginning and its end.
package struct CapturedOutput: Hashable, Sendable {
    /// How much of an output is kept unless something else is said: 1 MiB.
    package static let usualLimit = 1 << 20

    /// The first bytes; everything, where nothing was dropped.
    package var head: [UInt8]
    /// The last bytes; empty where nothing was dropped.
    package var tail: [UInt8]
    /// How many bytes between them were left out.
    package var dropped: Int

    package init(head: [UInt8] = [], tail: [UInt8] = [], dropped: Int = 0) {
        self.head = head
        self.tail = tail
        self.dropped = dropped
    }

    package init(text: String) { self.init(head: Array(text.utf8)) }

    /// Everything that was kept, with a line that says how much was left out where something was.
    package var bytes: [UInt8] {
        guard dropped > 0 else { return head + tail }
        return head + Array("\n[\(dropped) bytes left out]\n".utf8) + tail
    }

    /// `bytes` as UTF-8; what is not UTF-8 is shown as U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Returns the last `count` lines of the text.
    package func lastLines(_ count: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).suffix(count + 1)
            .joined(separator: "\n")
    }
}
