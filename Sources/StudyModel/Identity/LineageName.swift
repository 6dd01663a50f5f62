/// The name of a lineage within a run: `a`, `b`, … `z`, `aa`, … in order of birth, or one that a person chose.
package struct LineageName: Hashable, Comparable, Sendable, GivenName {
    package let text: String

    /// Returns `nil` for the reserved `best` and for what is not lower-case letters, digits and hyphens.
    package init?(text: String) {
        guard isPlainName(text), text != "best" else { return nil }
        self.text = text
    }

    /// The first lineage of every run.
    package static let first = LineageName(ordinal: 0)

    /// The name of the lineage born as number `ordinal`, from 0: `a` … `z`, `aa`, `ab`, ….
    package init(ordinal: Int) {
        var rest = ordinal
        var letters: [UInt8] = []
        repeat {
            letters.append(97 + UInt8(rest % 26))
            rest = rest / 26 - 1
        } while rest >= 0
        text = String(decoding: letters.reversed(), as: UTF8.self)
    }

    package static func < (left: LineageName, right: LineageName) -> Bool {
        (left.text.utf8.count, left.text) < (right.text.utf8.count, right.text)
    }
}
