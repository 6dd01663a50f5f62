import StudyModel
import Text

/// YAML that was written for another program.
package enum ForeignYAML {
    /// Returns what a text says; an empty object where it is no YAML, which is then no business of ours.
    package static func read(_ text: String) -> JSONValue {
        do {
            return JSONValue(try Document.parse(text))
        } catch {
            return .object([:])
        }
    }
}
