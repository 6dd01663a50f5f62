/// What is proposed: the commits of a range of the repository's history.
package struct CommitsSettings: Hashable, Sendable {
    /// As git has it: `main..feature`.
    package var range: String

    package init(range: String = "") { self.range = range }
}
