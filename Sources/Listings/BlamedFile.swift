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

    package init(number: Int, text: String, commit: CommitID, step: StepSummary?, answered: String?) {
        self.number = number
        self.text = text
        self.commit = commit
        self.step = step
        self.answered = answered
    }
}

/// A file of a candidate, line by line.
package struct BlamedFile: Listing {
    package let view: RunView
    package let path: String
    package let candidate: CommitID
    package let lines: [BlamedLine]

    package init(view: RunView, path: String, candidate: CommitID, lines: [BlamedLine]) {
        self.view = view
        self.path = path
        self.candidate = candidate
        self.lines = lines
    }

    package func write(to line: inout ObjectWriter) {
        line.put("run", view.record.run)
        line.put("candidate", candidate)
        line.put("path", path)
        line.list("lines", lines) { row, line in
            line.put("line", row.number)
            line.put("text", row.text)
            line.put("candidate", row.commit)
            if let step = row.step {
                line.put("name", Naming.step(step.step, in: view))
                line.put(step.step)
                if let gain = view.gainOverParent(step) { line.object("gain") { gain.write(to: &$0) } }
                line.put("summary", step.summary.isEmpty ? nil : step.summary)
            }
            line.put("answered", row.answered)
        }
    }
}
