import StudyModel

/// A candidate in a folder of its own, for somebody to try.
package struct CheckedOutCandidate: Listing {
    /// The candidate as people name it.
    package let name: String
    package let commit: CommitID
    /// The folder, absolute.
    package let folder: String
    /// What lies there beside the candidate's files, as the topmost paths: what was built, what the study keeps, the evaluator's files, links to its inputs.
    package let beside: [String]
    /// Why it does not build, in one line; `nil` where it does, where nothing builds it, and where that was not asked for.
    package let failure: String?
    /// What the build said, as Markdown; empty where it did not fail.
    package let report: String
    /// What judges it, as a command line to be run in the folder; `nil` where that is given more than a folder: examples.
    package let command: String?
    /// The command line that removes the folder.
    package let removal: String

    package init(
        name: String, commit: CommitID, folder: String, beside: [String], failure: String?, report: String,
        command: String?, removal: String
    ) {
        self.name = name
        self.commit = commit
        self.folder = folder
        self.beside = beside
        self.failure = failure
        self.report = report
        self.command = command
        self.removal = removal
    }

    package func write(to line: inout ObjectWriter) {
        line.put("name", name)
        line.put("candidate", commit.text)
        line.put("folder", folder)
        line.put("beside", each: beside)
        line.put("failure", failure)
        line.put("command", command)
        line.put("removal", removal)
    }
}
