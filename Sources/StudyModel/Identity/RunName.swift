/// The name of a run, `<study>-<n>`, such as `sort-3`.
///
/// Lower-case letters, digits and hyphens, not beginning with a hyphen; `journal` and `trash` are reserved.
package struct RunName: Hashable, Comparable, Sendable, TextCodable {
    package let text: String

    package init?(text: String) {
        guard isPlainName(text), text != "journal", text != "trash" else { return nil }
        self.text = text
    }

    /// A stand-in where no run has been named yet.
    package static let unnamed = RunName(plain: "none")

    private init(plain text: String) { self.text = text }

    package static func < (left: RunName, right: RunName) -> Bool { left.text < right.text }
}
