/// What one pass over a file found besides its values.
///
/// A class, because every section of the file adds to the same one while it is read; it never leaves that pass.
final class Findings {
    var problems: [StudyFileProblem] = []
    /// Keys that were left to their defaults.
    var defaults: [String] = []
    var warnings: [StudyFileWarning] = []
    /// Every key that the reader asked for, present or not.
    private(set) var asked: Set<String> = []

    func ask(_ keyPath: String) { asked.insert(keyPath) }

    func report(_ keyPath: String, at place: Place?, _ kind: StudyFileProblem.Kind) {
        problems.append(StudyFileProblem(keyPath: keyPath, place: place, kind: kind))
    }
}

/// Something that is allowed and probably not meant.
package enum StudyFileWarning: Hashable, Sendable {
    /// `instructions` looks like a path, and there is no such file: it was taken as text.
    case instructionsLookLikePath(String)
    /// A `!` pattern takes nothing back, because an earlier one covers the whole folder; `frozen` would.
    case uselessNegation(keyPath: String, pattern: String)
    /// The setting has no effect beside another.
    case withoutEffect(keyPath: String, because: String)
    /// An agent is asked for nothing in particular.
    case noInstructions
    /// Neither budget nor stop ends the run.
    case endless
}
