import StudyModel

/// A lineage that begins, as its event has it.
package struct Forked: Listing {
    package let record: ForkRecord
    package let view: RunView

    package init(_ record: ForkRecord, in view: RunView) {
        self.record = record
        self.view = view
    }

    package func write(to line: inout ObjectWriter) {
        line.put("run", view.record.run)
        record.write(to: &line)
    }
}

/// A lineage that went back, as its event has it.
package struct Reverted: Listing {
    package let record: RevertRecord
    package let view: RunView

    package init(_ record: RevertRecord, in view: RunView) {
        self.record = record
        self.view = view
    }

    package func write(to line: inout ObjectWriter) {
        line.put("run", view.record.run)
        record.write(to: &line)
    }
}

/// A candidate that went onto a branch.
package struct Landing: Listing, Hashable {
    package let candidate: CommitID
    /// The candidate as people name it.
    package let name: String
    /// The branch's short name.
    package let branch: String
    package let result: CommitID
    /// The command that takes it back.
    package let undo: String

    package init(candidate: CommitID, name: String, branch: String, result: CommitID, undo: String) {
        self.candidate = candidate
        self.name = name
        self.branch = branch
        self.result = result
        self.undo = undo
    }

    package func write(to line: inout ObjectWriter) {
        line.put("candidate", candidate)
        line.put("name", name)
        line.put("onto", "refs/heads/\(branch)")
        line.put("result", result)
        line.put("undo", undo)
    }
}
