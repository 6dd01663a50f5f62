import StudyModel

/// The names of the refs that hone writes.
package enum RefNames {
    static let journalPrefix = "refs/hone/journal/"
    static let branchPrefix = "refs/heads/hone/"
    static let notesPrefix = "refs/notes/hone/"
    /// The notes ref of the scores.
    package static let score = "refs/notes/hone/score"
    /// The notes ref of the evaluators' words.
    package static let feedback = "refs/notes/hone/feedback"

    /// The notes ref of what people decided and said.
    package static let review = "refs/notes/hone/review"
    static let trashPrefix = "refs/hone/trash/"

    /// Where a deleted run is kept, by its identity.
    package static func trash(_ root: CommitID) -> String { trashPrefix + root.text }

    /// The journal of one writer.
    package static func journal(_ run: RunName, _ writer: WriterID) -> String {
        "\(journalPrefix)\(run)/\(writer)"
    }

    /// What the names of all branches of a run begin with.
    static func branches(_ run: RunName) -> String { "\(branchPrefix)\(run)/" }

    /// A branch's name without `refs/heads/`.
    package static func shortBranch(_ ref: String) -> String {
        ref.hasPrefix("refs/heads/") ? String(ref.dropFirst("refs/heads/".count)) : ref
    }

    /// The branch of a lineage.
    package static func branch(_ run: RunName, _ lineage: LineageName) -> String {
        "\(branchPrefix)\(run)/\(lineage)"
    }

    /// The branch of the selected best.
    package static func best(_ run: RunName) -> String { "\(branchPrefix)\(run)/best" }

    /// The branch of a rejected step, where every lineage keeps one; the writer shows where it is another one's step.
    package static func step(_ step: StepID, of record: RunRecord) -> String {
        "\(branchPrefix)\(record.run)/step-\(step.number)"
            + (step.writer == record.writer ? "" : "-\(step.writer)")
    }

    /// Reads the name of a journal's ref.
    static func parseJournal(_ ref: String) -> (run: RunName, writer: WriterID)? {
        let parts = ref.dropFirst(journalPrefix.count).split(separator: "/", omittingEmptySubsequences: false)
        guard ref.hasPrefix(journalPrefix), parts.count == 2,
            let run = RunName(text: String(parts[0])), let writer = WriterID(text: String(parts[1]))
        else { return nil }
        return (run, writer)
    }
}
