/// The name of a run, `<study>-<n>`, such as `sort-3`.
///
/// Lower-case letters, digits and hyphens, not beginning with a hyphen, as many as a folder's name may have with some to spare; `journal` and `trash` are
/// reserved.
package struct RunName: Hashable, Comparable, Sendable, GivenName {
    package let text: String

    package init?(text: String) {
        guard isPlainName(text), text.utf8.count <= 240, text != "journal", text != "trash" else {
            return nil
        }
        self.text = text
    }

    /// A stand-in where no run has been named yet.
    package static let unnamed = RunName(plain: "none")

    private init(plain text: String) { self.text = text }

    package static func < (left: RunName, right: RunName) -> Bool { left.text < right.text }
}
