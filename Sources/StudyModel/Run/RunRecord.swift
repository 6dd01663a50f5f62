/// What a run is: the content of `run.json` in the root of its journal.
package struct RunRecord: Hashable, Sendable, Codable {
    /// The version of the journal's format; a reader of an unknown one says what to do.
    package static let currentVersion = 1

    package var version: Int
    package var run: RunName
    /// The name that it began with, where it has another one here now; never stored.
    package var startedAs: RunName?
    /// The writer that started the run; its steps are shown without a writer.
    package var writer: WriterID
    package var study: Study
    /// Candidate 0.
    package var base: CommitID
    package var baseTree: TreeID
    /// Settings that the study file left to their defaults, as dotted keys.
    package var defaults: [String]
    /// `sha256:…` or `git:…` over the evaluator's files.
    package var evaluatorDigest: String
    /// By program: `hone`, `libgit2`, ….
    package var versions: [String: String]
    /// Seconds since 1970.
    package var startedAt: Int64

    package init(
        version: Int = RunRecord.currentVersion, run: RunName, writer: WriterID, study: Study, base: CommitID,
        baseTree: TreeID, defaults: [String], evaluatorDigest: String, versions: [String: String],
        startedAt: Int64
    ) {
        self.version = version
        self.run = run
        self.writer = writer
        self.study = study
        self.base = base
        self.baseTree = baseTree
        self.defaults = defaults
        self.evaluatorDigest = evaluatorDigest
        self.versions = versions
        self.startedAt = startedAt
    }
}
