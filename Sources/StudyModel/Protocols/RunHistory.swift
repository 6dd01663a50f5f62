/// The earlier candidates of a run with what they came to, for a proposer that reads of them itself.
///
/// Nothing of it is of examples beside train, nor of the evaluator's hidden files.
package protocol RunHistory: Sendable {
    /// The candidates, the base first and each after those that it was made from.
    var candidates: [PastCandidate] { get }

    /// Returns what the evaluator said of a candidate, or `nil` where it said nothing.
    func feedback(of candidate: PastCandidate) async throws -> String?

    /// Returns what was recorded while a candidate ran on train: the files of `traces/`.
    func traces(of candidate: PastCandidate) async throws -> [Attachment]
}

/// One of them.
package struct PastCandidate: Hashable, Sendable {
    package var step: StepID
    package var commit: CommitID
    package var tree: TreeID
    /// Candidates that come before it.
    package var parents: [CommitID]
    /// `sort-3/12`, by which git finds it.
    package var name: String
    /// What was tried, in a line.
    package var summary: String
    /// What came of it, a line for each fact.
    package var score: String

    package init(
        step: StepID, commit: CommitID, tree: TreeID, parents: [CommitID], name: String, summary: String,
        score: String
    ) {
        self.step = step
        self.commit = commit
        self.tree = tree
        self.parents = parents
        self.name = name
        self.summary = summary
        self.score = score
    }
}
