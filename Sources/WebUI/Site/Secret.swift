/// A text that nobody can guess: 192 random bits.
package struct Secret: Hashable, Sendable {
    package let text: String

    package init(using generator: inout some RandomNumberGenerator) {
        let digits = Array("0123456789abcdef".utf8)
        let letters = (0..<48).map { _ in digits[Int.random(in: 0..<16, using: &generator)] }
        text = String(decoding: letters, as: UTF8.self)
    }

    /// Tells whether a text is this one, in the same time wherever they differ.
    func matches(_ other: String) -> Bool {
        let (mine, theirs) = (Array(text.utf8), Array(other.utf8))
        guard mine.count == theirs.count else { return false }
        return zip(mine, theirs).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
