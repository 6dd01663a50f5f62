import StudyModel

/// A line of a candidate's file and the step that it is from.
package struct BlamedLine: Sendable {
    package let number: Int
    package let text: String
    /// The commit that brought it; the base for lines that are older.
    package let commit: CommitID
    /// `nil` for a commit that no step has judged.
    package let step: StepSummary?
    /// What that step answered: the first line of its parent's feedback.
    package let answered: String?
}

/// A file of a candidate, line by line.
package struct BlamedFile: Sendable {
    package let view: RunView
    package let path: String
    package let candidate: CommitID
    package let lines: [BlamedLine]
}
