import StudyModel

/// What a run is started with: the choices of its study and the evaluator's files as they are at that moment.
package struct RunSetup: Hashable, Sendable {
    package var study: Study
    /// The study file as it is written.
    package var studyText: [UInt8]
    /// Candidate 0.
    package var base: CommitID
    /// Settings that the study file left to their defaults, as dotted keys.
    package var defaults: [String]
    /// Over the evaluator's files.
    package var evaluatorDigest: String
    package var evaluatorFiles: [EvaluatorFile]
    /// By program: `hone`, `libgit2`, ….
    package var versions: [String: String]

    package init(
        study: Study, studyText: [UInt8], base: CommitID, defaults: [String] = [], evaluatorDigest: String,
        evaluatorFiles: [EvaluatorFile] = [], versions: [String: String] = [:]
    ) {
        self.study = study
        self.studyText = studyText
        self.base = base
        self.defaults = defaults
        self.evaluatorDigest = evaluatorDigest
        self.evaluatorFiles = evaluatorFiles
        self.versions = versions
    }
}

/// A file of the evaluator, kept in the journal because the checkout may change.
package struct EvaluatorFile: Hashable, Sendable {
    /// Relative to the top of the checkout, with `/` between the parts.
    package var path: String
    package var bytes: [UInt8]
    package var mode: Mode

    /// Whether it may be executed.
    package enum Mode: Hashable, Sendable { case plain, executable }

    package init(path: String, bytes: [UInt8], mode: Mode = .plain) {
        self.path = path
        self.bytes = bytes
        self.mode = mode
    }
}
