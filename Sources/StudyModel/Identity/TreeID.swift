/// A tree named by its full object ID: two candidates with the same tree are the same artifact.
package struct TreeID: Hashable, Sendable, TextCodable {
    package let text: String

    package init?(text: String) {
        guard isHexadecimal(text, count: 40) else { return nil }
        self.text = text
    }
}
