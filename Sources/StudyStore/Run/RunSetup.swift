import StudyModel

/// What a run is started with: the choices of its study and the evaluator's files as they are at that moment.
package struct RunSetup: Hashable, Sendable {
    package var study: Study
    /// What the study's keys came to, and where that came from.
    package var settings: RecordedSettings
    /// The study file as it is written.
    package var studyText: [UInt8]
    /// Candidate 0.
    package var base: CommitID
    /// The commits from which lineages begin beside the base.
    package var starts: [CommitID] = []
    package var evaluator: EvaluatorIdentity
    package var evaluatorFiles: [EvaluatorFile]
    /// Which lines of the base are executed; `nil` where nobody counted.
    package var coverage: LineCoverage?
    package var host: HostFacts?
    package var sweep: SweepCell?
    /// By program: `hone`, `git`, `libgit2`, ….
    package var programs: [String: String]

    package init(
        study: Study, settings: RecordedSettings, studyText: [UInt8], base: CommitID,
        evaluator: EvaluatorIdentity, evaluatorFiles: [EvaluatorFile] = [],
        coverage: LineCoverage? = nil, host: HostFacts? = nil,
        programs: [String: String] = [:]
    ) {
        self.study = study
        self.settings = settings
        self.studyText = studyText
        self.base = base
        self.evaluator = evaluator
        self.evaluatorFiles = evaluatorFiles
        self.coverage = coverage
        self.host = host
        self.programs = programs
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
