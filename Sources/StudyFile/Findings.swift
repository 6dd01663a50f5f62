/// What one pass over a file found besides its values.
///
/// A class, because everything that is read adds to the same one; it never leaves that pass.
final class Findings {
    var problems: [StudyFileProblem] = []
    var warnings: [StudyFileWarning] = []

    func report(_ keyPath: String, at place: Place?, _ kind: StudyFileProblem.Kind) {
        problems.append(StudyFileProblem(keyPath: keyPath, place: place, kind: kind))
    }
}

/// Where a value is read: at which key, and who takes down what is wrong with it.
struct KeySite {
    /// The dotted path; `[]` stands for the items of a list.
    let path: String
    let findings: Findings
    /// What may stand here, where that is more than the form that reads it takes.
    var expectation: Expectation?

    /// Takes down that the value is not what may stand here.
    func report(_ value: Value, expected: Expectation) {
        let kind = StudyFileProblem.Kind.wrongValue(expected: expectation ?? expected, found: value.shown)
        findings.report(path, at: value.place, kind)
    }

    /// Reports a number that is too great; a word that may stand here instead is told too.
    func report(_ value: Value, atMost most: Int) {
        var expected = Expectation.atMost(most)
        if case .either(_, let word) = expectation { expected = .either(expected, word) }
        findings.report(path, at: value.place, .wrongValue(expected: expected, found: value.shown))
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
    /// Runs are compared otherwise than by a race, and so often repeated instead.
    case noRace(because: String, repeats: Int)
    /// An agent is asked for nothing in particular.
    case noInstructions
    /// Neither budget nor stop ends the run.
    case endless
}
