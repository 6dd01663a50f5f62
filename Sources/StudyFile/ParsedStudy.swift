import StudyModel

/// A study file that was read and checked.
package struct ParsedStudy: Hashable, Sendable {
    /// The study with every default filled in.
    package let study: Study
    /// The settings that were left to their defaults, as dotted keys, in the order of the reference.
    package let defaults: [String]
    /// The file as it was written.
    package let text: String
    /// What is allowed and probably not meant.
    package let warnings: [StudyFileWarning]

    /// Reads the text of a study file.
    ///
    /// `readFile` returns the text of a file below the top of the repository, or `nil` where there is none: it is asked when
    /// `instructions` may be a path. Throws a `StudyFileError` with all problems that one pass can find.
    package init(_ text: String, readFile: (String) throws -> String?) throws {
        let findings = Findings()
        let study = try StudyReader(findings: findings).read(try Document.parse(text), readFile: readFile)
        if let error = StudyFileError(findings.problems) { throw error }
        guard let study else { preconditionFailure("a study that could not be made has a problem") }
        self.study = study
        defaults = findings.defaults
        self.text = text
        warnings = findings.warnings
    }
}
