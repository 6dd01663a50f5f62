import StudyModel

/// A lineage that begins, as its event has it.
package struct Forked: Listing {
    package let record: ForkRecord
    package let view: RunView
    /// What is another thing of the evaluator than when the run was last judged; `nil` where nothing is.
    package let evaluatorChange: EvaluatorChangeRecord?

    package init(_ record: ForkRecord, in view: RunView, evaluatorChange: EvaluatorChangeRecord?) {
        self.record = record
        self.view = view
        self.evaluatorChange = evaluatorChange
    }

    /// The step that it begins at.
    private var step: StepSummary? { view.step(record.fromStep) }

    package func write(to line: inout ObjectWriter) {
        line.put("run", view.record.run)
        record.write(to: &line)
        line.put("rejected", step.flatMap(view.rejection) == nil ? nil : true)
        line.objects("contains_rejected", step.map(view.rejectedAncestors) ?? []) { $1.put($0.step) }
        line.put("evaluator_changed", each: evaluatorChange?.changed ?? [])
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
    /// How much better the branch got by each objective, where that was measured for the landing, or the run knows it since the branch was as its base is.
    package let gains: [ObjectiveGain]
    /// What it contains that was landed on the branch before and taken back there: git merges no commit twice, so the branch did not get it.
    package let leftOut: [LandedCandidate]
    /// The command that takes it back.
    package let undo: String

    package init(
        candidate: CommitID, name: String, branch: String, result: CommitID, gains: [ObjectiveGain],
        leftOut: [LandedCandidate] = [], undo: String
    ) {
        self.leftOut = leftOut
        self.candidate = candidate
        self.name = name
        self.branch = branch
        self.result = result
        self.gains = gains
        self.undo = undo
    }

    package func write(to line: inout ObjectWriter) {
        line.put("candidate", candidate)
        line.put("name", name)
        line.put("onto", "refs/heads/\(branch)")
        line.put("result", result)
        if let first = gains.first(where: \.isFirst) { line.object("gain") { first.gain.write(to: &$0) } }
        line.objects(
            "other_objectives",
            byName: Dictionary(gains.filter { !$0.isFirst }.map { ($0.objective.metric, $0.gain) }) {
                first, _ in first
            }
        ) { gain, line in line.object("gain") { gain.write(to: &$0) } }
        line.objects("left_out", leftOut) { $0.write(to: &$1) }
        line.put("undo", undo)
    }
}
